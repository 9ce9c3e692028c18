package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.internal.create.SampleRequests;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Field> fields() {
    return Arrays.stream(TaskRequest.class.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(JsonProperty.class))
        .toList();
  }

  @Test
  void theSampleHasEveryField() {
    assertThat(JSON.<JsonNode>valueToTree(SampleRequests.full()).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(fields().stream().map(Field::getName).toList());
  }

  static Stream<ObjectMapper> mappers() {
    return Stream.of(
        JSON,
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build(),
        JsonMapper.builder().enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build());
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void everyMapperReadsAndWritesTheSame(ObjectMapper mapper) throws Exception {
    TaskRequest full = SampleRequests.full();
    assertThat(JSON.readTree(mapper.writeValueAsString(full)))
        .isEqualTo(JSON.readTree(JSON.writeValueAsString(full)));
    assertThat(mapper.readValue(JSON.writeValueAsString(full), TaskRequest.class)).isEqualTo(full);
  }

  @Test
  void everyFieldCounts() {
    TaskRequest full = SampleRequests.full();
    for (Field field : fields()) {
      Map<String, Object> json = JSON.convertValue(full, JSON.constructType(Map.class));
      json.remove(field.getName());
      assertThat(JSON.convertValue(json, TaskRequest.class)).as(field.getName()).isNotEqualTo(full);
    }
  }

  @Test
  void aBuilderChangesNeitherWhatItCameFromNorWhatItBuilt() {
    TaskRequest one = TaskRequest.newBuilder("one").build();
    TaskRequest.RequestBuilder builder = one.toBuilder().task("two");
    TaskRequest two = builder.build();
    builder.task("three");
    assertThat(List.of(one.task(), two.task())).containsExactly("one", "two");
  }

  @Test
  void noValueIsShown() {
    assertThat(SampleRequests.full().toString())
        .contains("password")
        .doesNotContain("hunter2", "Find the answer");
  }
}
