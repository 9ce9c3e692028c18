package com.browseruse.temporal.worker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasReturnType.Predicates.rawReturnType;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.BrowserTaskExtension;
import com.browseruse.temporal.testing.BrowserUseTestEnvironment;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.internal.watch.WatcherStarter;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which room may know which, and what code that is replayed must not do. */
@AnalyzeClasses(
    packages = "com.browseruse.temporal",
    importOptions = ArchitectureTest.MainOnly.class)
class ArchitectureTest {
  /** Leaves out tests wherever a build puts their classes. */
  static final class MainOnly implements ImportOption {
    private static final Pattern TESTS = Pattern.compile(".*/test(-classes)?/.*");

    @Override
    public boolean includes(Location location) {
      return !location.matches(TESTS);
    }
  }

  private static final String OURS = "com.browseruse.temporal.";
  private static final int MOST_TYPES = 22;
  private static final String TASK = OURS + "task..";
  private static final String CLIENT = OURS + "client..";
  private static final String SHARED = OURS + "client.internal.http..";
  private static final String VERSION_1 = OURS + "client.internal.v1..";
  private static final String VERSION_2 = OURS + "client.internal.v2..";
  private static final String ARTIFACTS = OURS + "artifacts..";
  private static final String ACTIVITIES = OURS + "activities..";
  private static final String WORKFLOWS = OURS + "workflows..";
  private static final String WORKER = OURS + "worker..";
  private static final String TESTING = OURS + "testing..";

  @ArchTest
  static final ArchRule theVocabularyKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(TASK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              CLIENT, ACTIVITIES, WORKFLOWS, WORKER, TESTING, "io.temporal..", "okhttp3..");

