package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.task.Task;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import okio.Buffer;

/** What a server wrote soundly arrives to the letter. */
class RoundTripTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aTaskArrivesAsItWasWritten(
      @ForAll @NotBlank String id,
      @ForAll @NotBlank String status,
      @ForAll String output,
      @ForAll @Size(max = 5) Map<String, String> metadata,
      @ForAll @Size(max = 5) List<String> goals,
      @ForAll Boolean isSuccess,
      @ForAll boolean stepsFirst)
      throws Exception {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode steps = Json.MAPPER.createArrayNode();
    goals.forEach(goal -> steps.addObject().put("nextGoal", goal));
    if (stepsFirst) {
      json.set("steps", steps);
    }
    json.put("id", id).put("status", status).put("output", output).put("isSuccess", isSuccess);
    json.set("metadata", Json.MAPPER.valueToTree(metadata));
    json.set("steps", steps);

    Task task = V2Responses.task(body(json.toString()));

    assertThat(task.id()).isEqualTo(id);
    assertThat(task.status().word()).isEqualTo(status);
    assertThat(task.output()).isEqualTo(output);
    assertThat(task.isSuccess()).isEqualTo(isSuccess);
    assertThat(task.metadata()).isEqualTo(metadata);
    assertThat(task.steps()).extracting(Task.Step::nextGoal).isEqualTo(goals);
  }

  @Example
  void ofStepsThatAreToldTwiceTheLastAreTheSteps() throws Exception {
    Task task =
        V2Responses.task(
            body("{\"id\":\"t\",\"steps\":[{},{}],\"status\":\"s\",\"steps\":[{\"url\":\"u\"}]}"));

    assertThat(task.steps()).extracting(Task.Step::url).containsExactly("u");
  }

  /** Half of a surrogate pair cannot be written in UTF-8, and is escaped as JSON wants it. */
  private static JsonBody body(String text) {
    StringBuilder ascii = new StringBuilder();
    text.chars()
        .forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return new JsonBody(new Buffer().writeUtf8(ascii.toString()));
  }
}
