package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2UploadsTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aFileIsUploadedWithoutAKeyUntilTheLinkDies() {
    HttpResult result =
        ask("{\"fileName\": \"a.csv\", \"contentType\": \"text/csv\", \"sizeBytes\": 5}");
    assertThat(result.at("fileName")).isEqualTo("a.csv");
    assertThat(result.at("method")).isEqualTo("POST");
    assertThat(result.at("fields/Content-Type")).isEqualTo("text/csv");
    assertThat(result.at("expiresIn")).isEqualTo("300");
    assertThat(upload(result.at("url"))).isEqualTo(204);
    assertThat(upload(result.at("url").replaceAll("Expires=\\d", "Expires=9"))).isEqualTo(403);
    fixture.clock.advance("PT5M");
    assertThat(upload(result.at("url"))).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"contentType\": \"text/csv\", \"sizeBytes\": 1}                        | fileName",
        "{\"fileName\": \"\", \"contentType\": \"text/csv\", \"sizeBytes\": 1}    | fileName",
        "{\"fileName\": \"a\", \"contentType\": \"text/html\", \"sizeBytes\": 1}  | contentType",
        "{\"fileName\": \"a\", \"contentType\": \"text/csv\", \"sizeBytes\": 0}   | sizeBytes",
        "{\"fileName\": \"a\", \"contentType\": \"text/csv\", \"sizeBytes\": 10485761} | sizeBytes",
      })
  void aWrongFieldIsNamed(String body, String field) {
    HttpResult result = ask(body);
    assertThat(result.status()).isEqualTo(422);
    assertThat(result.at("detail/0/loc/1")).isEqualTo(field);
  }

  private HttpResult ask(String body) {
    String session = fixture.post(V2 + "/sessions", "{}").at("id");
    return fixture.post(V2 + "/files/sessions/" + session + "/presigned-url", body);
  }

  private int upload(String url) {
    return fixture
        .send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("1;2;3")))
        .status();
  }
}
