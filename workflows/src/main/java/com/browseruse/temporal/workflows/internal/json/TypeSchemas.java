package com.browseruse.temporal.workflows.internal.json;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.lang.annotation.Annotation;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a class: the components of a record, or the fields of another class, in their
 * order. All are required but those that may be null.
 */
public final class TypeSchemas {
  /** Made once for a class, since it takes longer than a workflow's thread should. */
  private static final ClassValue<Map<String, Object>> SCHEMAS =
      new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
          return generate(type);
        }
      };

  /** What Jackson writes as text, although it has fields. */
  private static final Set<Class<?>> TEXTS =
      Set.of(
          Currency.class,
          Locale.class,
          MonthDay.class,
          YearMonth.class,
          ZoneId.class,
          ZoneOffset.class,
          byte[].class);

  private static final Map<Class<?>, String> OPTIONALS =
      Map.of(
          OptionalInt.class,
          "integer",
          OptionalLong.class,
          "integer",
          OptionalDouble.class,
          "number");

  private TypeSchemas() {}

  /** Gives the schema of a class; an {@link IllegalArgumentException} says why it has none. */
  public static Map<String, Object> of(Class<?> type) {
    // The first schema takes a cold JVM as long as Temporal takes for a deadlock.
    return WorkflowUnsafe.isWorkflowThread()
        ? WorkflowUnsafe.deadlockDetectorOff(() -> SCHEMAS.get(type))
        : SCHEMAS.get(type);
  }

  private static Map<String, Object> generate(Class<?> type) {
    Map<String, Object> schema = PlainJson.fields(generator().generateSchema(type));
    Object kind = schema.get("type");
    if (schema.isEmpty() || type.isEnum() || kind != null && !kind.equals("object")) {
      throw new IllegalArgumentException(
          "output must be a record or a class with fields, such as a record that holds a list, but"
              + " is "
              + type.getSimpleName());
    }
    return schema;
  }

  private static SchemaGenerator generator() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                TypedOutput.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_ORDER))
            .with(Option.PLAIN_DEFINITION_KEYS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withPropertySorter((one, other) -> 0)
        .withCustomDefinitionProvider(TypeSchemas::simple);
    config
        .forFields()
        .withRequiredCheck(field -> !field.isFakeContainerItemScope() && !mayBeNull(field))
        .withNullableCheck(TypeSchemas::mayBeNull);
    return new SchemaGenerator(config.build());
  }

  /** What is no object in JSON, although it is one in Java; null for all else. */
  private static @Nullable CustomDefinition simple(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode schema = TypedOutput.MAPPER.createObjectNode();
    if (raw.isEnum()) {
      boolean areTexts = true;
      ArrayNode names = schema.putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        // As Jackson writes it, whatever its annotations say.
        JsonNode name = TypedOutput.MAPPER.valueToTree(constant);
        areTexts &= name.isTextual();
        names.add(name);
      }
      if (areTexts) {
        schema.put("type", "string");
      }
    } else if (TEXTS.contains(raw)) {
      schema.put("type", "string");
    } else if (raw == Year.class) {
      schema.put("type", "integer");
    } else if (OPTIONALS.containsKey(raw)) {
      schema.put("type", OPTIONALS.get(raw));
    } else {
      return null;
    }
    return new CustomDefinition(schema, true);
  }

  /** Whoever annotates for null, and with what annotation. */
  private static boolean mayBeNull(FieldScope field) {
    Class<?> type = field.getRawMember().getType();
    return type == Optional.class
        || OPTIONALS.containsKey(type)
        || isNullable(field.getRawMember().getAnnotations())
        || isNullable(field.getRawMember().getAnnotatedType().getAnnotations());
  }

  private static boolean isNullable(Annotation[] annotations) {
    return Arrays.stream(annotations)
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }
}
