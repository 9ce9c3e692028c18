package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewestTasksTest {
  private final BrowserUseClient client = mock(BrowserUseClient.class);

  @Test
  void theNewestComeFirstWhateverTheServersOrder() {
    pages(3, 3);

    assertThat(NewestTasks.read(client, Task.Query.all(), 2).tasks())
        .extracting(Task::id)
        .containsExactly("t-2", "t-1");
  }

  @Test
  void theNewestMayBeOnTheLastPage() {
    pages(250, 250);

    NewestTasks listing = NewestTasks.read(client, Task.Query.all(), 1);

    assertThat(listing.tasks()).extracting(Task::id).containsExactly("t-249");
    assertThat(listing.total()).isEqualTo(250);
  }

  @Test
  void thereIsABoundOnPages() {
    pages(5000, 5000);

    NewestTasks.read(client, Task.Query.all(), 5);

    verify(client, times(10)).listTasks(any());
  }

  @Test
  void filtersAreTheServers() {
    pages(1, 1);

    NewestTasks.read(client, new Task.Query(100, 1, "s-1", TaskStatus.STARTED, null, null), 5);

    verify(client).listTasks(new Task.Query(100, 1, "s-1", TaskStatus.STARTED, null, null));
  }

  @Test
  void pagesOfWhichNothingMatchesCountTowardsTheBound() {
    when(client.listTasks(any()))
        .thenAnswer(
            call -> {
              Task.Query query = call.getArgument(0);
              return new Task.Page(List.of(), 90_000, query.pageNumber(), 100, true);
            });

    assertThat(NewestTasks.read(client, Task.Query.all(), 5).tasks()).isEmpty();
    verify(client, times(10)).listTasks(any());
  }

  @Test
  void aTaskThatMovesToTheNextPageCountsOnce() {
    when(client.listTasks(any()))
        .thenReturn(new Task.Page(List.of(task(2), task(1)), 3, 1, 2, true))
        .thenReturn(new Task.Page(List.of(task(1), task(0)), 4, 2, 2, false));

    NewestTasks listing = NewestTasks.read(client, Task.Query.all(), 5);

    assertThat(listing.tasks()).extracting(Task::id).containsExactly("t-2", "t-1", "t-0");
    assertThat(listing.total()).isEqualTo(3);
  }

  private void pages(int count, int total) {
    when(client.listTasks(any()))
        .thenAnswer(
            call -> {
              Task.Query query = call.getArgument(0);
              int from = (query.pageNumber() - 1) * query.pageSize();
              List<Task> items =
                  IntStream.range(from, Math.min(count, from + query.pageSize()))
                      .mapToObj(NewestTasksTest::task)
                      .toList();
              return new Task.Page(
                  items,
                  total,
                  query.pageNumber(),
                  query.pageSize(),
                  !items.isEmpty() && (long) query.pageNumber() * query.pageSize() < total);
            });
  }

  private static Task task(int number) {
    return SampleTasks.bare(
        "t-" + number, "s", "text", TaskStatus.STARTED, Instant.ofEpochSecond(number), Map.of());
  }
}
