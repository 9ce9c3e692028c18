package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionTextTest {
  private final DescriptionText table = new DescriptionText(new Terminal(true, false, true, 60), 2);

  @Test
  void everyStepIsOneLineThatFits() {
    List<String> lines =
        table.steps(
            List.of(
                step(1, "Open the\nshop.", "https://shop.example/", Duration.ofMillis(1_240)),
                step(
                    12,
                    "Read the price of milk that is written below the picture.",
                    "https://shop.example/a/page/with/a/long/path",
                    null)));

    assertThat(lines)
        .containsExactly(
            "STEP  TOOK   PAGE                  GOAL",
            "1     1.2 s  shop.example          Open the shop.",
            "12           shop.example/a/page…  Read the price of milk t…");
  }

  /** (new-user 30) */
  @Test
  void onlyTheLastStepsAreShown() {
    assertThat(
            table.steps(
                List.of(step(1, "a", "", null), step(2, "b", "", null), step(3, "c", "", null))))
        .extracting(line -> line.split(" ")[0])
        .containsExactly("1", "STEP", "2", "3");
  }

  @Test
  void aStepCannotSteerTheTerminal() {
    assertThat(table.steps(List.of(step(1, "a\u001b[1A", "https://x/\u001b]0;t\u0007", null))))
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void withoutStepsThereIsNoTable() {
    assertThat(table.steps(List.of())).isEmpty();
  }

  private static Task.Step step(int number, String goal, String url, Duration duration) {
    return new Task.Step(number, goal, url, "", "", List.of(), null, duration);
  }
}
