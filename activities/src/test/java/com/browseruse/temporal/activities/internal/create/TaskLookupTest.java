package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLookupTest {
  private static final Instant SCHEDULED = CreateLab.SCHEDULED;
  @RegisterExtension final Api version1 = new Api(ApiVersion.V1, Duration.ofSeconds(20));
  private final CreateLab lab = new CreateLab();
  private final TaskLookup lookup = lab.lookup;
  private final FakeAttempt attempt = new FakeAttempt(2);

  private List<String> find() {
    return find(lookup, null).stream().map(Task::id).toList();
  }

  private List<Task> find(TaskLookup by, Instant until) {
    return by.find(new TaskLookup.Wanted(CreateLab.KEY, null, SCHEDULED, until), attempt);
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
    assertThat(find(lookup, SCHEDULED.plus(Duration.ofMinutes(30))))
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
    List<Task> found = find(onVersion1Lookup(), SCHEDULED.plusSeconds(60));
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
    return find(onVersion1Lookup(), null);
  }

  private TaskLookup onVersion1Lookup() {
    return new TaskLookup(version1.client(), new TaskLists(version1.client(), lab.slept::add));
  }

  @Test
  @DisplayName("api 4: what a list of version 2 does not tell is read, too")
  void whereAnItemTellsNoMetadataItIsRead() {
    lab.listed.add(unmarked("ours"));
    when(lab.client.getTask("ours")).thenReturn(CreateLab.ours("ours", SCHEDULED));
    assertThat(find()).containsExactly("ours");
  }

  @Test
  @DisplayName("api 1: a lookup waits until the API may be asked again, and goes on where it was")
  void aRateLimitAmongTheReadsDoesNotThrowTheLookupAway() {
    for (String id : List.of("a", "b", "c")) {
      lab.listed.add(unmarked(id));
      doReturn(unmarked(id)).when(lab.client).getTask(id);
    }
    when(lab.client.getTask("b"))
        .thenThrow(rateLimited(Duration.ofSeconds(7)))
        .thenThrow(rateLimited(null))
        .thenReturn(CreateLab.ours("b", SCHEDULED));
    assertThat(find()).containsExactly("b");
    assertThat(lab.slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(5));
    verify(lab.client, times(1)).getTask("a");
  }

  @Test
  @DisplayName("api 1: what was read once is not read again")
  void aLookupKeepsWhatItHasReadForTheNext() {
    lab.listed.add(unmarked("foreign"));
    when(lab.client.getTask("foreign"))
        .thenReturn(CreateLab.task("foreign", TaskStatus.STARTED, SCHEDULED, "other-key"));
    find();
    find();
    verify(lab.client, times(1)).getTask("foreign");
  }

  @Test
  @DisplayName("api 1: a wait for longer than a minute is left to Temporal")
  void aLongWaitIsNotMadeWithinTheLookup() {
    lab.listed.add(unmarked("a"));
    when(lab.client.getTask("a")).thenThrow(rateLimited(Duration.ofSeconds(300)));
    assertThatThrownBy(this::find).isInstanceOf(BrowserUseException.RateLimited.class);
    assertThat(lab.slept).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Find the answer', true",
    "'  Find  the answer', true",
    "'Find the…', true",
    "'Find the ans...', true",
    ", true",
    "'Find another', false",
    "'foreign', false"
  })
  @DisplayName("api 1: only tasks whose text may be ours are read")
  void aTaskWithAnotherTextIsNotRead(String text, boolean isRead) {
    Task task = CreateLab.ours("a", SCHEDULED);
    lab.listed.add(SampleTasks.bare("a", "s", text, TaskStatus.STARTED, SCHEDULED, null));
    lenient().when(lab.client.getTask("a")).thenReturn(task);
    lookup.find(new TaskLookup.Wanted(CreateLab.KEY, "Find the answer", SCHEDULED, null), attempt);
    verify(lab.client, times(isRead ? 1 : 0)).getTask("a");
  }

  @Test
  @DisplayName("api 7: a denial is believed after half a minute")
  void aDenialIsAskedAgain() {
    doThrow(new BrowserUseException.Authentication(CreateLab.details(403, false, null)))
        .when(lab.client)
        .listTasks(any());
    assertThatThrownBy(this::find).isInstanceOf(BrowserUseException.Authentication.class);
    assertThat(lab.slept.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("core 15: a lookup goes on with the page that an earlier attempt has not read")
  void aLookupGoesOnWhereAnEarlierAttemptHasEnded() {
    lab.pageSize = 10;
    strangers(25);
    attempt.begun = new TaskLookup.Progress(SCHEDULED, null, 3, List.of("earlier"));
    when(lab.client.getTask("earlier")).thenReturn(CreateLab.ours("earlier", SCHEDULED));
    assertThat(find()).containsExactly("earlier");
    verify(lab.client, times(1)).listTasks(any());
  }

  @Test
  @DisplayName("core 15: a lookup tells how far it is")
  void aLookupTellsAPageAtATime() {
    lab.pageSize = 10;
    lab.listed.add(CreateLab.ours("ours", SCHEDULED));
    strangers(25);
    find();
    assertThat(attempt.progress)
        .containsExactly(
            new TaskLookup.Progress(SCHEDULED, null, 2, List.of("ours")),
            new TaskLookup.Progress(SCHEDULED, null, 3, List.of("ours")),
            null);
  }

  @Test
  void theProgressOfAnotherLookupIsNotTakenUp() {
    strangers(3);
    attempt.begun = new TaskLookup.Progress(SCHEDULED.minusSeconds(1), null, 3, List.of("earlier"));
    assertThat(find()).isEmpty();
    verify(lab.client, times(1)).listTasks(any());
  }

  @Test
  void aServerThatAlwaysGivesTheSamePageIsNotReadForEver() {
    doReturn(new Task.Page(List.of(CreateLab.ours("a", SCHEDULED)), 9, 1, 1, true))
        .when(lab.client)
        .listTasks(any());
    assertThat(find()).containsExactly("a");
  }

  private static Task unmarked(String id) {
    return SampleTasks.bare(id, "s", null, TaskStatus.STARTED, SCHEDULED, null);
  }

  private static BrowserUseException rateLimited(Duration retryAfter) {
    return new BrowserUseException.RateLimited(CreateLab.details(429, false, retryAfter));
  }

  @Test
  void theOldestComesFirstAndThoseWithoutAnAgeLast() {
    lab.listed.add(CreateLab.ours("ageless", null));
    lab.listed.add(CreateLab.ours("young", SCHEDULED.plusSeconds(2)));
    lab.listed.add(CreateLab.ours("old", SCHEDULED.plusSeconds(1)));
    assertThat(find()).containsExactly("old", "young", "ageless");
  }
}
