package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret may be there for the first attempt and gone for the second. */
class RefusedPreparationTest {
  private final CreateLab lab = new CreateLab();

  @BeforeEach
  void refuse() {
    lab.preparation =
        request -> {
          throw ActivityFailures.invalid("secrets.login cannot be read");
        };
  }

  @Test
  void whatAnEarlierAttemptMadeIsAdoptedAllTheSame() {
    lab.listed.add(CreateLab.ours("earlier", CreateLab.SCHEDULED));
    assertThat(lab.create(new FakeAttempt(2)).taskId()).isEqualTo("earlier");
  }

  @Test
  void laterAttemptsSayThatATaskMayExist() {
    ApplicationFailure failure = lab.failure(new FakeAttempt(2));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).isEqualTo("secrets.login cannot be read");
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear()).isNotNull();
    lab.verifyNothingWasCreated();
  }

  @Test
  void theFirstAttemptSaysThatNothingExists() {
    ApplicationFailure failure = lab.failure(new FakeAttempt(1));
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear()).isNull();
    lab.verifyNoLook();
    lab.verifyNothingWasCreated();
  }
}
