package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.internal.create.CreateAttempt.CreateHeartbeat;
import com.browseruse.temporal.activities.internal.create.TaskCreator.CreateOutcome;
import com.browseruse.temporal.client.BrowserUseException;
import com.uber.m3.tally.Counter;
import com.uber.m3.tally.Scope;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** An operator sees how often a create came out how. */
class CreateOutcomeTest {
  private final CreateLab lab = new CreateLab();
  private final FakeAttempt first = new FakeAttempt(1);
  private final FakeAttempt second = new FakeAttempt(2);

  @Test
  void aNewTaskIsCounted() {
    lab.create(first);
    assertThat(first.counted).containsExactly(CreateOutcome.CREATED);
  }

  @Test
  void anAdoptedTaskAndItsDuplicatesAreCounted() {
    lab.listed.add(CreateLab.ours("a", CreateLab.SCHEDULED));
    lab.listed.add(CreateLab.ours("b", CreateLab.SCHEDULED.plusSeconds(1)));
    lab.create(second);
    assertThat(second.counted)
        .containsExactly(CreateOutcome.DUPLICATE_STOPPED, CreateOutcome.ADOPTED);
  }

  @Test
  void aRefusalIsCounted() {
    lab.createFailsWith(
        new BrowserUseException.InvalidRequest(CreateLab.details(422, false, null)));
    lab.failure(first);
    assertThat(first.counted).containsExactly(CreateOutcome.REFUSED);
  }

  @Test
  void aRefusalOfOurOwnIsCounted() {
    lab.createFailsWith(new IllegalArgumentException());
    lab.failure(first);
    assertThat(first.counted).containsExactly(CreateOutcome.REFUSED);
  }

  @Test
  void anUnclearCreateIsCounted() {
    lab.createFailsWith(new BrowserUseException.NoResponse(CreateLab.details(0, true, null)));
    lab.failure(first);
    assertThat(first.counted).containsExactly(CreateOutcome.UNCLEAR);
  }

  @Test
  void theCounterIsTheWorkersOwnWithTheOutcomeAsItsTag() {
    ActivityExecutionContext context = mock(ActivityExecutionContext.class);
    Scope scope = mock(Scope.class);
    Scope tagged = mock(Scope.class);
    Counter counter = mock(Counter.class);
    when(context.getMetricsScope()).thenReturn(scope);
    when(scope.tagged(Map.of("outcome", "adopted"))).thenReturn(tagged);
    when(tagged.counter("browser_use_task_create")).thenReturn(counter);

    when(context.getInfo()).thenReturn(mock(ActivityInfo.class));
    when(context.getLastHeartbeatDetails(CreateHeartbeat.class)).thenReturn(Optional.empty());

    CreateAttempt.begin(context, null, time -> {}, Clock.systemUTC()).count(CreateOutcome.ADOPTED);

    Mockito.verify(counter).inc(1);
  }
}
