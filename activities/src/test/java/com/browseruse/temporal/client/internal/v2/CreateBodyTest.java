package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateBodyTest {

  @Test
  void onlyWhatIsSetIsSent() {
    assertThat(body(newBuilder())).isEqualTo("{\"task\":\"T\"}");
  }

  @Test
  void everyFieldHasItsNameOnTheWire() throws Exception {
    TaskRequest request =
        newBuilder()
            .llm("m")
            .startUrl("https://a.example")
            .maxSteps(7)
            .structuredOutput(Map.of("type", "object"))
            .sessionId("s")
            .metadata(Map.of("k", "v"))
            .secrets(Map.of("user", "pw"))
            .allowedDomains(List.of("a.example"))
            .opVaultId("o")
            .sessionSettings(Map.of("profileId", "p"))
            .highlightElements(true)
            .flashMode(false)
            .thinking(true)
            .thinkingLevel("high")
            .vision("auto")
            .systemPromptExtension("be kind")
            .judge(true)
            .judgeGroundTruth("42")
            .judgeLlm("j")
            .skillIds(List.of("*"))
            .build();

    assertThat(V2Requests.create(request))
        .isEqualTo(
            json(
                """
                {"task": "T", "llm": "m", "startUrl": "https://a.example", "maxSteps": 7,
                 "structuredOutput": "{\\"type\\":\\"object\\"}", "sessionId": "s",
                 "metadata": {"k": "v"}, "secrets": {"user": "pw"},
                 "allowedDomains": ["a.example"], "opVaultId": "o",
                 "sessionSettings": {"profileId": "p"}, "highlightElements": true,
                 "flashMode": false, "thinking": true, "thinkingLevel": "high", "vision": "auto",
                 "systemPromptExtension": "be kind", "judge": true, "judgeGroundTruth": "42",
                 "judgeLlm": "j", "skillIds": ["*"]}
                """));
  }

  @Test
  void aSchemaThatIsTextAlreadyIsSentAsItIs() throws Exception {
    assertThat(body(newBuilder().structuredOutput("{ \"a\" : 1 }")))
        .isEqualTo("{\"task\":\"T\",\"structuredOutput\":\"{ \\\"a\\\" : 1 }\"}");
  }

  static Stream<Arguments> visions() {
    return Stream.of(
        Arguments.of(newBuilder().vision(true), "true"),
        Arguments.of(newBuilder().vision(false), "false"),
        Arguments.of(newBuilder().vision("sharp"), "\"sharp\""));
  }

  @ParameterizedTest
  @MethodSource("visions")
  void visionIsABooleanOrAWord(TaskRequest.RequestBuilder request, String written) {
    assertThat(body(request)).isEqualTo("{\"task\":\"T\",\"vision\":" + written + "}");
  }

  @Test
  void extraFieldsAreSentAsTheyAreButWhatIsSetAboveWins() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("task", "other");
    extra.put("llm", "kept");
    extra.put("future", Map.of("deep", List.of(1)));
    extra.put("off", null);

    assertThat(body(newBuilder().extra(extra)))
        .isEqualTo("{\"task\":\"T\",\"llm\":\"kept\",\"future\":{\"deep\":[1]},\"off\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "browser_profile_id",
        "save_browser_data",
        "use_adblock",
        "use_proxy",
        "proxy_country_code",
        "included_file_names",
        "browser_viewport_width",
        "browser_viewport_height",
        "enable_public_share",
        "llm_model",
        "allowed_domains",
        "max_agent_steps",
        "structured_output_json",
        "highlight_elements"
      })
  void aFieldOfVersion1IsRefusedSinceTheServiceWouldSkipIt(String name) {
    TaskRequest request =
        newBuilder().extra(Map.of("future", 1, name, true, "use_zzz", "x")).build();

    assertThatThrownBy(() -> V2Requests.create(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("extra.%s is not a field of version 2 of the API", name);
  }

  @Test
  void aNullInsideOfSettingsIsKeptSinceItMeansSomething() {
    // For the server, no proxy country is not the same as the default one.
    assertThat(
            body(newBuilder().sessionSettings(Collections.singletonMap("proxyCountryCode", null))))
        .isEqualTo("{\"task\":\"T\",\"sessionSettings\":{\"proxyCountryCode\":null}}");
  }

  private static TaskRequest.RequestBuilder newBuilder() {
    return TaskRequest.newBuilder("T");
  }

  private static String body(TaskRequest.RequestBuilder request) {
    return V2Requests.create(request.build()).toString();
  }

  private static JsonNode json(String text) throws Exception {
    return Json.MAPPER.readTree(text);
  }
}
