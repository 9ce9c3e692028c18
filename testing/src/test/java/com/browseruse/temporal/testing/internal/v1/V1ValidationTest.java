package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.EmulatorFixture.V1;
import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static com.browseruse.temporal.testing.EmulatorFixture.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1ValidationTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.apiKey("any"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                  | body.task                   | missing",
        "{\"task\": 3}                       | body.task                   | string_type",
        "{\"llm_model\": null}               | body.llm_model              | string_type",
        "{\"secrets\": {\"k\": 1}}           | body.secrets.k              | string_type",
        "{\"allowed_domains\": \"a\"}        | body.allowed_domains        | list_type",
        "{\"allowed_domains\": [1]}          | body.allowed_domains.0      | string_type",
        "{\"browser_profile_id\": 1}         | body.browser_profile_id     | string_type",
        "{\"save_browser_data\": \"yes\"}    | body.save_browser_data      | bool_type",
        "{\"structured_output_json\": {}}    | body.structured_output_json | string_type",
        "{\"structured_output_json\": \"x\"} | body.structured_output_json | value_error",
        "{\"use_adblock\": 1}                | body.use_adblock            | bool_type",
        "{\"use_proxy\": 1}                  | body.use_proxy              | bool_type",
        "{\"proxy_country_code\": \"at\"}    | body.proxy_country_code     | enum",
        "{\"highlight_elements\": 1}         | body.highlight_elements     | bool_type",
        "{\"included_file_names\": [null]}   | body.included_file_names.0  | string_type",
        "{\"browser_viewport_width\": 1.5}   | body.browser_viewport_width | int_type",
        "{\"browser_viewport_height\": \"9\"} | body.browser_viewport_height | int_type",
        "{\"max_agent_steps\": 0}            | body.max_agent_steps        | greater_than_equal",
        "{\"max_agent_steps\": 201}          | body.max_agent_steps        | less_than_equal",
        "{\"enable_public_share\": 1}        | body.enable_public_share    | bool_type",
        "{\"metadata\": []}                  | body.metadata               | dict_type",
        "{\"metadata\": {\"k\": 1}}          | body.metadata.k             | string_type",
        "{\"metadata\": {\"\": \"v\"}}       | body.metadata               | value_error",
        "[]                                  | body                        | model_attributes_type",
        "{                                   | body                        | json_invalid",
      })
  void aWrongFieldOfACreateIsNamed(String body, String loc, String type) {
    assertViolation(
        fixture.runV1With(body.replaceFirst("^\\{(?=\"(?!task))", "{\"task\": \"t\", ")),
        loc,
        type);
    assertThat(fixture.emulator.tasks()).isEmpty();
  }

  @Test
  void nullIsAllowedWhereNothingIsTheDefault() {
    String body =
        """
        {"task": "t", "secrets": null, "allowed_domains": null, "browser_profile_id": null,
         "structured_output_json": null, "included_file_names": null, "metadata": null}
        """;
    assertThat(fixture.runV1With(body).status()).isEqualTo(200);
  }

  @Test
  void metadataHasBounds() {
    assertThat(fixture.runV1With(metadata("k".repeat(100), "v".repeat(1000), 10)).status())
        .isEqualTo(200);
    assertViolation(
        fixture.runV1With(metadata("k".repeat(101), "v", 1)), "body.metadata", "value_error");
    assertViolation(
        fixture.runV1With(metadata("k", "v".repeat(1001), 1)), "body.metadata", "value_error");
    assertViolation(fixture.runV1With(metadata("k", "v", 11)), "body.metadata", "too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "pause", "resume"})
  void aTaskMustBeNamed(String action) {
    assertViolation(fixture.put(V1 + "/" + action + "-task"), "query.task_id", "missing");
  }

  @Test
  void theKeyComesInTheHeaderOfItsOwnVersion() {
    assertThat(status(V1, "Authorization", "Bearer any")).isEqualTo(200);
    assertThat(status(V1, "authorization", "bearer any")).isEqualTo(200);
    assertThat(status(V1, "Authorization", "Bearer other")).isEqualTo(401);
    assertThat(status(V1, "Authorization", "Bearer ")).isEqualTo(401);
    assertThat(status(V1, "Authorization", "any")).isEqualTo(401);
    assertThat(status(V1, "X-Browser-Use-API-Key", "any")).isEqualTo(401);
    assertThat(status(V2, "Authorization", "Bearer any")).isEqualTo(401);
    assertThat(status(V2, "X-Browser-Use-API-Key", "any")).isEqualTo(200);
  }

  private int status(String version, String header, String value) {
    return fixture
        .send(
            HttpRequest.newBuilder(fixture.request(version + "/tasks").build().uri())
                .header(header, value))
        .status();
  }

  private static String metadata(String key, String value, int pairs) {
    ObjectNode body = Json.object().put("task", "t");
    ObjectNode metadata = body.putObject("metadata");
    metadata.put(key, value);
    for (int i = 1; i < pairs; i++) {
      metadata.put("other" + i, "v");
    }
    return body.toString();
  }
}
