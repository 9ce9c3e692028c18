package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.ApiVersion;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

class SettingsTest {

  @Test
  void withoutAnythingSetTheDefaultsHold() {
    Settings settings = Settings.read(Map.of());

    assertThat(settings.hasApiKey()).isFalse();
    assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api.browser-use.com"));
    assertThat(settings.taskQueue()).isEqualTo("browser-tasks");
    assertThat(settings.allowPlaintextSecrets()).isFalse();
    assertThat(settings.apiVersion()).isEqualTo(ApiVersion.V2);
    assertThat(settings.artifacts()).isNull();
    assertThat(settings.httpPort()).isNull();
    assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
    assertThat(settings.webhookSecret()).isNull();
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void everySettingIsTaken() {
    Settings settings =
        Settings.read(
            Map.of(
                "BROWSER_USE_API_KEY", " bu_key ",
                "BROWSER_USE_BASE_URL", "http://127.0.0.1:8080/",
                "BROWSER_USE_API_VERSION", "v1",
                "BROWSER_USE_TASK_QUEUE", "shop",
                "BROWSER_USE_ARTIFACTS", "file:///var/artifacts",
                "BROWSER_USE_HTTP_PORT", "8000",
                "BROWSER_USE_HTTP_HOST", "::",
                "BROWSER_USE_WEBHOOK_SECRET", "whsec_1",
                "BROWSER_USE_ALLOW_PLAINTEXT_SECRETS", "true"));

    assertThat(settings.clientOptions().getApiKey()).isEqualTo("bu_key");
    assertThat(settings.clientOptions().getBaseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(settings.clientOptions().getApiVersion()).isEqualTo(ApiVersion.V1);
    assertThat(settings.artifacts()).isEqualTo(Path.of("/var/artifacts"));
    assertThat(settings.taskQueue()).isEqualTo("shop");
    assertThat(settings.httpPort()).isEqualTo(8000);
    assertThat(settings.httpHost()).isEqualTo("::");
    assertThat(settings.webhookSecret()).isEqualTo("whsec_1");
    assertThat(settings.allowPlaintextSecrets()).isTrue();
    assertThat(settings.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BROWSER_USE_API_KEY",
        "BROWSER_USE_BASE_URL",
        "BROWSER_USE_API_VERSION",
        "BROWSER_USE_TASK_QUEUE",
        "BROWSER_USE_ALLOW_PLAINTEXT_SECRETS",
        "BROWSER_USE_ENCRYPTION_KEYSET",
        "BROWSER_USE_ARTIFACTS",
        "BROWSER_USE_HTTP_PORT",
        "BROWSER_USE_HTTP_HOST",
        "BROWSER_USE_WEBHOOK_SECRET"
      })
  void anEmptyVariableCountsAsUnset(String name) {
    assertThat(Settings.read(Map.of(name, " "))).hasToString(Settings.read(Map.of()).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "BROWSER_USE_BASE_URL, api.browser-use.com, host",
    "BROWSER_USE_BASE_URL, ftp://api.browser-use.com, http or https",
    "BROWSER_USE_BASE_URL, https://api.browser-use.com/api/v2, without a path",
    "BROWSER_USE_BASE_URL, 'https://a b', host",
    "BROWSER_USE_API_VERSION, v9, must be v2 or v1",
    "BROWSER_USE_API_VERSION, V1, must be v2 or v1",
    "BROWSER_USE_ARTIFACTS, s3://bucket/artifacts, a folder or a file: URI",
    "BROWSER_USE_ARTIFACTS, file://host/artifacts, a folder or a file: URI",
    "BROWSER_USE_ARTIFACTS, file:relative, a folder or a file: URI",
    "BROWSER_USE_ALLOW_PLAINTEXT_SECRETS, yes, true or false",
    "BROWSER_USE_WATCH, on, true or false",
    "BROWSER_USE_REQUESTS_PER_SECOND, many, a number from 0.1 to 10000",
    "BROWSER_USE_REQUESTS_PER_SECOND, 0, a number from 0.1 to 10000",
    "BROWSER_USE_REQUESTS_PER_SECOND, NaN, a number from 0.1 to 10000",
    "BROWSER_USE_ACTIVITY_SLOTS, 7, a number from 8 to 10000",
    "BROWSER_USE_API_KEY, 'two words', printable ASCII",
    "BROWSER_USE_HTTP_PORT, 80a, a whole number from 0",
    "BROWSER_USE_HTTP_PORT, 65536, a whole number from 0",
    "BROWSER_USE_HTTP_PORT, -1, a whole number from 0",
    "BROWSER_USE_HTTP_HOST, http://localhost, without a port",
    "BROWSER_USE_HTTP_HOST, localhost:8000, without a port",
    "BROWSER_USE_WEBHOOK_SECRET, 'two words', printable ASCII",
    "BROWSER_USE_ENCRYPTION_KEYSET, file:/keys, does not encrypt"
  })
  void aWrongSettingIsNamedWithWhatItMayBe(String name, String value, String allowed) {
    UserError error =
        catchThrowableOfType(UserError.class, () -> Settings.read(Map.of(name, value)));

    assertThat(error).hasMessageContaining(name).hasMessageContaining(allowed);
    assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void tasksAreWatchedWhereListsTellWhoseTheyAre() {
    assertThat(Settings.read(Map.of()).watch()).isTrue();
    assertThat(Settings.read(Map.of("BROWSER_USE_WATCH", "false")).watch()).isFalse();
    assertThat(Settings.read(Map.of()).requestsPerSecond()).isEqualTo(20);
    assertThat(Settings.read(Map.of("BROWSER_USE_REQUESTS_PER_SECOND", "2.5")).requestsPerSecond())
        .isEqualTo(2.5);
    assertThat(Settings.read(Map.of()).activitySlots()).isEqualTo(200);
    assertThat(Settings.read(Map.of("BROWSER_USE_API_VERSION", "v1")).watch()).isFalse();
    assertThatThrownBy(
            () ->
                Settings.read(Map.of("BROWSER_USE_API_VERSION", "v1", "BROWSER_USE_WATCH", "true")))
        .hasMessageContaining("BROWSER_USE_WATCH must be false on version 1");
  }

  @Test
  void whatIsNotTheUsualVersionOfTheApiIsSaidBesideTheServer() {
    assertThat(Settings.read(Map.of("BROWSER_USE_API_VERSION", "v2")).server())
        .isEqualTo("https://api.browser-use.com");
    assertThat(Settings.read(Map.of("BROWSER_USE_API_VERSION", "v1")).server())
        .isEqualTo("https://api.browser-use.com (version 1 of its API)");
  }

  @Test
  void theKeyIsNeitherInAnErrorNorInTheText() {
    assertThat(
            Settings.read(
                    Map.of(
                        "BROWSER_USE_API_KEY", "bu_secret",
                        "BROWSER_USE_WEBHOOK_SECRET", "whsec_1"))
                .toString())
        .doesNotContain("bu_secret", "whsec_1");
    assertThat(
            catchThrowableOfType(
                UserError.class, () -> Settings.read(Map.of("BROWSER_USE_API_KEY", "bu_s t"))))
        .hasMessageNotContaining("bu_s t");
  }

  @Test
  void withoutAKeyTheWayOutIsNamed() {
    assertThat(catchThrowableOfType(UserError.class, () -> Settings.read(Map.of()).clientOptions()))
        .hasMessageContaining("BROWSER_USE_API_KEY must be set")
        .hasMessageContaining("run --dev");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BROWSER_USE_HTTP_HOST",
        "BROWSER_USE_WEBHOOK_SECRET",
        "BROWSER_USE_SEARCH_ATTRIBUTES"
      })
  void aSettingWithoutEffectIsToldWithoutItsValue(String name) {
    assertThat(Settings.read(Map.of(name, "something")).warnings())
        .singleElement()
        .asString()
        .contains(name)
        .doesNotContain("something");
  }
}
