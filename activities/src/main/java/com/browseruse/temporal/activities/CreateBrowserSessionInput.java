package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.SessionRequest;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What session to open. Null means that the server decides.
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
 * @param extra fields for the API as they are, for what it has learned since this release
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateBrowserSessionInput(
    String profileId,
    String proxyCountryCode,
    String startUrl,
    Integer browserScreenWidth,
    Integer browserScreenHeight,
    Boolean keepAlive,
    Boolean persistMemory,
    Boolean enableRecording,
    Map<String, Object> extra) {

  public SessionRequest request() {
    return new SessionRequest(
        profileId,
        proxyCountryCode,
        startUrl,
        browserScreenWidth,
        browserScreenHeight,
        keepAlive,
        persistMemory,
        enableRecording,
        extra);
  }
}
