package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

  @ParameterizedTest
  @CsvSource({"PT0S, 0:00", "PT42.9S, 0:42", "PT59M59S, 59:59", "PT1H2M3S, 1:02:03", "PT-1S, 0:00"})
  void timeReadsLikeAClock(Duration duration, String text) {
    assertThat(Phrases.clock(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0.049S, 0.0 s", "PT1.25S, 1.3 s", "PT59.9S, 59.9 s", "PT60S, 1:00"})
  void aStepIsToldInTenthsOfASecond(Duration duration, String text) {
    assertThat(Phrases.seconds(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1234567, 1.2 MB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "5000000000, 5.0 GB",
    "9000000000000000, 9000.0 TB"
  })
  void sizesAreToldInTheUnitThatFits(long bytes, String text) {
    assertThat(Phrases.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, $0.50",
    "0.0125, $0.0125",
    "0.01000, $0.01",
    "3, $3.00",
    "1E+2, $100.00",
    "much, much"
  })
  void moneyHasTwoDecimalsOrMore(String usd, String text) {
    assertThat(Phrases.dollars(usd)).isEqualTo(text);
  }

  @Test
  void anUnknownCostIsNotZero() {
    assertThat(Phrases.dollars((String) null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/, shop.example",
    "https://shop.example/cart?token=secret#x, shop.example/cart",
    "http://127.0.0.1:8080/a%20b, 127.0.0.1:8080/a b",
    "about:blank, about:blank",
    "'not a link', 'not a link'"
  })
  void aPageIsItsHostAndPath(String url, String text) {
    assertThat(Phrases.page(url)).isEqualTo(text);
  }

  /** (new-user 29) */
  @Test
  void lengthsAndNamesReadAsPeopleWriteThem() {
    assertThat(Phrases.length(Duration.ofSeconds(6))).isEqualTo("6 s");
    assertThat(Phrases.length(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
    assertThat(Phrases.length(Duration.ofDays(365))).isEqualTo("365 d");
    assertThat(Phrases.length(Duration.ofMillis(300))).isEqualTo("300 ms");
    assertThat(Phrases.words("BrowserTaskTimedOut")).isEqualTo("Browser task timed out");
    assertThat(Phrases.words("COMPLETED")).isEqualTo("Completed");
  }
}
