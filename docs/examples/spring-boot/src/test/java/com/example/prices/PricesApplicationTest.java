package com.example.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.BrowserUseTestEnvironment;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The whole application, with Temporal in this process and an emulator of Browser Use Cloud. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"spring.temporal.test-server.enabled=true", "browser-use.api-key=test"})
class PricesApplicationTest {
  @TestConfiguration
  static class Emulated {
    @Bean
    Clock skippedTime(ObjectProvider<TestWorkflowEnvironment> temporal) {
      return BrowserUseTestEnvironment.clockOf(temporal::getObject);
    }

    @Bean
    BrowserUseEmulator emulator(Clock skippedTime) {
      return BrowserUseEmulator.newBuilder().clock(skippedTime).start();
    }

    /** The starter's test mode leaves out plugins that are beans, so that one is set here. */
    @Bean
    TemporalOptionsCustomizer<WorkerFactoryOptions.Builder> emulated(
        BrowserUseEmulator emulator, Clock skippedTime) {
      BrowserUseClientOptions options =
          BrowserUseClientOptions.newBuilder("test")
              .baseUrl(emulator.baseUrl())
              .clock(skippedTime)
              .build();
      return workers -> workers.setPlugins(BrowserUsePlugin.create(options));
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  int port;

  @Autowired BrowserUseEmulator emulator;

  @Test
  void anInquiryIsOneTask() throws Exception {
    emulator.addScenario(
        Scenario.matching("milk")
            .steps(9)
            .stepDuration(Duration.ofMinutes(1))
            .output("1.19")
            .build());
    assertThat(send("PUT", "/prices/milk-4711?product=milk")).contains("\"isNew\":true");
    assertThat(send("PUT", "/prices/milk-4711?product=milk")).contains("\"isNew\":false");
    assertThat(send("GET", "/prices/milk-4711"))
        .contains("\"outcome\":\"SUCCEEDED\"", "\"output\":\"1.19\"");
    assertThat(send("PUT", "/prices/milk-4711?product=bread")).contains("another task");
    assertThat(send("GET", "/prices/bread-4711")).isEqualTo("There is no such inquiry.");
    assertThat(emulator.tasks()).hasSize(1);
  }

  private String send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
