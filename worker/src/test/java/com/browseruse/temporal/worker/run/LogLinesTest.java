package com.browseruse.temporal.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.grpc.Status;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log of a worker makes of what is logged. (temporal 4, temporal 12) */
class LogLinesTest {
  private static final Pattern TIME = Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ");

  private final LoggerContext log = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void configure() throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    log.setMDCAdapter(new LogbackMDCAdapter());
    configurator.setContext(log);
    configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
    for (String name : List.of(Logger.ROOT_LOGGER_NAME, "io.temporal")) {
      Iterator<Appender<ILoggingEvent>> appenders = log.getLogger(name).iteratorForAppenders();
      while (appenders.hasNext()) {
        ((OutputStreamAppender<ILoggingEvent>) appenders.next()).setOutputStream(written);
      }
    }
  }

  @AfterEach
  void stop() {
    log.stop();
  }

  private List<String> lines() {
    return TIME.matcher(written.toString(StandardCharsets.UTF_8)).replaceAll("").lines().toList();
  }

  @Test
  void aWarningOfTheSdkIsOneLineWithItsReason() {
    Logger sdk = log.getLogger("io.temporal.internal.sync.Example");
    sdk.warn("Workflow execution failure. WorkflowId={}", "w", failure());
    sdk.warn("Something else");
    assertThat(lines())
        .containsExactly(
            "WARN  Example: Workflow execution failure. WorkflowId=w"
                + " io.temporal.failure.ApplicationFailure: message='too late', type='TimedOut',"
                + " nonRetryable=false",
            "WARN  Example: Something else");
  }

  @Test
  void whileTemporalIsAwayOneOfAKindIsToldAMinute() {
    Logger sdk = log.getLogger("io.temporal.internal.worker.Poller");
    for (int thread = 0; thread < 50; thread++) {
      sdk.warn("Failure in poller thread {}", thread, Status.UNAVAILABLE.asRuntimeException());
      sdk.warn(
          "failed to call shutdown worker",
          new RuntimeException(Status.UNAVAILABLE.asRuntimeException()));
    }
    assertThat(lines())
        .containsExactly(
            "WARN  Poller: Failure in poller thread 0 io.grpc.StatusRuntimeException: UNAVAILABLE",
            "WARN  Poller: failed to call shutdown worker java.lang.RuntimeException:"
                + " io.grpc.StatusRuntimeException: UNAVAILABLE");
  }

  @Test
  void whatMayBeAFaultOfTheCodeKeepsItsStackTrace() {
    log.getLogger("io.temporal.internal.worker.Poller").error("uncaught", failure());
    log.getLogger("com.browseruse.temporal.Example").warn("odd", failure());
    assertThat(lines())
        .filteredOn(line -> !line.startsWith("\t"))
        .hasSize(4)
        .contains("ERROR Poller: uncaught", "WARN  Example: odd");
    assertThat(lines()).hasSizeGreaterThan(8);
  }

  private static ApplicationFailure failure() {
    return ApplicationFailure.newFailure("too late", "TimedOut");
  }
}
