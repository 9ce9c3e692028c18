package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.task.TaskRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever creates a task has the last word before its first byte leaves. (temporal 1, core 16) */
class LastCheckTest {
  private static final TaskRequest REQUEST = TaskRequest.newBuilder("Buy milk").build();

  @RegisterExtension final Api api = new Api();

  @Test
  @DisplayName(
      "what the last check throws keeps the request from being sent, and comes out as it is")
  void aRequestThatIsRefusedAtTheLastMomentIsNotSent() {
    IllegalStateException refusal = new IllegalStateException("too late");
    assertThatThrownBy(
            () ->
                api.client()
                    .createTask(
                        REQUEST,
                        callTimeout -> {
                          throw refusal;
                        }))
        .isSameAs(refusal);
    assertThat(api.requests()).isZero();

    api.answers(202, "{\"id\":\"t-1\",\"sessionId\":\"s-1\"}");
    assertThat(api.client().createTask(REQUEST).taskId()).as("the client goes on").isEqualTo("t-1");
  }

  @Test
  void itIsAskedOnceAndToldHowLongTheCallMayTake() {
    List<Duration> asked = new ArrayList<>();
    api.answers(202, "{\"id\":\"t-1\",\"sessionId\":\"s-1\"}");
    api.client().createTask(REQUEST, asked::add);
    assertThat(asked).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void itIsAskedAlsoBeforeARequestThatIsLost() {
    List<Duration> asked = new ArrayList<>();
    api.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    assertThatThrownBy(() -> api.client().createTask(REQUEST, asked::add))
        .isInstanceOf(BrowserUseException.NoResponse.class);
    assertThat(asked).hasSize(1);
  }
}
