package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusRouteTest {

  private static final String STATUS = "/api/v2/tasks/t-1/status";
  private static final String TASK = "/api/v2/tasks/t-1";
  private static final String NO_TASK = "{\"detail\":\"Task not found\"}";

  @RegisterExtension final Api api = new Api();

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void aMissingRouteIsRememberedAndTheTaskReadInstead(int status) throws Exception {
    api.answers(status, Api.NOT_FOUND).answers(200, Api.TASK).answers(200, Api.TASK);

    assertThat(api.client().getTaskSnapshot("t-1").status()).isEqualTo(TaskStatus.STARTED);
    assertThat(api.client().getTaskSnapshot("t-1").taskId()).isEqualTo("t-1");

    asked(STATUS, TASK, TASK);
  }

  @Test
  void aMissingTaskIsNotAMissingRoute() throws Exception {
    api.answers(404, NO_TASK).answers(404, NO_TASK).answers(200, Api.TASK);

    assertThatThrownBy(() -> api.client().getTaskSnapshot("t-1"))
        .isInstanceOf(BrowserUseException.TaskNotFound.class);
    api.client().getTaskSnapshot("t-1");

    asked(STATUS, TASK, STATUS);
  }

  @Test
  void aReplicaThatLagsIsNotAMissingRoute() throws Exception {
    api.answers(404, NO_TASK).answers(200, Api.TASK).answers(200, Api.TASK);

    assertThat(api.client().getTaskSnapshot("t-1").status()).isEqualTo(TaskStatus.STARTED);
    api.client().getTaskSnapshot("t-1");

    asked(STATUS, TASK, STATUS);
  }

  @Test
  void nothingIsRememberedWhileTheOlderRouteFails() throws Exception {
    api.answers(404, Api.NOT_FOUND).answers(503, "").answers(200, Api.TASK);

    assertThatThrownBy(() -> api.client().getTaskSnapshot("t-1"))
        .isInstanceOf(BrowserUseException.Server.class);
    api.client().getTaskSnapshot("t-1");

    asked(STATUS, TASK, STATUS);
  }

  @Test
  void otherErrorsOfTheRouteAreErrors() throws Exception {
    api.answers(500, "");

    assertThatThrownBy(() -> api.client().getTaskSnapshot("t-1"))
        .isInstanceOf(BrowserUseException.Server.class);

    asked(STATUS);
  }

  private void asked(String... targets) throws InterruptedException {
    for (String target : targets) {
      assertThat(api.request().getTarget()).isEqualTo(target);
    }
    assertThat(api.requests()).isEqualTo(targets.length);
  }
}
