package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client refuses a field that its version of the API lacks, before it sends anything. */
class RefusedRequestTest {
  private static final String SENTENCE = "startUrl is not a field of version 1 of the API";
  private final CreateLab lab = new CreateLab();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRefusalIsFinalAndTellsWhetherAnEarlierAttemptMayHaveMadeATask(int attempt) {
    lab.createFailsWith(new IllegalArgumentException(SENTENCE));

    ApplicationFailure failure = lab.failure(new FakeAttempt(attempt));

    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).isEqualTo(SENTENCE);
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear())
        .isEqualTo(attempt > 1 ? FakeAttempt.BEFORE : null);
  }

  @Test
  void whatAnEarlierAttemptMadeIsAdoptedAllTheSame() {
    lab.createFailsWith(new IllegalArgumentException(SENTENCE));
    lab.listed.add(CreateLab.ours("earlier", CreateLab.SCHEDULED));

    assertThat(lab.create(new FakeAttempt(2)).taskId()).isEqualTo("earlier");
  }
}
