package com.browseruse.temporal.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerHttpTest {
  @Test
  void withoutAPortNothingListens() {
    try (WorkerHttp http = WorkerHttp.open(Settings.read(Map.of()))) {
      assertThat(http.address()).isNull();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Settings settings =
          Settings.read(Map.of("BROWSER_USE_HTTP_PORT", Integer.toString(taken.getLocalPort())));

      assertThat(catchThrowableOfType(UserError.class, () -> WorkerHttp.open(settings)))
          .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1")
          .hasMessageContaining("BROWSER_USE_HTTP_PORT");
    }
  }

  @Test
  void aHostThatIsNotThisMachineIsNamed() {
    Settings settings =
        Settings.read(Map.of("BROWSER_USE_HTTP_PORT", "0", "BROWSER_USE_HTTP_HOST", "192.0.2.1"));

    assertThat(catchThrowableOfType(UserError.class, () -> WorkerHttp.open(settings)))
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("BROWSER_USE_HTTP_HOST");
  }
}
