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
    try (InProcessTemporal server = InProcessTemporal.start(0)) {
      assertThat(server.socketAddress().getAddress().isLoopbackAddress()).isTrue();
      for (InetAddress address : outside()) {
        assertThatThrownBy(
                () -> {
                  try (Socket socket = new Socket()) {
                    socket.connect(
                        new InetSocketAddress(address, server.socketAddress().getPort()), 500);
                  }
                })
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void itServes() {
    try (InProcessTemporal server = InProcessTemporal.start(0)) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
      stubs.connect(Duration.ofSeconds(10));
      stubs.shutdownNow();
    }
  }

  @Test
  void itIsTakenWhereNothingIsInstalled() {
    try (DevTemporal server =
        DevTemporal.start(Map.of("PATH", ""), DevTemporal.Ports.ANY, "default", () -> false)) {
      assertThat(server).isInstanceOf(InProcessTemporal.class);
      assertThat(server.ui()).isNull();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (InProcessTemporal first = InProcessTemporal.start(0)) {
      int port = first.socketAddress().getPort();

      assertThatThrownBy(() -> InProcessTemporal.start(port))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(Integer.toString(port));
    }
  }

  private static List<InetAddress> outside() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }
}
