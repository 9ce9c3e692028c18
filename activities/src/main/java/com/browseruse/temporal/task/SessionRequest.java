package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for when a session is opened. Null means that the server decides; only what is set is
 * sent.
 *
 * @param profileId the browser profile to use
 * @param proxyCountryCode the country that the browser appears to be in, in two letters
 * @param startUrl the page to begin on
 * @param browserScreenWidth the width of the screen in pixels
 * @param browserScreenHeight the height of the screen in pixels
 * @param keepAlive whether the session stays when its task has ended; the server's default is true,
 *     and then somebody must stop it
 * @param persistMemory whether its tasks share what the agent remembers
 * @param enableRecording whether the browser is filmed
 * @param extra fields for the API as they are, for what it has learned since this release; a field
 *     that is also set above keeps the value from above
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRequest(
    @JsonProperty("profileId") @Nullable String profileId,
    @JsonProperty("proxyCountryCode") @Nullable String proxyCountryCode,
    @JsonProperty("startUrl") @Nullable String startUrl,
    @JsonProperty("browserScreenWidth") @Nullable Integer browserScreenWidth,
    @JsonProperty("browserScreenHeight") @Nullable Integer browserScreenHeight,
    @JsonProperty("keepAlive") @Nullable Boolean keepAlive,
    @JsonProperty("persistMemory") @Nullable Boolean persistMemory,
    @JsonProperty("enableRecording") @Nullable Boolean enableRecording,
    @JsonProperty("extra") @Nullable Map<String, Object> extra) {

  /** {@return a request that leaves everything to the server, but closes itself after its task} */
  public static SessionRequest closingItself() {
    return new SessionRequest(null, null, null, null, null, false, null, null, null);
  }
}
