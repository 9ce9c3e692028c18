package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the docs say of errors is what happens: every row of its table is played. */
class ErrorTableTest extends WholeTestBase {
  private static final Pattern CODE = Pattern.compile("`(.+)`");
  private static final Pattern WAIT = Pattern.compile("tries again (?:every|after the) (\\d+) s");

  /** Often enough that a retry is needed, and seldom enough that the run ends. */
  private static final int SOME = 2;

  /** For as long as anybody asks. */
  private static final int ALWAYS = 10_000;

  /** A row of the table, in its words. */
  record Row(String call, String status, String body, String does, String sees) {

    static Row of(String line) {
      String[] cells = line.split("\\|");
      return new Row(
          cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip());
    }

    /** The failure that the caller sees, or null. */
    String failure() {
      return first(CODE, sees);
    }

    Fault.Builder spoil(Fault.Builder call) {
      if (status.equals("none")) {
        return call.disconnect(Fault.Disconnect.BEFORE);
      }
      String text = first(CODE, body);
      Fault.Builder answer = call.status(Integer.parseInt(status)).body(text == null ? "" : text);
      return text != null && text.startsWith("<")
          ? answer.header("Content-Type", "text/html")
          : answer;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.group(1) : null;
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("../docs/errors.md")).stream()
        .filter(line -> line.matches("\\| (create|read|pause|stop) \\|.*"))
        .map(Row::of);
  }

  static Stream<Row> rows(String call) throws IOException {
    return rows().filter(row -> row.call().equals(call));
  }

  static Stream<Row> creates() throws IOException {
    return rows("create");
  }

  static Stream<Row> reads() throws IOException {
    return rows("read");
  }

  static Stream<Row> pauses() throws IOException {
    return rows("pause");
  }

  static Stream<Row> stops() throws IOException {
    return rows("stop");
  }

  @BeforeEach
  void playHalfAMinute() {
    play(halfAMinute());
  }

  @Test
  void theTableIsFound() throws IOException {
    List<Row> rows = rows().toList();

    assertThat(rows).hasSizeGreaterThan(25).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("creates")
  void aCreateThatIsAnsweredSo(Row row) {
    Instant start = Instant.ofEpochMilli(env.currentTimeMillis());
    spoil(row.spoil(onCreate().times(row.failure() == null ? SOME : ALWAYS)));
    start();
    if (row.failure() != null) {
      failure(row.failure());
      oracle().nothingCreated();
      return;
    }
    succeeded();
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    String wait = Row.first(WAIT, row.does());
    if (wait != null) {
      assertThat(Duration.between(start, task.createdAt()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(Long.parseLong(wait)).multipliedBy(SOME));
    }
    assertThat(requests(LIST) > 0)
        .as("looks for the task")
        .isEqualTo(row.does().contains("looks for the task"));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aReadThatIsAnsweredSo(Row row) {
    spoil(row.spoil(onLook().after(1).times(row.failure() == null ? SOME : ALWAYS)));
    start();
    if (row.failure() != null) {
      failure(row.failure());
      oracle().noneAlive();
    } else {
      succeeded();
    }
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @ParameterizedTest
  @MethodSource("pauses")
  void aPauseThatIsAnsweredSo(Row row) {
    spoil(row.spoil(onStop().times(SOME)));
    start();
    awaitTask();

    WorkflowUpdateException e =
        catchThrowableOfType(WorkflowUpdateException.class, () -> update("pause"));

    assertThat(((ApplicationFailure) e.getCause()).getType()).isEqualTo(row.failure());
    succeeded();
  }

  @ParameterizedTest
  @MethodSource("stops")
  void aStopThatIsAnsweredSo(Row row) {
    boolean later = row.sees().contains("later");
    play(halfAMinute().steps(100));
    spoil(row.spoil(onStop().times(later ? SOME : ALWAYS)));
    start();
    awaitTask();

    askToStop();

    BrowserTaskResult result = result();
    assertThat(result.stop()).isEqualTo(StopOutcome.valueOf(row.failure()));
  }
}
