package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.activity.ActivityInfo;
import org.junit.jupiter.api.Test;

class ActivityMarkersTest {

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
    assertThat(ActivityMarkers.createKey(info))
        .isEqualTo(TaskMarkers.createKey("shop", "workflow", "run", "milk"));
  }

  @Test
  void anActivityOnItsOwnThatIsStartedAgainUnderTheSameIdHasAnotherKey() {
    String key = ActivityMarkers.createKey(of("first"));
    assertThat(ActivityMarkers.createKey(of("first"))).isEqualTo(key);
    assertThat(ActivityMarkers.createKey(of("second"))).isNotEqualTo(key);
    assertThat(ActivityMarkers.createKey(of(null))).isNotEqualTo(key);
  }
}
