package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT65S, 1 min 5 s",
    "PT10M, 10 min",
    "PT1H, 1 h",
    "PT49H1M, 49 h 1 min"
  })
  void timesAreWrittenAsPeopleWriteThem(Duration time, String words) {
    assertThat(Words.time(time)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"1.6, $1.60", "2, $2.00", "1E+1, $10.00", "0.0123, $0.0123", "0.10, $0.10"})
  void soAreAmounts(BigDecimal usd, String words) {
    assertThat(Words.dollars(usd)).isEqualTo(words);
    assertThat(Words.dollars("much")).isEqualTo("much");
  }

  /** (airflow#48466) */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, ''",
        "https://shop.example/?token=x#y, ', on https://shop.example/'",
        "https://me:pw@shop.example:8443/a/b?q=1, ', on https://shop.example:8443/a/b'",
        "https://me:pw@shop example/a?token=x, ', on https://shop example/a'",
        "about:blank, ', on about:blank'",
      })
  void aMessageSaysWhereATaskWasLastWithoutWhatMayBeSecretInItsLink(String url, String page) {
    assertThat(Words.lastStep(new TaskSnapshot.LastStep(7, "Log\n in.", url)))
        .isEqualTo("; last seen at step 7: Log in" + page);
  }

  @Test
  void whatAnAgentSaysIsCut() {
    assertThat(Words.lastStep(null)).isEmpty();
    String goal = "a".repeat(5_000);
    assertThat(Words.lastStep(new TaskSnapshot.LastStep(1, goal, "https://x.example/" + goal)))
        .hasSizeLessThan(400);
  }
}
