package com.browseruse.temporal.testing.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults in the order they were added; each has seen and taken a number of requests. */
final class FaultList {

  /** A fault may be added to several emulators: what it has seen is kept here. */
  private static final class Entry {
    private final FaultRule fault;
    private long seen;
    private long applied;

    Entry(FaultRule fault) {
      this.fault = fault;
    }

    boolean isDue() {
      return seen > fault.after() && applied < fault.times();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  void add(FaultRule fault) {
    entries.add(new Entry(fault));
  }

  void clear() {
    entries.clear();
  }

  /** Shows a request to every fault, and gives out the one that takes effect. */
  Optional<FaultRule> take(Request request) {
    List<Entry> matching = entries.stream().filter(e -> e.fault.matches(request)).toList();
    matching.forEach(entry -> entry.seen++);
    Optional<Entry> first = matching.stream().filter(Entry::isDue).findFirst();
    first.ifPresent(entry -> entry.applied++);
    return first.map(entry -> entry.fault);
  }
}
