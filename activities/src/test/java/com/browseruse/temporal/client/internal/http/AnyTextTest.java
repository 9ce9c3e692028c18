package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import okhttp3.Headers;

/** Texts from outside, of any shape. */
class AnyTextTest {

  private static final DateTimeFormatter NAIVE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");

  private final ErrorMapper errors =
      new ErrorMapper(Clock.fixed(Api.NOW, ZoneOffset.UTC), new MessageCleaner(Api.KEY));

  @Property
  void anInstantIsTheSameWithEveryOffsetAndWithNone(
      @ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -1080, max = 1080) int minutes) {
    Instant instant = Instant.ofEpochSecond(second, nano);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
    String utc = NAIVE.format(instant.atOffset(ZoneOffset.UTC));

    assertThat(Timestamps.parse(utc)).isEqualTo(instant);
    assertThat(Timestamps.parse(utc + "Z")).isEqualTo(instant);
    assertThat(Timestamps.parse(NAIVE.format(instant.atOffset(offset)) + offset))
        .isEqualTo(instant);
  }

  @Property
  void aTextThatIsNoTimestampIsNone(@ForAll String text) {
    assertThat(Timestamps.parse("x" + text)).isNull();
    Timestamps.parse(text);
  }

  @Property
  void aRetryAfterIsBetweenNothingAndADay(@ForAll("headers") String value) {
    Duration told = error(429, "", "Retry-After", value).retryAfter().orElse(Duration.ZERO);

    assertThat(told).isBetween(Duration.ZERO, RetryAfter.MAX);
  }

  @Property
  void anErrorIsOneLineOfBoundedLengthWithoutTheKey(
      @ForAll @IntRange(min = 300, max = 599) int status,
      @ForAll String before,
      @ForAll String after,
      @ForAll boolean json) {
    String words = before + Api.KEY + after;
    String body =
        json ? Json.MAPPER.createObjectNode().put("detail", words).toString() : "<p>" + words;

    BrowserUseException error = error(status, body);

    assertThat(error.getMessage())
        .doesNotContain(Api.KEY)
        .doesNotContain("\n", "\r")
        .hasSizeLessThan(1200);
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40),
        Arbitraries.strings().withChars("0123456789.-").ofMaxLength(30),
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.of("Sat, 01 Aug 2026 12:00:30 GMT", "Sat, 01 Aug 9999 12:00:30 GMT"));
  }

  private BrowserUseException error(int status, String body, String... headers) {
    return errors.of(
        ApiCall.get(Subject.TASK, "tasks", "t-1"),
        new Response(status, "", Headers.of(headers), body.getBytes(StandardCharsets.UTF_8)));
  }
}
