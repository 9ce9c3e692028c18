package com.browseruse.temporal.worker.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** What the log tells while a person watches one run. */
public final class Logging {
  /** Kept, since a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger GRPC =
      java.util.logging.Logger.getLogger("io.grpc");

  private Logging() {}

  /** gRPC writes a stack trace for every attempt to connect; whoever connects tells what failed. */
  public static void start() {
    GRPC.setLevel(java.util.logging.Level.SEVERE);
  }

  /**
   * Leaves warnings of our own. What the SDK logs with stack traces, such as every attempt that
   * failed, is told by the run.
   */
  public static void quiet() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      atLeast(context.getLogger("com.browseruse"), Level.WARN);
      atLeast(context.getLogger(Logger.ROOT_LOGGER_NAME), Level.ERROR);
    }
  }

  /** Never louder than it is: somebody may have turned it off. */
  private static void atLeast(Logger logger, Level level) {
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      logger.setLevel(level);
    }
  }
}
