package com.browseruse.temporal.workflows.internal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.session.BrowserSession;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The input of a session as JSON and in Java: what it keeps, and what it refuses. */
class SessionInputTest {
  @Test
  void itIsOneFlatObjectOfWhatWasSet() {
    BrowserSession session =
        BrowserSession.newBuilder()
            .profileId("p")
            .viewport(1280, 800)
            .tasks(BrowserTask.newBuilder("x").maxSteps(3).build())
            .idleTimeout(Duration.ZERO)
            .build();
    assertThat(session.toJson())
        .isEqualTo(
            "{\"profileId\":\"p\",\"browserScreenWidth\":1280,\"browserScreenHeight\":800,"
                + "\"tasks\":[{\"task\":\"x\",\"maxSteps\":3}],\"options\":{\"idleTimeout\":\"PT0S\"}}");
    assertThat(BrowserSession.fromJson(session.toJson())).isEqualTo(session);
    assertThat(session.toBuilder().build()).isEqualTo(session);
    assertThat(session.maxAge()).isEqualTo(BrowserSession.DEFAULT_MAX_AGE);
    assertThat(BrowserSession.getDefaultInstance().toJson()).isEqualTo("{}");
  }

  @Test
  void noProxyIsANull() {
    BrowserSession session =
        BrowserSession.newBuilder()
            .extra(Collections.singletonMap("proxyCountryCode", null))
            .build();
    assertThat(session.toJson()).isEqualTo("{\"extra\":{\"proxyCountryCode\":null}}");
    assertThat(BrowserSession.fromJson(session.toJson())).isEqualTo(session);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | input must be one JSON object",
        "{'profile':'p'} | profile is not a known field",
        "{'profileId':7} | profileId must be text",
        "{'keepAlive':'yes'} | keepAlive must be true or false",
        "{'tasks':{}} | tasks must be a list",
        "{'tasks':['x']} | tasks[0] must be one JSON object with at least the field task, or"
            + " taskId",
        "{'tasks':[{'task':'x'},{'task':''}]} |" + " tasks[1].task must be given and not be empty",
        "{'tasks':[{'task':'x','options':{'timeOut':'PT1H'}}]} |"
            + " tasks[0].options.timeOut is not a known field",
        "{'tasks':[{'task':'x','sessionId':'s'}]} |"
            + " tasks[0].sessionId must not be given: the task runs in this session",
        "{'options':{'idleTimeout':'PT0S'}} |"
            + " options.idleTimeout can be zero only with tasks: the session would close at once",
        "{'options':{'idleTimeout':'PT-1S'}} |"
            + " options.idleTimeout must be at least zero and at most PT8760H, but is PT-1S",
        "{'options':{'maxAge':'PT0S'}} |"
            + " options.maxAge must be more than zero and at most PT8760H, but is PT0S",
        "{'options':{'timeout':'PT1H'}} | options.timeout is not a known field",
        "{'extra':{'keepAlive':false}} |"
            + " extra.keepAlive must be given as keepAlive, which is a known field",
      })
  void whatIsNotAcceptableIsNamed(String json, String sentence) {
    assertThatThrownBy(() -> BrowserSession.fromJson(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void moreTasksThanASessionHoldsAreABatch() {
    List<BrowserTask> many = Collections.nCopies(101, BrowserTask.of("x"));
    assertThatThrownBy(() -> BrowserSession.newBuilder().tasks(many).build())
        .hasMessage("tasks must have at most 100 entries, but has 101");
    assertThat(BrowserSession.newBuilder().extra(Map.of("new", 1)).build().toString())
        .doesNotContain("new");
  }
}
