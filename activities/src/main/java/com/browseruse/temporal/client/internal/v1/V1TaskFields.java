package com.browseruse.temporal.client.internal.v1;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fields of a task that only version 1 of the API has, with names for Java. They travel in
 * {@code extra}:
 *
 * <pre>{@code
 * TaskRequest.newBuilder("Buy milk")
 *     .extra(V1TaskFields.newBuilder().useProxy(false).build().asExtra())
 *     .build();
 * }</pre>
 *
 * <p>Bounds are the service's to judge. A client for version 2 refuses these fields.
 */
public final class V1TaskFields {
  private final Map<String, Object> fields;

  private V1TaskFields(Builder builder) {
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(builder.fields));
  }

  /**
   * Starts with nothing set: the service's defaults.
   *
   * @return a builder
   */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Gives what was set, by the names that the API has for it.
   *
   * @return the fields, to be given as {@code extra}; may be put together with others
   */
  public Map<String, Object> asExtra() {
    return fields;
  }

  /** Collects the fields. */
  public static final class Builder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets {@code browser_profile_id}.
     *
     * @param browserProfileId the browser profile to use; the default profile if not set
     * @return this
     */
    public Builder browserProfileId(String browserProfileId) {
      fields.put(
          "browser_profile_id", Objects.requireNonNull(browserProfileId, "browserProfileId"));
      return this;
    }

    /**
     * Sets {@code save_browser_data}.
     *
     * @param saveBrowserData whether cookies and other data of the browser are kept for later
     *     tasks. Default false
     * @return this
     */
    public Builder saveBrowserData(boolean saveBrowserData) {
      fields.put("save_browser_data", saveBrowserData);
      return this;
    }

    /**
     * Sets {@code use_adblock}.
     *
     * @param useAdblock whether an ad blocker runs. Default true
     * @return this
     */
    public Builder useAdblock(boolean useAdblock) {
      fields.put("use_adblock", useAdblock);
      return this;
    }

    /**
     * Sets {@code use_proxy}.
     *
     * @param useProxy whether a mobile proxy is used, without which captchas cannot be solved.
     *     Default true
     * @return this
     */
    public Builder useProxy(boolean useProxy) {
      fields.put("use_proxy", useProxy);
      return this;
    }

    /**
     * Sets {@code proxy_country_code}.
     *
     * @param proxyCountryCode the country of the proxy: us, fr, it, jp, au, de, fi or ca. Default
     *     us
     * @return this
     */
    public Builder proxyCountryCode(String proxyCountryCode) {
      fields.put(
          "proxy_country_code", Objects.requireNonNull(proxyCountryCode, "proxyCountryCode"));
      return this;
    }

    /**
     * Sets {@code included_file_names}.
     *
     * @param includedFileNames the files that the agent gets, by name; they must have been uploaded
     *     to the service before. Default none
     * @return this
     */
    public Builder includedFileNames(List<String> includedFileNames) {
      fields.put("included_file_names", List.copyOf(includedFileNames));
      return this;
    }

    /**
     * Sets {@code browser_viewport_width}.
     *
     * @param browserViewportWidth the width of the browser in pixels. Default 1280
     * @return this
     */
    public Builder browserViewportWidth(int browserViewportWidth) {
      fields.put("browser_viewport_width", browserViewportWidth);
      return this;
    }

    /**
     * Sets {@code browser_viewport_height}.
     *
     * @param browserViewportHeight the height of the browser in pixels. Default 960
     * @return this
     */
    public Builder browserViewportHeight(int browserViewportHeight) {
      fields.put("browser_viewport_height", browserViewportHeight);
      return this;
    }

    /**
     * Sets {@code enable_public_share}.
     *
     * @param enablePublicShare whether anybody who has the link can see the outcome. Default false
     * @return this
     */
    public Builder enablePublicShare(boolean enablePublicShare) {
      fields.put("enable_public_share", enablePublicShare);
      return this;
    }

    /**
     * Builds the fields.
     *
     * @return the fields
     */
    public V1TaskFields build() {
      return new V1TaskFields(this);
    }
  }
}
