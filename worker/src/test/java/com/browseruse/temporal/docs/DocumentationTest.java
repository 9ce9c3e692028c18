package com.browseruse.temporal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents show is what the code offers. Their commands are run by DocumentedCommandsIT.
 */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(#[^)]*)?\\)");
  private static final int LONGEST_README = 180;

  private static final String FRAME =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import com.browseruse.temporal.activities.*;
      import com.browseruse.temporal.client.*;
      import com.browseruse.temporal.task.*;
      import com.browseruse.temporal.testing.*;
      import com.browseruse.temporal.workflows.*;
      import com.browseruse.temporal.workflows.batch.*;
      import com.browseruse.temporal.workflows.caller.*;
      import com.browseruse.temporal.workflows.reap.*;
      import com.browseruse.temporal.workflows.session.*;
      import io.temporal.api.enums.v1.*;
      import io.temporal.client.*;
      import io.temporal.client.schedules.*;
      import io.temporal.worker.*;
      import io.temporal.workflow.*;
      import java.math.*;
      import java.time.*;
      import java.util.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.*;
      class Snippet {
        void snippet(WorkflowClient client, String apiKey) throws Exception {
      %s
        }
      }
      """;

  @TempDir Path classes;

  static Stream<Snippet> java() {
    return Snippet.of("java");
  }

  @ParameterizedTest
  @MethodSource("java")
  void everyJavaSnippetCompiles(Snippet snippet) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(source(FRAME.formatted(snippet.text()))))
            .call();

    assertThat(compiled).as(errors.toString()).isTrue();
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  static Stream<Snippet> excerpts() {
    return Snippet.of("java excerpt");
  }

  /** The build compiles the examples, and runs their tests. */
  @ParameterizedTest
  @MethodSource("excerpts")
  void everyExcerptIsInAnExample(Snippet excerpt) throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("../docs/examples/java"))) {
      String text = excerpt.text().stripTrailing();
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .anySatisfy(file -> assertThat(Files.readString(file)).contains(text));
    }
  }

  @Test
  void snippetsAreFound() {
    assertThat(java()).hasSizeGreaterThan(3);
  }

  /** So that whoever copies them gets what the build makes. (new-user 16) */
  @Test
  void theCoordinatesAreThoseOfTheModules() throws Exception {
    Pattern coordinate = Pattern.compile("<(?:artifactId|version)>([^<$]*)</");
    String poms = "";
    for (String pom : List.of("../pom.xml", "../workflows/pom.xml", "../testing/pom.xml")) {
      poms += Files.readString(Path.of(pom));
    }
    List<Snippet> snippets = Snippet.of("xml").toList();
    assertThat(snippets).isNotEmpty();
    for (Snippet snippet : snippets) {
      List<MatchResult> shown = coordinate.matcher(snippet.text()).results().toList();
      assertThat(poms).contains(shown.stream().map(match -> match.group()).toList());
    }
  }

  /** The README's way to install takes half a minute, not ten. (new-user 6) */
  @Test
  void whoSkipsTheTestsSkipsThoseOnARealServerToo() throws Exception {
    assertThat(Files.readString(Path.of("../pom.xml"))).contains("<skipITs>${skipTests}</skipITs>");
  }

  /** (new-user 20) */
  @Test
  void theSampleOfAResultHasAllItsFields() throws Exception {
    List<Snippet> samples =
        Snippet.of("json").filter(json -> json.text().contains("outcome")).toList();
    assertThat(samples).hasSize(1);
    String shown = samples.get(0).text();
    JsonMapper mapper = new JsonMapper();
    assertThat(mapper.readTree(shown).properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(
            mapper.readTree(BrowserTaskResult.fromJson(shown).toJson()).properties().stream()
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Snippet.lines(Path.of("../README.md"))).hasSizeLessThanOrEqualTo(LONGEST_README);
  }

  static Stream<Path> pages() {
    return Snippet.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkToAnotherPageLeadsSomewhere(Path page) throws Exception {
    List<MatchResult> links = LINK.matcher(Files.readString(page)).results().toList();

    for (MatchResult link : links) {
      String target = link.group(1);
      if (target.startsWith("https://")) {
        continue;
      }
      Path file = target.isEmpty() ? page : page.resolveSibling(target);
      assertThat(file).exists();
      if (link.group(2) != null) {
        assertThat(Snippet.lines(file).stream().filter(line -> line.startsWith("#")))
            .extracting(DocumentationTest::anchor)
            .contains(link.group(2));
      }
    }
  }

  private static String anchor(String heading) {
    return "#"
        + heading
            .replaceFirst("^#+ ", "")
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9 -]", "")
            .replace(' ', '-');
  }

  @Test
  void everyOptionHasARow() throws Exception {
    String rows = Files.readString(Path.of("../docs/options.md"));

    for (String option : optionNames()) {
      // One object in JSON.
      String name =
          option.replace("collectLogs", "collect.logs").replace("collectOutput", "collect.output");
      assertThat(rows).contains("`" + name);
    }
  }

  private static List<String> optionNames() {
    return Stream.of(BrowserTaskOptions.class.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
        .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
        .map(java.lang.reflect.Method::getName)
        .filter(name -> !List.of("toBuilder", "equals", "hashCode", "toString").contains(name))
        .toList();
  }
}
