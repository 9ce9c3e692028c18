package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever request of a run goes wrong, and however: the run succeeds with exactly one task. */
class WholeSweepTest extends WholeTestBase {

  /** The requests of a run in which nothing goes wrong: a create, four looks, the result. */
  private static final int REQUESTS = 6;

  /** How a request goes wrong. */
  enum Harm {
    ERROR(fault -> fault.status(500)),
    ERROR_AFTER_WORK(fault -> fault.status(500).commit()),
    DISCONNECT_BEFORE(fault -> fault.disconnect(Fault.Disconnect.BEFORE)),
    DISCONNECT_AFTER(fault -> fault.disconnect(Fault.Disconnect.AFTER)),
    DISCONNECT_MID_BODY(fault -> fault.disconnect(Fault.Disconnect.MID_BODY)),
    GARBAGE(Fault.Builder::garbage);

    final UnaryOperator<Fault.Builder> effect;

    Harm(UnaryOperator<Fault.Builder> effect) {
      this.effect = effect;
    }
  }

  static Stream<Arguments> everyRequestWithEveryHarm() {
    return IntStream.rangeClosed(1, REQUESTS)
        .boxed()
        .flatMap(number -> Arrays.stream(Harm.values()).map(harm -> Arguments.of(number, harm)));
  }

  @ParameterizedTest
  @MethodSource("everyRequestWithEveryHarm")
  void aRunSurvivesAnyRequestThatGoesWrong(int number, Harm harm) {
    play(halfAMinute());
    spoil(harm.effect.apply(Fault.newBuilder().after(number - 1).times(1)));
    start(options -> options.polling(STEADY));
    BrowserTaskResult result = succeeded();
    assertThat(result.output()).isEqualTo("42");
    assertThat(oracle().exactlyOneTaskAndNoneAlive().id()).isEqualTo(result.taskId());
    assertThat(emulator.requests().values().stream().mapToInt(Integer::intValue).sum())
        .as("the fault has hit")
        .isGreaterThan(number);
  }
}
