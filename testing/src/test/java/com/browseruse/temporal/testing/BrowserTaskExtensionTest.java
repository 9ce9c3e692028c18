package com.browseruse.temporal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrowserTaskExtensionTest {
  /** Somebody else's workflow. */
  @WorkflowInterface
  public interface LowestPrice {
    @WorkflowMethod
    String find(List<String> shops);
  }

  /** Three tasks, at the same time. */
  public static final class LowestPriceImpl implements LowestPrice {
    @Override
    public String find(List<String> shops) {
      List<BrowserTask> tasks =
          shops.stream().map(shop -> BrowserTask.of("Find the price on " + shop)).toList();
      return BrowserTaskWorkflows.all(tasks, 3).stream()
          .map(BrowserTaskResult::output)
          .min(String::compareTo)
          .orElseThrow();
    }
  }

  @RegisterExtension
  final BrowserTaskExtension browser = BrowserTaskExtension.of(LowestPriceImpl.class);

  /** The same, for tests that leave something on purpose. */
  @RegisterExtension
  final BrowserTaskExtension unchecked =
      BrowserTaskExtension.newBuilder()
          .workflows(LowestPriceImpl.class)
          .checkAfterEach(false)
          .build();

  private static Scenario.Builder twentyMinutes(String shop) {
    return Scenario.matching(shop).steps(20).stepDuration(Duration.ofMinutes(1));
  }

  @Test
  @Timeout(20)
  void threeTasksOfTwentyMinutesTakeAMoment() {
    browser.scenario(twentyMinutes("a.example").output("1.19"));
    browser.scenario(twentyMinutes("b.example").output("0.99"));
    browser.scenario(twentyMinutes("c.example").output("1.05"));
    LowestPrice lowest = browser.workflow(LowestPrice.class);
    assertThat(lowest.find(List.of("a.example", "b.example", "c.example"))).isEqualTo("0.99");
    assertThat(browser.tasks())
        .hasSize(3)
        .extracting(RecordedTask::status)
        .containsOnly("finished");
  }

  @Test
  void aCancelledWorkflowLeavesNothing() {
    browser.scenario(Scenario.newBuilder().outcome(Scenario.Outcome.NEVER));
    LowestPrice lowest = browser.workflow(LowestPrice.class);
    WorkflowClient.start(lowest::find, List.of("a.example", "b.example"));
    browser.environment().temporal().sleep(Duration.ofMinutes(1));
    WorkflowStub.fromTyped(lowest).cancel();
    browser.assertNothingLeft();
    assertThat(browser.tasks()).hasSize(2).extracting(RecordedTask::status).containsOnly("stopped");
  }

  @Test
  void aTaskThatIsLeftAliveIsNamed() {
    unchecked.scenario(Scenario.newBuilder().outcome(Scenario.Outcome.NEVER));
    WorkflowStub run =
        unchecked.browserTasks().start("milk", BrowserTask.of("Find milk")).workflow();
    unchecked.environment().temporal().sleep(Duration.ofMinutes(1));
    run.terminate("for the test");
    assertThatThrownBy(unchecked::assertNothingLeft)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "A remote task is left alive: %s (Find milk) is started, and its workflow milk is"
                    .formatted(unchecked.tasks().get(0).id())
                + " TERMINATED");
  }

  @Test
  void aRunThatIsStartedLastAndNotWaitedForIsNamed() {
    unchecked.scenario(Scenario.newBuilder().outcome(Scenario.Outcome.NEVER));
    unchecked.browserTasks().start("milk", BrowserTask.of("Find milk"));
    assertThatThrownBy(unchecked::assertNothingLeft)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("its workflow milk is RUNNING");
  }

  @Test
  void aRunThatCannotCreateItsTaskIsNamed() {
    unchecked.emulator().addFault(Fault.on("POST", "/tasks$").status(500).build());
    unchecked.browserTasks().start("milk", BrowserTask.of("Find milk"));
    assertThatThrownBy(unchecked::assertNothingLeft)
        .hasMessage("A run is left alive, and has no task yet: milk");
  }

  @Test
  void aTaskThatWasMadeTwiceIsNamed() {
    // The response is lost, and the task becomes visible only after another was made.
    unchecked.emulator().setListLag(Duration.ofMinutes(5));
    unchecked
        .emulator()
        .addFault(Fault.on("POST", "/tasks$").times(1).disconnect(Fault.Disconnect.AFTER).build());
    unchecked.browserTasks().start("milk", BrowserTask.of("Find milk")).result();
    assertThat(unchecked.tasks()).hasSize(2);
    assertThatThrownBy(unchecked::assertNothingLeft)
        .hasMessageStartingWith("A remote task was made 2 times by one create: ")
        .hasMessageContainingAll(
            Stream.of(0, 1).map(i -> unchecked.tasks().get(i).id()).toArray(String[]::new));
  }
}
