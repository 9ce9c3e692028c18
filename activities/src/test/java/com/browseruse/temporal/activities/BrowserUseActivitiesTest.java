package com.browseruse.temporal.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BrowserUseActivitiesTest {
  private static final BrowserTaskActivitiesOptions OPTIONS =
      BrowserTaskActivitiesOptions.getDefaultInstance();

  @Test
  void aWorkerGetsTheCallsOfEachInterface() {
    try (BrowserUseActivities activities =
        BrowserUseActivities.create(BrowserUseClientOptions.newBuilder("key").build(), OPTIONS)) {
      assertThat(
              Arrays.stream(activities.implementations())
                  .flatMap(each -> Arrays.stream(each.getClass().getInterfaces()))
                  .map(Class::getSimpleName))
          .containsExactly("Tasks", "Sessions", "Orphans", "Watch");
    }
  }

  @Test
  void aClientThatTheCallerGaveStaysOpen() {
    BrowserUseClient client = mock(BrowserUseClient.class);

    BrowserUseActivities.create(client, OPTIONS).close();

    verify(client, never()).close();
  }
}
