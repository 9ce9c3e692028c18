package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class UserErrorTest {
  @Test
  void theStackOfAFailedQueryIsLeftOut() {
    String description =
        """

        io.temporal.internal.SomeException: Failure handling event 7
        \tat io.temporal.internal.Some.method(Some.java:465)
        Caused by: java.lang.RuntimeException: More\
        """;

    UserError error =
        UserError.of(Status.INVALID_ARGUMENT.withDescription(description).asRuntimeException());

    assertThat(error)
        .hasMessage(
            "Temporal answered: INVALID_ARGUMENT"
                + " (io.temporal.internal.SomeException: Failure handling event 7)");
  }
}
