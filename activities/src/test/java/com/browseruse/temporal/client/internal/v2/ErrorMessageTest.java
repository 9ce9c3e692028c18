package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.internal.http.ErrorMapper;
import com.browseruse.temporal.client.internal.http.MessageCleaner;
import com.browseruse.temporal.client.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMessageTest {

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("{\"detail\":\"Task not found\"}", "Task not found"),
        Arguments.of(
            "{\"detail\":[{\"loc\":[\"body\",\"maxSteps\"],\"msg\":\"Input should be positive\","
                + "\"type\":\"x\",\"input\":\"hunter2\"}]}",
            "body.maxSteps: Input should be positive"),
        Arguments.of(
            "{\"detail\":[{\"loc\":[\"body\",\"skillIds\",0],\"msg\":\"a\"},{\"msg\":\"b\"}]}",
            "body.skillIds.0: a; b"),
        Arguments.of(
            "{\"loc\":[\"body\",\"task\"],\"msg\":\"Field required\",\"type\":\"missing\"}",
            "body.task: Field required"),
        Arguments.of(
            "{\"detail\":{\"code\":\"spend_limit\",\"message\":\"Cap reached\"}}",
            "Cap reached (spend_limit)"),
        Arguments.of(
            "{\"error\":\"rate_limited\",\"limit_rps\":5,\"retry_after_seconds\":5}",
            "rate_limited"),
        Arguments.of("{\"error\":{\"message\":\"No\",\"code\":\"n\"}}", "No (n)"),
        Arguments.of("{\"message\":\"no Route matched\"}", "no Route matched"),
        Arguments.of("\"plain\"", "plain"),
        Arguments.of("{\"detail\":\"two\\nlines\\u0000\"}", "two lines"),
        Arguments.of("upstream connect error", "upstream connect error"),
        Arguments.of(
            "<html><head><title>Oops</title><style>a{}</style></head>\n<body><h1>502 Bad"
                + " Gateway</h1><script>var x;</script><p>nginx</p></body></html>",
            "502 Bad Gateway nginx"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void everyFormOfBodyBecomesOneReadableLine(String body, String words) {
    BrowserUseException error = error(body);

    assertThat(error.serverMessage()).hasValue(words);
    assertThat(error).hasMessage("GET /tasks/t-1 was answered with 500: " + words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"detail\":\"cut sh",
        "[]",
        "null",
        "7",
        "{\"detail\":null}",
        "{\"detail\":[]}",
        "{\"body\":{\"secrets\":{\"pw\":\"hunter2\"}}}"
      })
  void whatIsNotMeantForPeopleIsNotShown(String body) {
    assertThat(error(body).serverMessage()).hasValue("Bad Day");
  }

  @Test
  void aLongListOfProblemsIsCut() {
    String problems = "{\"msg\":\"p\"},".repeat(7);
    String body = "{\"detail\":[" + problems.substring(0, problems.length() - 1) + "]}";

    assertThat(error(body).serverMessage()).hasValue("p; p; p; p; p; and 2 more");
  }

  @Test
  void longWordsAreCut() {
    assertThat(error("x".repeat(5000)).serverMessage()).hasValue("x".repeat(200) + "…");
    assertThat(error("{\"detail\":\"" + "x".repeat(5000) + "\"}").serverMessage())
        .hasValue("x".repeat(1000) + "…");
    assertThat(error("x".repeat(199) + "😀y").serverMessage()).hasValue("x".repeat(199) + "…");
  }

  private static BrowserUseException error(String body) {
    return new ErrorMapper(Clock.systemUTC(), new MessageCleaner(Api.KEY))
        .of(
            V2Routes.task("t-1"),
            new Response(500, "Bad Day", Headers.of(), body.getBytes(StandardCharsets.UTF_8)));
  }
}
