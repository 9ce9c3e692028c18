package com.browseruse.temporal.activities.internal.results;

import com.browseruse.temporal.task.JsonText;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether JSON follows a schema, of which nobody knows what it makes a validator do: bounded
 * in time, in memory and in depth.
 */
final class SchemaValidation {
  /** Most schemas take milliseconds. */
  static final Duration BOUND = Duration.ofSeconds(5);

  /** How many at once; a thread that does not end in time keeps its place until it does. */
  private static final Semaphore PLACES = new Semaphore(4);

  /** A schema of itself goes as deep as the output. */
  private static final long STACK_BYTES = 16 << 20;

  /** Validators keep what they find, in unions that nest for each way through them. */
  private static final int MOST_ERRORS = 1_000_000;

  /** The first are kept as they are, to name a place; of the others only that they were. */
  private static final int KEPT_ERRORS = 1000;

  private static final int LONGEST_PLACE = 100;

  /** What came of it. */
  enum Verdict {
    FOLLOWS,
    BREAKS,
    UNKNOWN
  }

  /** The place where the schema is broken, or why nobody can tell; else null. */
  record Judgement(Verdict verdict, @Nullable String detail) {}

  private SchemaValidation() {}

  static Judgement judge(JsonNode json, JsonNode schema) {
    return judge(json, schema, BOUND);
  }

  static Judgement judge(JsonNode json, JsonNode schema, Duration bound) {
    try {
      if (!PLACES.tryAcquire(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        return unknown("the worker was busy with other schemas");
      }
      CompletableFuture<Judgement> judgement = new CompletableFuture<>();
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  judgement.complete(validate(json, schema, bound));
                } catch (Throwable e) {
                  judgement.complete(unknown(reason(e, bound)));
                } finally {
                  PLACES.release();
                }
              },
              "browser-use-schema",
              STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      // Most validators notice the bound by themselves.
      return judgement.get(bound.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return unknown(reason(new OutOfBounds(), bound));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("the worker is shutting down");
    } catch (ExecutionException e) {
      return unknown(reason(e, bound));
    }
  }

  private static Judgement validate(JsonNode json, JsonNode rules, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    Runnable checkTime =
        () -> {
          if (System.nanoTime() - end > 0) {
            throw new OutOfBounds();
          }
        };
    BoundedPatterns patterns = new BoundedPatterns(checkTime);
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .regularExpressionFactory(patterns)
            .formatAssertionsEnabled(false)
            .preloadSchema(false)
            .build();
    // A registry of its own: it keeps what it has seen, and two callers may give one name to two
    // schemas.
    Schema schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
            .getSchema(rules);
    BoundedContext context = new BoundedContext(checkTime);
    context.setFailFast(true);
    try {
      schema.validate(context, json);
    } catch (FailFastAssertionException e) {
      context.setErrors(e.getErrors());
    }
    if (!context.getErrors().isEmpty()) {
      return new Judgement(Verdict.BREAKS, place(context.getErrors().get(0)));
    }
    return patterns.unknown().isEmpty()
        ? new Judgement(Verdict.FOLLOWS, null)
        : unknown("this worker cannot apply the pattern " + String.join(", ", patterns.unknown()));
  }

  private static String place(Error error) {
    String path = String.valueOf(error.getInstanceLocation());
    String keyword = String.valueOf(error.getKeyword());
    String place = path.equals("$") || path.isEmpty() ? "the root" : path;
    return JsonText.cut(JsonText.clean(place), LONGEST_PLACE) + " (" + keyword + ")";
  }

  private static Judgement unknown(String why) {
    return new Judgement(Verdict.UNKNOWN, why);
  }

  private static String reason(Throwable problem, Duration bound) {
    if (problem instanceof OutOfBounds) {
      return "it takes more than " + bound.toSeconds() + " s, or too much memory";
    }
    return problem instanceof VirtualMachineError
        ? "it is too deep or too large"
        : "the schema cannot be applied, such as for a reference to elsewhere";
  }

  /** Thrown through the validator, which would go on. */
  private static final class OutOfBounds extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfBounds() {
      super(null, null, false, false);
    }
  }

  /** Notices each keyword that is applied, and each error that is kept. */
  private static final class BoundedContext extends ExecutionContext {
    private static final int KEYWORDS_PER_CHECK = 256;

    private final Runnable checkTime;
    private int keywords;
    private int errors;
    private @Nullable Error last;

    BoundedContext(Runnable checkTime) {
      super(ExecutionConfig.builder().formatAssertionsEnabled(false).build());
      this.checkTime = checkTime;
    }

    @Override
    public void evaluationPathAddLast(String keyword) {
      if (++keywords % KEYWORDS_PER_CHECK == 0) {
        checkTime.run();
      }
      super.evaluationPathAddLast(keyword);
    }

    @Override
    public void addError(Error error) {
      if (++errors > MOST_ERRORS) {
        throw new OutOfBounds();
      }
      last = last == null || errors <= KEPT_ERRORS ? error : last;
      super.addError(last);
    }
  }
}
