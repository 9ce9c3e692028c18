package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.UserError;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's server for tests, in this process. The SDK's own way to start it listens on every
 * interface; this one listens on loopback. Time passes as it does.
 */
final class InProcessTemporal implements DevTemporal {
  private final TestServicesStarter services;
  private final Server server;

  private InProcessTemporal(TestServicesStarter services, Server server) {
    this.services = services;
    this.server = server;
  }

  static InProcessTemporal start(int port) {
    boolean skipsNoTime = true;
    TestServicesStarter services = new TestServicesStarter(skipsNoTime, 0);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(Loopback.ADDRESS, port));
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    try {
      return new InProcessTemporal(services, builder.build().start());
    } catch (IOException e) {
      services.close();
      throw UserError.failed(
          "The in-process Temporal server cannot listen on port " + port + " of " + Loopback.HOST);
    }
  }

  InetSocketAddress socketAddress() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  @Override
  public String address() {
    return Loopback.HOST + ":" + server.getPort();
  }

  @Override
  public @Nullable String ui() {
    return null;
  }

  @Override
  public String description() {
    return "the SDK's in-process server";
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    services.close();
  }
}
