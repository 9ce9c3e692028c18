package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2UploadsTest {

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aFileIsUploadedWithoutAKeyUntilTheLinkDies() {
    Got got = ask("{\"fileName\": \"a.csv\", \"contentType\": \"text/csv\", \"sizeBytes\": 5}");
    assertThat(got.at("fileName")).isEqualTo("a.csv");
    assertThat(got.at("method")).isEqualTo("POST");
    assertThat(got.at("fields/Content-Type")).isEqualTo("text/csv");
    assertThat(got.at("expiresIn")).isEqualTo("300");
    assertThat(upload(got.at("url"))).isEqualTo(204);
    assertThat(upload(got.at("url").replaceAll("Expires=\\d", "Expires=9"))).isEqualTo(403);
    lab.clock.advance("PT5M");
    assertThat(upload(got.at("url"))).isEqualTo(403);
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
    Got got = ask(body);
    assertThat(got.status()).isEqualTo(422);
    assertThat(got.at("detail/0/loc/1")).isEqualTo(field);
  }

  private Got ask(String body) {
    String session = lab.post(V2 + "/sessions", "{}").at("id");
    return lab.post(V2 + "/files/sessions/" + session + "/presigned-url", body);
  }

  private int upload(String url) {
    return lab.send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("1;2;3")))
        .status();
  }
}
