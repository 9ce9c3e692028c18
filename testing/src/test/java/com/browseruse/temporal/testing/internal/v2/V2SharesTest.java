package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class V2SharesTest {

  private final EmulatorFixture fixture = new EmulatorFixture();
  private String session;

  @BeforeEach
  void openASession() {
    session = V2 + "/sessions/" + fixture.post(V2 + "/sessions", "{}").at("id");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aSessionIsPrivateUntilItIsShared() {
    assertThat(share().status()).isEqualTo(404);
    assertThat(share().at("detail")).isEqualTo("Public share not found");
    assertThat(fixture.get(session).json().get("publicShareUrl").isNull()).isTrue();
  }

  @Test
  void sharingTwiceIsSharingOnce() {
    HttpResult first = create();
    assertThat(first.at("shareUrl")).endsWith(first.at("shareToken"));
    assertThat(first.at("viewCount")).isEqualTo("0");
    assertThat(first.json().get("lastViewedAt").isNull()).isTrue();
    assertThat(create().text()).isEqualTo(first.text());
    assertThat(share().text()).isEqualTo(first.text());
    assertThat(fixture.get(session).at("publicShareUrl")).isEqualTo(first.at("shareUrl"));
  }

  @Test
  void viewsOfThePageAreCounted() {
    String url = create().at("shareUrl");
    assertThat(page(url, "GET").status()).isEqualTo(200);
    fixture.clock.advance("PT1M");
    assertThat(page(url, "GET").status()).isEqualTo(200);
    fixture.clock.advance("PT1M");
    page(url, "HEAD");
    assertThat(share().at("viewCount")).isEqualTo("2");
    assertThat(share().at("lastViewedAt")).isEqualTo("2026-03-01T10:01:00.000000Z");
  }

  @Test
  void anEndedShareLeadsNowhereAndTheNextIsAnother() {
    HttpResult first = create();
    assertThat(fixture.delete(session + "/public-share").status()).isEqualTo(204);
    assertThat(fixture.delete(session + "/public-share").status()).isEqualTo(204);
    assertThat(share().status()).isEqualTo(404);
    assertThat(page(first.at("shareUrl"), "GET").status()).isEqualTo(404);
    assertThat(create().at("shareToken")).isNotEqualTo(first.at("shareToken"));
  }

  @Test
  void aDeletedSessionIsSharedNoMore() {
    String url = create().at("shareUrl");
    fixture.delete(session);
    assertThat(page(url, "GET").status()).isEqualTo(404);
    assertThat(share().at("detail")).isEqualTo("Session not found");
  }

  @Test
  void nothingIsPurgedInAProjectThatKeepsItsData() {
    HttpResult refused = fixture.post(session + "/purge", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("detail")).isEqualTo("Project is not ZDR-enabled");
    assertThat(fixture.get(session).status()).isEqualTo(200);
  }

  private HttpResult create() {
    return fixture.post(session + "/public-share", "");
  }

  private HttpResult share() {
    return fixture.get(session + "/public-share");
  }

  private HttpResult page(String url, String method) {
    return fixture.send(
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()));
  }
}
