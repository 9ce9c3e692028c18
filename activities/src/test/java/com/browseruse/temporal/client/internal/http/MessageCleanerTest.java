package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageCleanerTest {
  @Test
  void aKeyIsMasked() {
    assertThat(new MessageCleaner("bu_12345").clean("bad key bu_12345", 100))
        .isEqualTo("bad key [api key]");
  }

  /** (new-user 15) */
  @Test
  void aKeyThatIsNoSecretDoesNotMangleMessages() {
    assertThat(new MessageCleaner("k").clean("Name or service not known", 100))
        .isEqualTo("Name or service not known");
  }
}
