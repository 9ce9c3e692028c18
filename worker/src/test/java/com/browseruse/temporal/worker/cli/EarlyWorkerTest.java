package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.FreePort;
import com.browseruse.temporal.worker.dev.DevTemporal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that is started before its server. */
@Tag("sweep")
class EarlyWorkerTest {
  /** By then the SDK's own first question to the server would have been given up. */
  private static final Duration LATE = Duration.ofSeconds(8);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void aServerThatIsLateIsWaitedFor() throws Exception {
    int port = FreePort.find();
    Cli worker =
        new Cli()
            .with("TEMPORAL_ADDRESS", "127.0.0.1:" + port)
            .with("BROWSER_USE_BASE_URL", "http://127.0.0.1:1")
            .with("BROWSER_USE_API_KEY", "secret-key");
    CompletableFuture<Integer> exit = worker.start("worker");
    await().during(LATE).atMost(LIMIT).until(() -> !exit.isDone());

    try (DevTemporal server =
        DevTemporal.start(
            Map.of("PATH", ""), new DevTemporal.Ports(port, 0), "default", () -> false)) {
      await().atMost(LIMIT).until(() -> worker.err().contains("at " + server.address()));

      worker.interrupt();
      assertThat(exit.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
    }
  }
}
