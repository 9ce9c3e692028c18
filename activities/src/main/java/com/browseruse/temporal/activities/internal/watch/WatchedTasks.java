package com.browseruse.temporal.activities.internal.watch;

import com.browseruse.temporal.activities.internal.results.TaskTrimmer;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a watcher knows of live tasks, and which of them its runs should look at. */
final class WatchedTasks {
  /** So many ids are carried to the next watch, in less than 160 KiB. */
  static final int MOST_CARRIED = 4_000;

  /** From a reading that may have missed tasks, one is taken for gone if the next lacks it too. */
  private static final int ABSENCES = 2;

  private final String namespace;
  private final Map<String, Live> live = new LinkedHashMap<>();

  /** Young tasks that need no second hint, those of others included; until when to know them. */
  private final Map<String, Instant> met = new HashMap<>();

  /** Null once the list was read. */
  private @Nullable Instant readAt;

  private boolean isFirst = true;

  /** A task that is not alive as it was, or that was never seen alive. */
  record Changed(String taskId, Owner owner) {}

  /**
   * Who made a task.
   *
   * @param isKnown whether its markers were read
   * @param workflowId null if no workflow of the namespace has made it
   */
  record Owner(boolean isKnown, @Nullable String workflowId) {
    static final Owner UNKNOWN = new Owner(false, null);
    static final Owner OTHER = new Owner(true, null);

    static Owner of(Task task, String namespace) {
      Map<String, Object> metadata = task.metadata();
      if (metadata == null) {
        return UNKNOWN;
      }
      return namespace.equals(metadata.get(TaskMarkers.NAMESPACE))
              && metadata.get(TaskMarkers.WORKFLOW_ID) instanceof String id
              && !id.isEmpty()
          ? new Owner(true, id)
          : OTHER;
    }
  }

  private static final class Live {
    Owner owner = Owner.UNKNOWN;
    boolean created = true;
    int absences;
  }

  /** Takes what was alive when the list was last read, and when that was; null if it never was. */
  WatchedTasks(String namespace, Collection<String> before, @Nullable Instant readAt) {
    this.namespace = namespace;
    this.readAt = readAt;
    before.forEach(id -> live.put(id, new Live()));
  }

  /** Whether the list of tasks that have not started yet may hold one of these. */
  boolean mayBeCreated() {
    return isFirst || live.values().stream().anyMatch(task -> task.created);
  }

  boolean hasMet(String taskId) {
    return live.containsKey(taskId) || met.containsKey(taskId);
  }

  Owner ownerOf(Task task) {
    Owner owner = Owner.of(task, namespace);
    return owner.isKnown() ? owner : Owner.OTHER;
  }

  /** The live tasks of a reading whose runs can be told of their end, in short. */
  Map<String, TaskSnapshot> hintable(ListReading reading) {
    return reading.live().values().stream()
        .filter(task -> Owner.of(task, namespace).workflowId() != null)
        .collect(Collectors.toMap(Task::id, TaskTrimmer::snapshotOfListed));
  }

  int size() {
    return live.size();
  }

  List<String> ids() {
    return live.keySet().stream().limit(MOST_CARRIED).toList();
  }

  /** Takes in a reading, and gives what has changed. */
  List<Changed> take(ListReading reading, Instant now) {
    isFirst = false;
    met.values().removeIf(now::isAfter);
    List<Changed> changed = new ArrayList<>();
    reading.live().values().forEach(task -> seeLive(task, now));
    for (Task task : reading.young().values()) {
      if (ListReading.isListed(task)) {
        seeLive(task, now);
      } else if (!hasMet(task.id())) {
        meet(task.id(), now);
        if (!wasTold(task)) {
          changed.add(new Changed(task.id(), Owner.of(task, namespace)));
        }
      }
    }
    readAt = null;
    for (Iterator<Map.Entry<String, Live>> all = live.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Live> entry = all.next();
      String id = entry.getKey();
      Task young = reading.young().get(id);
      if (reading.live().containsKey(id) || young != null && ListReading.isListed(young)) {
        entry.getValue().absences = 0;
      } else if (++entry.getValue().absences >= (reading.isComplete() ? 1 : ABSENCES)
          || young != null) {
        all.remove();
        meet(id, now);
        Owner owner = entry.getValue().owner;
        changed.add(
            new Changed(id, owner.isKnown() || young == null ? owner : Owner.of(young, namespace)));
      }
    }
    changed.removeIf(task -> task.owner().equals(Owner.OTHER));
    return changed;
  }

  /** Whether the watch before has seen the end of a task; what it had seen alive is among these. */
  private boolean wasTold(Task task) {
    return readAt != null && task.finishedAt() != null && !task.finishedAt().isAfter(readAt);
  }

  private void seeLive(Task task, Instant now) {
    Owner owner = Owner.of(task, namespace);
    if (owner.equals(Owner.OTHER)) {
      live.remove(task.id());
      meet(task.id(), now);
      return;
    }
    Live known = live.computeIfAbsent(task.id(), id -> new Live());
    known.owner = owner;
    known.created = ListReading.isCreated(task);
  }

  private void meet(String taskId, Instant now) {
    met.put(taskId, now.plus(ListReading.YOUNG).plus(ListReading.YOUNG));
  }
}
