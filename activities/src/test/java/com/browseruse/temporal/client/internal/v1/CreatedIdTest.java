package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By such an id nobody could reach the task that was made: it must be looked for instead. */
class CreatedIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "true",
        "{}",
        "[]",
        "null",
        "\"\"",
        "\" \"",
        "\"../../x\"",
        "\"a/b\"",
        "\"..\""
      })
  void anIdThatCannotBeOneIsNoAnswer(String id) {
    assertThatThrownBy(
            () -> V1Responses.created(new JsonBody(new Buffer().writeUtf8("{\"id\":" + id + "}"))))
        .isInstanceOf(UnreadableResponseException.class);
  }
}
