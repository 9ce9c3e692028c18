package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.ProgressText;
import com.browseruse.temporal.worker.run.WaitClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a command waits for, if that takes longer than a moment: a line that moves on a
 * terminal, one line elsewhere.
 */
final class SignOfLife {
  private static final Duration MOMENT = Duration.ofMillis(800);
  private static final Duration FRAME = Duration.ofMillis(120);

  private final CliContext context;
  private final String what;
  private final Instant since = WaitClock.SYSTEM.now();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private SignOfLife(CliContext context, String what) {
    this.context = context;
    this.what = what;
  }

  /** Makes a call, and shows that it is under way. */
  static <T extends @Nullable Object> T during(CliContext context, String what, Supplier<T> call) {
    SignOfLife sign = new SignOfLife(context, what);
    WaitClock.SYSTEM.execute(sign::show);
    try {
      return call.get();
    } finally {
      sign.end();
    }
  }

  private void show() {
    WaitClock.SYSTEM.await(over, MOMENT);
    if (!context.terminal().live()) {
      ifNotOver(() -> context.say(what + " ..."));
      return;
    }
    ProgressText text = new ProgressText(context.terminal());
    for (int frame = 0; !over.isDone(); frame++) {
      String line = text.waiting(what, Duration.between(since, WaitClock.SYSTEM.now()), frame);
      ifNotOver(() -> context.statusLine().draw(line));
      WaitClock.SYSTEM.await(over, FRAME);
    }
  }

  private synchronized void ifNotOver(Runnable draw) {
    if (!over.isDone()) {
      draw.run();
    }
  }

  private synchronized void end() {
    over.complete(null);
    context.statusLine().clear();
  }
}
