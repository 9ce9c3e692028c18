package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateBodyTest {

  @RegisterExtension final Api api = V1Bodies.api();

  @Test
  void everyFieldHasItsNameOnTheWire() throws Exception {
    TaskRequest request =
        newBuilder()
            .llm("m")
            .maxSteps(7)
            .structuredOutput(Map.of("type", "object"))
            .metadata(Map.of("k", "v"))
            .secrets(Map.of("user", "pw"))
            .allowedDomains(List.of("a.example"))
            .highlightElements(false)
            .build();

    assertThat(V1Requests.create(request))
        .isEqualTo(
            json(
                """
                {"task": "T", "secrets": {"user": "pw"}, "allowed_domains": ["a.example"],
                 "structured_output_json": "{\\"type\\":\\"object\\"}", "llm_model": "m",
                 "highlight_elements": false, "max_agent_steps": 7, "metadata": {"k": "v"}}
                """));
  }

  @Test
  void whatOnlyThisVersionHasComesThroughExtra() throws Exception {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("browser_profile_id", "p");
    extra.put("save_browser_data", true);
    extra.put("use_adblock", false);
    extra.put("use_proxy", false);
    extra.put("proxy_country_code", "de");
    extra.put("included_file_names", List.of("a.csv"));
    extra.put("browser_viewport_width", 800);
    extra.put("browser_viewport_height", 600);
    extra.put("enable_public_share", true);

    assertThat(V1Requests.create(newBuilder().extra(extra).build()))
        .isEqualTo(
            json(
                """
                {"browser_profile_id": "p", "save_browser_data": true, "use_adblock": false,
                 "use_proxy": false, "proxy_country_code": "de",
                 "included_file_names": ["a.csv"], "browser_viewport_width": 800,
                 "browser_viewport_height": 600, "enable_public_share": true, "task": "T"}
                """));
  }

  @Test
  void whatTheApiHasLearnedSincePassesAsItIs() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("future", null);
    extra.put("llm_model", "m");

    assertThat(V1Requests.create(newBuilder().extra(extra).build()))
        .hasToString("{\"future\":null,\"llm_model\":\"m\",\"task\":\"T\"}");
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        field("startUrl", b -> b.startUrl("https://a.example")),
        field("sessionId", b -> b.sessionId("s")),
        field("opVaultId", b -> b.opVaultId("o")),
        field("sessionSettings", b -> b.sessionSettings(Map.of())),
        field("flashMode", b -> b.flashMode(false)),
        field("thinking", b -> b.thinking(true)),
        field("thinkingLevel", b -> b.thinkingLevel("high")),
        field("vision", b -> b.vision(true)),
        field("systemPromptExtension", b -> b.systemPromptExtension("x")),
        field("judge", b -> b.judge(true)),
        field("judgeGroundTruth", b -> b.judgeGroundTruth("42")),
        field("judgeLlm", b -> b.judgeLlm("j")),
        field("skillIds", b -> b.skillIds(List.of("*"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreign")
  void aFieldThatThisVersionLacksIsRefusedByNameAndNothingIsSent(
      String name, UnaryOperator<TaskRequest.RequestBuilder> set) {
    refused(set.apply(newBuilder()), name + " is not a field of version 1 of the API");
    refused(
        newBuilder().extra(Map.of("use_proxy", true, name, "x")),
        "extra." + name + " is not a field of version 1 of the API");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llm", "maxSteps", "structuredOutput", "allowedDomains", "highlightElements"})
  void anExtraFieldInTheWordsOfTheNextVersionIsRefusedByName(String name) {
    refused(
        newBuilder().extra(Map.of(name, "x")),
        "extra." + name + " is not a field of version 1 of the API");
  }

  static Stream<Arguments> doubled() {
    return Stream.of(
        field("task", b -> b),
        field("llm_model", b -> b.llm("m")),
        field("max_agent_steps", b -> b.maxSteps(7)),
        field("metadata", b -> b.metadata(Map.of("k", "v"))),
        field("secrets", b -> b.secrets(Map.of("k", "v"))),
        field("allowed_domains", b -> b.allowedDomains(List.of("a"))),
        field("highlight_elements", b -> b.highlightElements(true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubled")
  void anExtraFieldThatTheRequestSetsAsWellIsRefusedByName(
      String name, UnaryOperator<TaskRequest.RequestBuilder> set) {
    refused(
        set.apply(newBuilder()).extra(Map.of(name, "x")),
        "extra." + name + " must not be given, since the request sets this field itself");
  }

  private void refused(TaskRequest.RequestBuilder request, String sentence) {
    assertThatThrownBy(() -> api.client().createTask(request.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
    assertThat(api.requests()).isZero();
  }

  private static Arguments field(String name, UnaryOperator<TaskRequest.RequestBuilder> set) {
    return Arguments.of(name, set);
  }

  private static TaskRequest.RequestBuilder newBuilder() {
    return TaskRequest.newBuilder("T");
  }

  private static JsonNode json(String text) throws Exception {
    return Json.MAPPER.readTree(text);
  }
}
