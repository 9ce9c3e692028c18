package com.browseruse.temporal.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * The API key, and how to reach Browser Use Cloud.
 *
 * <pre>{@code
 * BrowserUseClientOptions.newBuilder(System.getenv("BROWSER_USE_API_KEY")).build()
 * }</pre>
 */
public final class BrowserUseClientOptions {
  /** Where the service is, by default. */
  public static final URI DEFAULT_BASE_URL = URI.create("https://api.browser-use.com");

  // The time-outs of the activities count on it.
  private static final Duration MAX_CALL_TIMEOUT = Duration.ofMinutes(1);

  private final String apiKey;
  private final URI baseUrl;
  private final ApiVersion apiVersion;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Duration callTimeout;
  private final Clock clock;

  private BrowserUseClientOptions(Builder builder) {
    this.apiKey = builder.apiKey;
    this.baseUrl = builder.baseUrl;
    this.apiVersion = builder.apiVersion;
    this.connectTimeout = builder.connectTimeout;
    this.readTimeout = builder.readTimeout;
    this.callTimeout = builder.callTimeout;
    this.clock = builder.clock;
  }

  /** Starts with the defaults and the key of the project, which must not be blank. */
  public static Builder newBuilder(String apiKey) {
    return new Builder(apiKey);
  }

  /** {@return a builder that starts with these options} */
  public Builder toBuilder() {
    return new Builder(apiKey)
        .baseUrl(baseUrl)
        .apiVersion(apiVersion)
        .connectTimeout(connectTimeout)
        .readTimeout(readTimeout)
        .callTimeout(callTimeout)
        .clock(clock);
  }

  /** {@return the key. Never log it} */
  public String getApiKey() {
    return apiKey;
  }

  /** {@return the server's address: scheme, host and port only} */
  public URI getBaseUrl() {
    return baseUrl;
  }

  /** {@return the version of the API} */
  public ApiVersion getApiVersion() {
    return apiVersion;
  }

  /** {@return the longest time to make a connection} */
  public Duration getConnectTimeout() {
    return connectTimeout;
  }

  /** {@return the longest time that the server may be silent} */
  public Duration getReadTimeout() {
    return readTimeout;
  }

  /** {@return the longest time of a whole call} */
  public Duration getCallTimeout() {
    return callTimeout;
  }

  /** {@return the clock that dates in responses are compared with} */
  public Clock getClock() {
    return clock;
  }

  /** Shows everything but the key. */
  @Override
  public String toString() {
    return "BrowserUseClientOptions[baseUrl=" + baseUrl + ", apiVersion=" + apiVersion + "]";
  }

  /** Collects the options. */
  public static final class Builder {
    private final String apiKey;
    private URI baseUrl = DEFAULT_BASE_URL;
    private ApiVersion apiVersion = ApiVersion.V2;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(20);
    private Duration callTimeout = Duration.ofSeconds(30);
    private Clock clock = Clock.systemUTC();

    private Builder(String apiKey) {
      if (apiKey == null || apiKey.isBlank()) {
        throw new IllegalArgumentException("apiKey must not be empty");
      }
      // A header carries the key: a line break would end it.
      if (!apiKey.strip().chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
        throw new IllegalArgumentException("apiKey must be printable ASCII without spaces");
      }
      this.apiKey = apiKey.strip();
    }

    /**
     * Sets the server's address: scheme ({@code http} or {@code https}), host and port; the path of
     * the version is added to it. Default {@link #DEFAULT_BASE_URL}.
     */
    public Builder baseUrl(URI baseUrl) {
      String path = baseUrl.getRawPath();
      boolean bare =
          (path == null || path.isEmpty() || path.equals("/"))
              && baseUrl.getRawQuery() == null
              && baseUrl.getRawFragment() == null
              && baseUrl.getRawUserInfo() == null;
      boolean http = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
      if (!bare || !http || baseUrl.getHost() == null) {
        throw new IllegalArgumentException(
            "baseUrl must be http or https, a host and an optional port, such as "
                + DEFAULT_BASE_URL);
      }
      this.baseUrl = URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority());
      return this;
    }

    /** Sets the version of the API. Default {@link ApiVersion#V2}. */
    public Builder apiVersion(ApiVersion apiVersion) {
      this.apiVersion = Objects.requireNonNull(apiVersion, "apiVersion");
      return this;
    }

    /** Sets the longest time to make a connection, more than zero. Default 5 seconds. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = positive("connectTimeout", timeout);
      return this;
    }

    /** Sets how long the server may be silent, more than zero. Default 20 seconds. */
    public Builder readTimeout(Duration timeout) {
      this.readTimeout = positive("readTimeout", timeout);
      return this;
    }

    /**
     * Sets the longest time of a whole call, whatever the other two are: more than zero, at most a
     * minute. Default 30 seconds.
     */
    public Builder callTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_CALL_TIMEOUT) > 0) {
        throw new IllegalArgumentException(
            "callTimeout must be more than zero and at most PT1M, but is " + timeout);
      }
      this.callTimeout = timeout;
      return this;
    }

    /** Sets the clock that dates in responses are compared with. Default the system's. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** {@return the options} */
    public BrowserUseClientOptions build() {
      return new BrowserUseClientOptions(this);
    }

    private static Duration positive(String name, Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(name + " must be more than zero, but is " + timeout);
      }
      return timeout;
    }
  }
}
