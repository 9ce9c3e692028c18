package com.browseruse.temporal.worker.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one webhook, whoever has sent it: without waiting for anybody. */
final class WebhookReceiver {
  /** What became of a webhook, with the status and the text that its sender gets. */
  enum Outcome {
    ACCEPTED(200, "The run will look."),
    DUPLICATE(200, "This event was received before."),
    IGNORED(200, "This event concerns no run of this worker."),
    REFUSED(401, "The signature or the timestamp is missing, wrong or too old."),
    TOO_LARGE(413, "No event is as large as this."),
    TOO_MANY(429, "Too many requests."),
    OVERLOADED(503, "Too many events wait to be passed on.");

    final int status;
    final String text;

    Outcome(int status, String text) {
      this.status = status;
      this.text = text;
    }
  }

  /** Far more than an event with ten pairs of metadata takes. */
  static final int MOST_BYTES = 64 * 1024;

  /** Far more than the events of all tasks that can be created in a second. */
  static final int MOST_PER_SECOND = 500;

  /** More events than arrive while a sender repeats one. */
  private static final int MOST_REMEMBERED = 10_000;

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);
  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private final Clock clock;
  private final WebhookVerifier verifier;
  private final RateLimit rateLimit;
  private final HintSender hints;
  private final String namespace;
  private Instant nextWarning = Instant.MIN;

  private final Set<String> seen =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  WebhookReceiver(String secret, Clock clock, HintSender hints, String namespace) {
    this.clock = clock;
    this.verifier = new WebhookVerifier(secret, clock);
    this.rateLimit = new RateLimit(MOST_PER_SECOND, clock);
    this.hints = hints;
    this.namespace = namespace;
  }

  Outcome receive(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (!rateLimit.allows()) {
      return Outcome.TOO_MANY;
    }
    if (body.length > MOST_BYTES) {
      return Outcome.TOO_LARGE;
    }
    Optional<String> event = verifier.verify(timestamp, signature, body);
    if (event.isEmpty()) {
      warn();
      return Outcome.REFUSED;
    }
    Optional<TaskHint> hint = TaskHint.of(event.get(), namespace);
    if (hint.isEmpty()) {
      return Outcome.IGNORED;
    }
    String digest = digest(event.get());
    if (!seen.add(digest)) {
      return Outcome.DUPLICATE;
    }
    if (hints.offer(hint.get(), () -> seen.remove(digest))) {
      return Outcome.ACCEPTED;
    }
    seen.remove(digest);
    return Outcome.OVERLOADED;
  }

  /** Once in a while: a wrong secret shows nowhere else, and a stranger must not fill the log. */
  private synchronized void warn() {
    Instant now = clock.instant();
    if (!now.isBefore(nextWarning)) {
      nextWarning = now.plus(BETWEEN_WARNINGS);
      log.warn(
          "A webhook was refused: not signed, or not within the last five minutes. If Browser Use"
              + " Cloud has sent it, BROWSER_USE_WEBHOOK_SECRET or the clock of this machine is"
              + " wrong.");
    }
  }

  private static String digest(String event) {
    try {
      byte[] ascii = event.getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
