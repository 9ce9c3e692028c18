package com.browseruse.temporal.activities.internal.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedReadsTest {
  private static final int MANY = 100;

  private final List<Duration> slept = new CopyOnWriteArrayList<>();
  private final SharedReads<String, Integer> reads = new SharedReads<>(slept::add);
  private final AtomicInteger count = new AtomicInteger();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  private int read() {
    return reads.read("page 1", ReentrantLock::lock, count::incrementAndGet);
  }

  @Test
  void manyWhoAskAtOnceShareTheReadingThatBeginsAfterTheyHaveAsked() {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () ->
                reads.read(
                    "page 1",
                    ReentrantLock::lock,
                    () -> {
                      slow.join();
                      return count.incrementAndGet();
                    }),
            callers);
    await().until(() -> reads.waiting("page 1") == 1);
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      others.add(CompletableFuture.supplyAsync(this::read, callers));
    }
    await().until(() -> reads.waiting("page 1") == MANY + 1);
    slow.complete(null);

    assertThat(first.join()).isEqualTo(1);
    assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(2));
  }

  @Test
  void whoAsksLaterGetsAReadingOfItsOwn() {
    assertThat(read()).isEqualTo(1);
    assertThat(read()).isEqualTo(2);
    assertThat(slept).isEmpty();
  }

  @Test
  void whereManyAskOneAfterAnotherAReadingWaitsForOthersToJoin() {
    read();
    read();
    assertThat(read()).isEqualTo(3);
    assertThat(slept).hasSize(1);
    assertThat(slept.get(0)).isLessThanOrEqualTo(SharedReads.APART);
  }

  @Test
  void aReadingThatFailsIsThatOfItsReaderOnly() {
    assertThatThrownBy(
            () ->
                reads.read(
                    "page 1",
                    ReentrantLock::lock,
                    () -> {
                      throw new IllegalStateException("429");
                    }))
        .hasMessage("429");
    assertThat(read()).isEqualTo(1);
    assertThat(reads.waiting("page 1")).isZero();
  }
}
