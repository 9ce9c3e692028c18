package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskLookupTest {
  private static final Instant SCHEDULED = CreateLab.SCHEDULED;
  @RegisterExtension final Api version1 = new Api(ApiVersion.V1, Duration.ofSeconds(20));
  private final CreateLab lab = new CreateLab();
  private final TaskLookup lookup = new TaskLookup(lab.client);

  private List<String> find() {
    return lookup.find(CreateLab.KEY, SCHEDULED, null).stream().map(Task::id).toList();
  }

  private void strangers(int count) {
    for (int i = 0; i < count; i++) {
      lab.listed.add(
          CreateLab.task("other-" + i, TaskStatus.STARTED, SCHEDULED.plusSeconds(i), "other-key"));
    }
  }

  @Test
  void everyPageIsRead() {
    lab.pageSize = 10;
    strangers(34);
    lab.listed.add(CreateLab.ours("last", SCHEDULED.plusSeconds(50)));
    assertThat(find()).containsExactly("last");
    verify(lab.client, times(4)).listTasks(any());
  }

  @Test
  void anEmptyListIsOnePage() {
    assertThat(find()).isEmpty();
    verify(lab.client, times(1)).listTasks(any());
  }

  @Test
  void aTaskThatMovesToTheNextPageCountsOnce() {
    lab.pageSize = 1;
    Task task = CreateLab.ours("moved", SCHEDULED);
    lab.listed.addAll(List.of(task, task));
    assertThat(find()).containsExactly("moved");
  }

  @Test
  void tasksOfOtherCreatesAreNotOurs() {
    strangers(3);
    lab.listed.add(CreateLab.task("unmarked", TaskStatus.STARTED, SCHEDULED, null));
    lab.listed.add(CreateLab.task("odd", TaskStatus.STARTED, SCHEDULED, 4711));
    lab.listed.add(CreateLab.ours("ours", SCHEDULED));
    assertThat(find()).containsExactly("ours");
  }

  @Test
  void clocksMayBeAMinuteApart() {
    lab.listed.add(CreateLab.ours("early", SCHEDULED.minus(Duration.ofMinutes(1))));
    assertThat(find()).containsExactly("early");
  }

  @Test
  void whatIsYoungerThanIsAskedForIsNotListedButForTheDifferenceOfTheClocks() {
    lab.listed.add(CreateLab.ours("young", SCHEDULED.plus(Duration.ofMinutes(40))));
    lab.listed.add(CreateLab.ours("ours", SCHEDULED.plus(Duration.ofMinutes(31))));
    assertThat(lookup.find(CreateLab.KEY, SCHEDULED, SCHEDULED.plus(Duration.ofMinutes(30))))
        .extracting(Task::id)
        .containsExactly("ours");
  }

  @Test
  void whereListsDoNotTellTheMetadataOnlyTasksOfTheTimeInQuestionAreRead() throws Exception {
    String ours = v1Task("ours", SCHEDULED.plusSeconds(1));
    version1.answers(
        200,
        "{\"tasks\":[%s,%s,%s],\"total_count\":3}"
            .formatted(
                v1Task("young", SCHEDULED.plusSeconds(3600)),
                ours,
                v1Task("old", SCHEDULED.minusSeconds(3600))));
    String markers = ",\"metadata\":{\"temporal_create_key\":\"" + CreateLab.KEY + "\"}}";
    version1.answers(200, ours.replaceFirst("}$", markers));
    List<Task> found =
        new TaskLookup(version1.client()).find(CreateLab.KEY, SCHEDULED, SCHEDULED.plusSeconds(60));
    assertThat(found).extracting(Task::id).containsExactly("ours");
    assertThat(version1.requests()).as("a list and one task").isEqualTo(2);
  }

  private static String v1Task(String id, Instant createdAt) {
    return ("{\"id\":\"%s\",\"task\":\"x\",\"status\":\"running\",\"created_at\":\"%s\"}")
        .formatted(id, createdAt);
  }

  @Test
  void aTaskThatIsGoneWhenItIsReadIsNotOurs() throws Exception {
    version1.answers(
        200, "{\"tasks\":[%s],\"total_count\":1}".formatted(v1Task("gone", SCHEDULED)));
    version1.answers(404, "{\"detail\":\"Task not found\"}");
    assertThat(onVersion1()).isEmpty();
  }

  @Test
  void aTaskThatCannotBeReadMayBeOursAndSoNothingIsConcluded() throws Exception {
    version1.answers(
        200, "{\"tasks\":[%s],\"total_count\":1}".formatted(v1Task("unread", SCHEDULED)));
    version1.answers(500, "{}");
    assertThatThrownBy(this::onVersion1).isInstanceOf(BrowserUseException.Server.class);
  }

  @Test
  void aTaskThatTellsItsMetadataNowhereIsNotOurs() throws Exception {
    String mute = v1Task("mute", SCHEDULED);
    version1.answers(200, "{\"tasks\":[%s],\"total_count\":1}".formatted(mute));
    version1.answers(200, mute);
    assertThat(onVersion1()).isEmpty();
  }

  private List<Task> onVersion1() {
    return new TaskLookup(version1.client()).find(CreateLab.KEY, SCHEDULED, null);
  }

  @Test
  void theOldestComesFirstAndThoseWithoutAnAgeLast() {
    lab.listed.add(CreateLab.ours("ageless", null));
    lab.listed.add(CreateLab.ours("young", SCHEDULED.plusSeconds(2)));
    lab.listed.add(CreateLab.ours("old", SCHEDULED.plusSeconds(1)));
    assertThat(find()).containsExactly("old", "young", "ageless");
  }
}
