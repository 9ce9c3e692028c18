package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.temporal.activity.ActivityInfo;
import org.junit.jupiter.api.Test;

class TaskMarkersTest {

  private static ActivityInfo of(String activityRunId) {
    ActivityInfo info = mock(ActivityInfo.class);
    when(info.getNamespace()).thenReturn("shop");
    when(info.getActivityId()).thenReturn("milk");
    when(info.getActivityRunId()).thenReturn(activityRunId);
    return info;
  }

  @Test
  void insideAWorkflowTheKeyNeverChangesBetweenReleases() {
    ActivityInfo info = of(null);
    when(info.isInWorkflow()).thenReturn(true);
    when(info.getWorkflowId()).thenReturn("workflow");
    when(info.getWorkflowRunId()).thenReturn("run");
    assertThat(TaskMarkers.createKey(info))
        .isEqualTo(CreateKeys.of("shop", "workflow", "run", "milk"));
  }

  @Test
  void anActivityOnItsOwnThatIsStartedAgainUnderTheSameIdHasAnotherKey() {
    String key = TaskMarkers.createKey(of("first"));
    assertThat(TaskMarkers.createKey(of("first"))).isEqualTo(key);
    assertThat(TaskMarkers.createKey(of("second"))).isNotEqualTo(key);
    assertThat(TaskMarkers.createKey(of(null))).isNotEqualTo(key);
  }
}
