package com.browseruse.temporal.testing;

import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test of JUnit 5 a {@link BrowserUseTestEnvironment} of its own, and fails it if it has
 * left a remote task alive or a session open, or made a task twice.
 *
 * <pre>{@code
 * class ComparePricesTest {
 *   @RegisterExtension
 *   final BrowserTaskExtension browser = BrowserTaskExtension.of(ComparePricesImpl.class);
 *
 *   @Test
 *   void theLowestPriceWins() {
 *     browser.scenario(Scenario.matching("a.example").output("1.19"));
 *     browser.scenario(Scenario.matching("b.example").output("0.99"));
 *     ComparePrices prices = browser.workflow(ComparePrices.class);
 *     assertThat(prices.lowest("milk")).isEqualTo("0.99");
 *     assertThat(browser.tasks()).hasSize(2);
 *   }
 * }
 * }</pre>
 *
 * <p>Register it as a field that is not static. JUnit 5 is an optional dependency: a test of JUnit
 * 4 or Spock takes {@link BrowserUseTestEnvironment} itself.
 */
public final class BrowserTaskExtension implements BeforeEachCallback, AfterEachCallback {
  private final Class<?>[] workflows;
  private final Object[] activities;
  private final UnaryOperator<BrowserUseTestEnvironment.Builder> environmentOptions;
  private final Consumer<BrowserUseTestEnvironment> setup;
  private final boolean checksAfterEach;
  private @Nullable BrowserUseTestEnvironment environment;

  private BrowserTaskExtension(Builder builder) {
    workflows = builder.workflows;
    activities = builder.activities;
    environmentOptions = builder.environment;
    setup = builder.setup;
    checksAfterEach = builder.checksAfterEach;
  }

  /** {@return an extension with the defaults, and with workflows of yours beside those of ours} */
  public static BrowserTaskExtension of(Class<?>... workflowImplementations) {
    return newBuilder().workflows(workflowImplementations).build();
  }

  /** {@return a builder that holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    BrowserUseTestEnvironment made =
        environmentOptions.apply(BrowserUseTestEnvironment.newBuilder()).build();
    environment = made;
    made.worker().registerWorkflowImplementationTypes(workflows);
    if (activities.length > 0) {
      made.worker().registerActivitiesImplementations(activities);
    }
    setup.accept(made);
    made.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BrowserUseTestEnvironment used = environment;
    if (used == null) {
      return;
    }
    environment = null;
    try {
      // A test that has failed may have left anything: that must not hide why it failed.
      if (checksAfterEach && context.getExecutionException().isEmpty()) {
        used.assertNothingLeft();
      }
    } finally {
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(BrowserTaskExtension.class))
          .getOrComputeIfAbsent(Closing.class)
          .add(used);
    }
  }

  /**
   * Environments that are closed beside the tests after them, since that waits for a good part of a
   * second. The tests end when all are closed.
   */
  static final class Closing implements AutoCloseable {
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    void add(BrowserUseTestEnvironment used) {
      Thread thread = new Thread(used::close, "browser-use-test-close");
      threads.add(thread);
      thread.start();
    }

    @Override
    public void close() {
      try {
        for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** {@return all that the test runs in} */
  public BrowserUseTestEnvironment environment() {
    return Objects.requireNonNull(environment, "there is an environment only during a test");
  }

  /** Says what the remote tasks do whose text matches, and that are made from now on. */
  public void scenario(Scenario.Builder scenario) {
    emulator().addScenario(scenario.build());
  }

  /** {@return the ledger: every remote task that the test has made, oldest first} */
  public List<RecordedTask> tasks() {
    return emulator().tasks();
  }

  /** {@return a new workflow of a type, to be called once; who waits for its result skips time} */
  public <T> T workflow(Class<T> type) {
    return environment().workflow(type);
  }

  /** {@return what starts tasks, as a service does} */
  public BrowserTasks browserTasks() {
    return environment().browserTasks();
  }

  /** {@return a client of the Temporal server; who waits for a result with it skips time} */
  public WorkflowClient client() {
    return environment().client();
  }

  /** {@return the emulator, for faults and what else it offers} */
  public BrowserUseEmulator emulator() {
    return environment().emulator();
  }

  /** As {@link BrowserUseTestEnvironment#assertNothingLeft}. */
  public void assertNothingLeft() {
    environment().assertNothingLeft();
  }

  /** Configures an extension. */
  public static final class Builder {
    private Class<?>[] workflows = {};
    private Object[] activities = {};
    private UnaryOperator<BrowserUseTestEnvironment.Builder> environment = builder -> builder;
    private Consumer<BrowserUseTestEnvironment> setup = made -> {};
    private boolean checksAfterEach = true;

    private Builder() {}

    /** Sets the implementations of your own workflows. Default: none. */
    public Builder workflows(Class<?>... implementations) {
      workflows = implementations.clone();
      return this;
    }

    /** Sets your own activities, which the tests share. Default: none. */
    public Builder activities(Object... implementations) {
      activities = implementations.clone();
      return this;
    }

    /** Changes how the environment of a test is built, such as for version 1 of the API. */
    public Builder environment(UnaryOperator<BrowserUseTestEnvironment.Builder> value) {
      environment = Objects.requireNonNull(value, "environment");
      return this;
    }

    /** Sets what to do with each environment before its workers run. Default: nothing. */
    public Builder setup(Consumer<BrowserUseTestEnvironment> value) {
      setup = Objects.requireNonNull(value, "setup");
      return this;
    }

    /**
     * Sets whether {@link #assertNothingLeft} is called after each test that has not failed.
     * Default: true.
     */
    public Builder checkAfterEach(boolean value) {
      checksAfterEach = value;
      return this;
    }

    /** {@return the extension} */
    public BrowserTaskExtension build() {
      return new BrowserTaskExtension(this);
    }
  }
}
