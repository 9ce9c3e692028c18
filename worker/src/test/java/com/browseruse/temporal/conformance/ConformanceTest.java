package com.browseruse.temporal.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The client and the emulator, each written from the documents and without knowledge of the other,
 * understand each other in every call and every answer of both versions.
 */
@Timeout(60)
class ConformanceTest {

  private static Stream<Case> cases() {
    return Stream.of(V2TaskCases.all(), V2SessionCases.all(), V1Cases.all()).flatMap(List::stream);
  }

  @Test
  void everyDocumentedAnswerHasACaseAndTheOtherWayRound() throws IOException {
    Set<String> played = cases().map(Case::answer).collect(Collectors.toCollection(TreeSet::new));

    assertThat(played).isEqualTo(documented());
  }

  @TestFactory
  Stream<DynamicTest> clientAndEmulatorAgree() {
    return cases().map(each -> DynamicTest.dynamicTest(each.answer(), () -> play(each)));
  }

  private static void play(Case each) throws Exception {
    String version = each.route().substring(0, 2);
    try (Lab lab = new Lab(ApiVersion.valueOf(version.toUpperCase(Locale.ROOT)))) {
      each.play().in(lab);

      // That a call works is no proof that it went where the documents say.
      assertThat(called(lab, version)).contains(each.route());
    }
  }

  private static Set<String> called(Lab lab, String version) {
    return lab.emulator.requests().keySet().stream()
        .map(route -> route.replaceAll("\\{\\w+}", "{}"))
        .map(route -> version + " " + route.replace("/api/" + version, ""))
        .collect(Collectors.toSet());
  }

  private static Set<String> documented() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(ConformanceTest.class.getResourceAsStream("documented-calls.txt"))) {
      Set<String> answers = new TreeSet<>();
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = List.of(line.strip().split("\\s+"));
          String route = String.join(" ", words.subList(0, 3));
          words.subList(3, words.size()).forEach(status -> answers.add(route + " " + status));
        }
      }
      return answers;
    }
  }
}
