package com.browseruse.temporal.worker.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.worker.config.UserError;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InProcessTemporalTest {

  @Test
  void onlyThisMachineReachesIt() throws IOException {
    try (DevTemporal server = start(0)) {
      assertThat(server.address()).startsWith("127.0.0.1:");
      for (InetAddress address : outside()) {
        assertThatThrownBy(
                () -> {
                  try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port(server)), 500);
                  }
                })
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void itServes() {
    try (DevTemporal server = start(0)) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
      stubs.connect(Duration.ofSeconds(10));
      stubs.shutdownNow();
    }
  }

  @Test
  void itIsTakenWhereNothingIsInstalled() {
    try (DevTemporal server = start(0)) {
      assertThat(server.description()).isEqualTo("the SDK's in-process server");
      assertThat(server.ui()).isNull();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (DevTemporal first = start(0)) {
      int port = port(first);

      assertThatThrownBy(() -> start(port))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(Integer.toString(port));
    }
  }

  private static DevTemporal start(int port) {
    return DevTemporal.start(
        Map.of("PATH", ""), new DevTemporal.Ports(port, 0), "default", () -> false);
  }

  private static int port(DevTemporal server) {
    return Integer.parseInt(server.address().replaceFirst(".*:", ""));
  }

  private static List<InetAddress> outside() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }
}
