package com.example.prices;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** A service that starts browser tasks, and the worker that runs them. */
@SpringBootApplication
public class PricesApplication {
  public static void main(String[] args) {
    SpringApplication.run(PricesApplication.class, args);
  }

  /** Temporal's starter takes it for the workers that application.yaml names. */
  @Bean
  BrowserUsePlugin browserUse(
      @Value("${browser-use.api-key}") String apiKey,
      @Value("${browser-use.base-url}") URI baseUrl) {
    return BrowserUsePlugin.create(
        BrowserUseClientOptions.newBuilder(apiKey).baseUrl(baseUrl).build());
  }

  @Bean
  BrowserTasks browserTasks(
      WorkflowClient temporal, @Value("${browser-use.task-queue}") String taskQueue) {
    return BrowserTasks.newBuilder(temporal).taskQueue(taskQueue).build();
  }

  /** Boot 4 brings Jackson 3, which then writes and reads the payloads, too. */
  @Bean
  @ConditionalOnClass(name = "tools.jackson.databind.json.JsonMapper")
  DataConverter jackson3() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter());
  }
}
