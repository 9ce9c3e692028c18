package com.browseruse.temporal.worker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Which room may know which, and what code that is replayed must not do. */
@AnalyzeClasses(
    packages = "com.browseruse.temporal",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "com.browseruse.temporal.";
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

  @ArchTest
  static final ArchRule theEmulatorKnowsTheWireAndNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(TESTING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TASK, CLIENT, ACTIVITIES, WORKFLOWS, WORKER);

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

  @ArchTest
  static final ArchRule workflowsStartNoThreads =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
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
}
