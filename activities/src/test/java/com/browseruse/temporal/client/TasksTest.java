package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.task.Task;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TasksTest {

  @RegisterExtension final Api api = new Api();

  @Test
  void allPagesAreRead() {
    page(1, 3, "a").page(2, 3, "b").page(3, 3, "c").empty(4, 3);

    assertThat(api.client().tasks(one())).extracting(Task::id).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("api 10: pages are read as long as they are full, whatever the server counts")
  void theServersCountIsNotBelieved() {
    page(1, -40, "a").page(2, 0, "b").empty(3, 0);

    assertThat(api.client().tasks(one())).extracting(Task::id).containsExactly("a", "b");
  }

  @Test
  void noPageIsAskedForBeforeItIsNeeded() {
    page(1, 2, "a");

    assertThat(api.client().tasks(one()).iterator().next().id()).isEqualTo("a");

    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void aTaskThatMovedToTheNextPageIsGivenOnceAndAnEmptyPageEndsTheList() {
    page(1, 9, "a").page(2, 9, "a").page(3, 9, "b");
    empty(4, 9);

    assertThat(api.client().tasks(one())).extracting(Task::id).containsExactly("a", "b");
  }

  @Test
  void anEmptyListHasNoNext() {
    api.answers(200, "{\"items\":[],\"totalItems\":0,\"pageNumber\":1,\"pageSize\":1}");
    Iterator<Task> tasks = api.client().tasks(one()).iterator();

    assertThatThrownBy(tasks::next).isInstanceOf(NoSuchElementException.class);
  }

  private TasksTest page(int number, int total, String id) {
    api.answers(
        200,
        "{\"items\":[{\"id\":\"%s\",\"status\":\"started\"}],\"totalItems\":%d,\"pageNumber\":%d,\"pageSize\":1}"
            .formatted(id, total, number));
    return this;
  }

  private TasksTest empty(int number, int total) {
    api.answers(
        200,
        "{\"items\":[],\"totalItems\":%d,\"pageNumber\":%d,\"pageSize\":1}"
            .formatted(total, number));
    return this;
  }

  private static Task.Query one() {
    return new Task.Query(1, 1, null, null, null, null);
  }
}