  @ArchTest
  static final ArchRule theClientKnowsTheVocabularyOnly =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTIVITIES, WORKFLOWS, WORKER, TESTING, "io.temporal..");

  @ArchTest
  static final ArchRule artifactsKnowNobody =
      noClasses()
          .that()
          .resideInAPackage(ARTIFACTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TASK, CLIENT, ACTIVITIES, WORKFLOWS, WORKER, TESTING, "io.temporal..");

  @ArchTest
  static final ArchRule aVersionIsKnownToTheClientOnly =
      classes()
          .that()
          .resideInAnyPackage(VERSION_1, VERSION_2)
          .should()
          .onlyBeAccessed()
          .byAnyPackage(CLIENT);

  @ArchTest
  static final ArchRule whatVersionsShareIsKnownToVersionsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(VERSION_1, VERSION_2, SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SHARED);

  @ArchTest
  static final ArchRule versionsDoNotKnowEachOther =
      slices().matching(OURS + "client.internal.(v*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule whatVersionsShareKnowsNoVersion =
      noClasses()
          .that()
          .resideInAPackage(SHARED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(VERSION_1, VERSION_2);

  @ArchTest
  static final ArchRule activitiesDoNotKnowWhoRunsThem =
      noClasses()
          .that()
          .resideInAPackage(ACTIVITIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WORKFLOWS, WORKER, TESTING);

  @ArchTest
  static final ArchRule workflowsDoNotKnowTheProcessNorTheEmulator =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WORKER, TESTING);

  /** So that a service may leave out the HTTP client, the schema validator and the like. */
  @ArchTest
  static final ArchRule whatServicesUseKnowsNothingOfTheWorkers =
      noClasses()
          .that()
          .resideInAnyPackage(
              OURS + "workflows",
              OURS + "workflows.batch",
              OURS + "workflows.caller",
              OURS + "workflows.reap",
              OURS + "workflows.session",
              OURS + "workflows.internal.input",
              OURS + "workflows.internal.json")
          .and()
          .doNotBelongToAnyOf(BrowserUsePlugin.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, ARTIFACTS, OURS + "activities.internal..");

  @ArchTest
  static final ArchRule theEmulatorKnowsTheWireAndNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(TESTING)
          .and()
          .doNotBelongToAnyOf(BrowserUseTestEnvironment.class, BrowserTaskExtension.class)
          .and()
          .haveNameNotMatching(".*\\.(RemainingTasks|TaskHints|ChildCancelTimeLock)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TASK, CLIENT, ACTIVITIES, WORKFLOWS, WORKER, "io.temporal..");

  @ArchTest
  static final ArchRule theEmulatorsRoomsHaveNoCycle =
      slices().matching(OURS + "testing.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEmulatorsRoomsAreKnownToTheEmulatorOnly =
      classes()
          .that()
          .resideInAPackage(OURS + "testing.internal..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage(TESTING);

  @ArchTest
  static final ArchRule whatIsInternalIsKnownToItsModuleOnly =
      noClasses().should(dependOnInternalsOf(ArchitectureTest::moduleOf));

  @ArchTest
  static final ArchRule nobodyKnowsTheWorker =
      noClasses()
          .that()
          .resideOutsideOfPackage(WORKER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WORKER);

  @ArchTest
  static final ArchRule roomsOfTheWorkerPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy(OURS + "worker")
          .layer("cli")
          .definedBy(OURS + "worker.cli")
          .layer("view")
          .definedBy(OURS + "worker.cli.view")
          .layer("dev")
          .definedBy(OURS + "worker.dev")
          .layer("run")
          .definedBy(OURS + "worker.run")
          .layer("http")
          .definedBy(OURS + "worker.http")
          .layer("config")
          .definedBy(OURS + "worker.config")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("view")
          .mayOnlyBeAccessedByLayers("main", "cli")
          .whereLayer("dev")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("cli", "view", "dev")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("cli", "dev")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("cli", "view", "dev", "run", "http");

  /** A room and its internal packages are one: what users read shows what is behind it. */
  @ArchTest
  static final ArchRule roomsKnowEachOtherInNoCircle =
      slices().assignedFrom(rooms()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesThatUsersReadKnowEachOtherInNoCircle =
      slices().assignedFrom(packagesThatUsersRead()).should().beFreeOfCycles();

  @ArchTest
  static void packagesThatUsersReadCanBeTakenInAtAGlance(JavaClasses classes) {
    Map<String, List<String>> packages =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && isForUsers(type.getPackageName()))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName,
                    Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())));

    assertThat(packages)
        .containsKey(OURS + "workflows")
        .allSatisfy((name, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MOST_TYPES));
  }

  @ArchTest
  static final ArchRule internalPackagesKnowEachOtherInNoCircle =
      slices().assignedFrom(internalPackages()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheProcessEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule workflowsTalkToNobody =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "java.net.http..", "java.nio.file..", "com.sun.net..");

  /** The caller's converter, of another Jackson, would write a tree as if it were a bean. (X4) */
  @ArchTest
  static final ArchRule runsHandOnNoTreeOfOneJackson =
      noClasses()
          .that()
          .resideInAPackage(OURS + "workflows.internal.run")
          .should()
          .callMethodWhere(
              target(rawReturnType(JavaClass.Predicates.assignableTo(JsonNode.class))));

  @ArchTest
  static final ArchRule workflowsStartNoThreads =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          // A handle is for services, which wait for several runs by futures.
          .and()
          .doNotBelongToAnyOf(
              BrowserTaskHandle.class,
              BrowserTaskBatchHandle.class,
              BrowserSessionHandle.class,
              BrowserUsePlugin.class,
              WatcherStarter.class)
          .and()
          .doNotHaveSimpleName("WorkflowCalls")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, java.util.Timer.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule workflowsHaveNoClock =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .callMethodWhere(
              target(nameMatching("now"))
                  .and(target(owner(JavaClass.Predicates.resideInAPackage("java.time..")))))
          .orShould()
          .callMethodWhere(
              target(nameMatching("currentTimeMillis|nanoTime"))
                  .and(target(owner(name(System.class.getName())))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callConstructor(java.util.Date.class);

  @ArchTest
  static final ArchRule workflowsHaveNoChance =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .and()
          .doNotBelongToAnyOf(BrowserSessionHandle.class)
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, java.security.SecureRandom.class);

  @ArchTest
  static final ArchRule workflowsHaveNoEnvironment =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .callMethodWhere(
              target(nameMatching("getenv|getProperty|getProperties"))
                  .and(target(owner(name(System.class.getName())))));

  private static ArchCondition<JavaClass> dependOnInternalsOf(UnaryOperator<String> module) {
    return new ArchCondition<>("depend on internal packages of another module") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isInternal(dependency.getTargetClass().getPackageName()))
            .filter(
                dependency ->
                    !module
                        .apply(dependency.getTargetClass().getPackageName())
                        .equals(module.apply(origin.getPackageName())))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.satisfied(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean isInternal(String packageName) {
    return packageName.startsWith(OURS) && packageName.contains(".internal");
  }

  private static String moduleOf(String packageName) {
    String room = packageName.substring(OURS.length()).split("\\.")[0];
    return switch (room) {
      case "task", "client", "artifacts" -> "activities";
      default -> room;
    };
  }

  private static boolean isForUsers(String packageName) {
    return packageName.startsWith(OURS)
        && !packageName.contains(".internal")
        && !packageName.startsWith(OURS + "worker");
  }

  /** The packages of workflows share what is behind them, and so are one room. */
  private static SliceAssignment rooms() {
    return slice(
        "room",
        packageName ->
            packageName.startsWith(OURS + "workflows")
                ? OURS + "workflows"
                : packageName.replaceFirst("\\.internal\\b.*", ""));
  }

  private static SliceAssignment packagesThatUsersRead() {
    return slice(
        "package that users read", packageName -> isForUsers(packageName) ? packageName : null);
  }

  private static SliceAssignment internalPackages() {
    return slice("internal package", packageName -> isInternal(packageName) ? packageName : null);
  }

  /** Sorts our classes by what a function makes of their package; null leaves them out. */
  private static SliceAssignment slice(String what, UnaryOperator<String> nameOf) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        String packageName = javaClass.getPackageName();
        String name = packageName.startsWith(OURS) ? nameOf.apply(packageName) : null;
        return name == null ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
      }

      @Override
      public String getDescription() {
        return "each " + what;
      }
    };
  }
}
