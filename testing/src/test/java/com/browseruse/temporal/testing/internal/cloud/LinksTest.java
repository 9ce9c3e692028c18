package com.browseruse.temporal.testing.internal.cloud;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinksTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anOutputFileIsDownloadedWithoutAKey() {
    fixture.scenario(
        Scenario.newBuilder().outputFiles(List.of(Scenario.File.of("ä b.csv", "1;ü"))));
    String id = finished();
    HttpResult result = fixture.get(fileCall(id, fixture.view(id).at("outputFiles/0/id")));
    assertThat(result.at("fileName")).isEqualTo("ä b.csv");
    HttpResult file = download(result.at("downloadUrl"));
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.text()).isEqualTo("1;ü");
  }

  @Test
  void aFileThatIsNotThereYetIsNotFound() {
    String id = fixture.create("t");
    fixture.clock.advance("PT5S");
    String call = fileCall(id, fixture.view(id).at("outputFiles/0/id"));
    assertThat(fixture.get(call).status()).isEqualTo(200);
    assertThat(fixture.get(fileCall(id, UUID.randomUUID().toString())).at("detail"))
        .isEqualTo("Output file not found");
    assertThat(fixture.get(call.replace(id, fixture.create("t"))).status()).isEqualTo(404);
  }

  @Test
  void theLogTellsTheStepsSoFar() {
    String id = fixture.create("t");
    fixture.clock.advance("PT2.5S");
    HttpResult log = download(fixture.get(V2 + "/tasks/" + id + "/logs").at("downloadUrl"));
    assertThat(log.text().lines()).hasSize(3);
    assertThat(log.text()).contains("2026-03-01T10:00:01.300Z INFO step 1: ");
    fixture.act(id, "stop");
    assertThat(download(fixture.get(V2 + "/tasks/" + id + "/logs").at("downloadUrl")).text())
        .endsWith("INFO task stopped\n");
  }

  @Test
  void aScreenshotIsAPicture() {
    HttpResult picture = download(fixture.view(finished()).at("steps/0/screenshotUrl"));
    assertThat(picture.response().headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(new String(picture.response().body(), StandardCharsets.ISO_8859_1))
        .startsWith("\u0089PNG\r\n");
  }

  @Test
  void aLinkDiesAfterFiveMinutes() {
    String link = fixture.get(V2 + "/tasks/" + finished() + "/logs").at("downloadUrl");
    fixture.clock.advance("PT4M59S");
    assertThat(download(link).status()).isEqualTo(200);
    fixture.clock.advance("PT1S");
    HttpResult dead = download(link);
    assertThat(dead.status()).isEqualTo(403);
    assertThat(dead.text()).contains("<Code>AccessDenied</Code>");
  }

  @Test
  void aLinkCannotBeForged() {
    String link = fixture.get(V2 + "/tasks/" + finished() + "/logs").at("downloadUrl");
    assertThat(download(link.replaceAll("Expires=\\d", "Expires=9")).status()).isEqualTo(403);
    assertThat(download(link.replace("/log?", "/steps/1?")).status()).isEqualTo(403);
    assertThat(download(link.substring(0, link.indexOf('?'))).status()).isEqualTo(403);
  }

  @Test
  void aLinkToAForgottenTaskLeadsNowhere() {
    String link = fixture.get(V2 + "/tasks/" + finished() + "/logs").at("downloadUrl");
    fixture.emulator.reset();
    assertThat(download(link).status()).isEqualTo(404);
  }

  @Test
  void downloadsAreCountedAndCanBeSpoilt() {
    String link = fixture.get(V2 + "/tasks/" + finished() + "/logs").at("downloadUrl");
    fixture.emulator.addFault(Fault.on("GET", "^/downloads/").status(500).times(1).build());
    assertThat(download(link).status()).isEqualTo(500);
    assertThat(download(link).status()).isEqualTo(200);
    assertThat(fixture.emulator.requests()).containsEntry("GET /downloads/{task}/log", 2);
  }

  private String finished() {
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    return id;
  }

  private static String fileCall(String task, String file) {
    return V2 + "/files/tasks/" + task + "/output-files/" + file;
  }

  private HttpResult download(String link) {
    return fixture.send(HttpRequest.newBuilder(java.net.URI.create(link)).GET());
  }
}
