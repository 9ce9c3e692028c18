package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No answer, however large or odd, may cost a worker its heap. */
@Tag("sweep")
class SmallHeapTest {

  private static final int MIB = 1 << 20;
  private static final String STEP =
      "{\"number\":1,\"memory\":\"%1$s\",\"evaluationPreviousGoal\":\"%1$s\",\"nextGoal\":\"%1$s\","
          + "\"url\":\"https://a.example\",\"actions\":[\"%1$s\",\"%1$s\"]}";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            List<String> path = request.getUrl().pathSegments();
            return answer(path.get(path.size() - 1));
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Timeout(120)
  void whatIsSoundIsReadAndTheRestIsATypedError(@TempDir Path dir) throws Exception {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("large", "5000 steps, 20971520 characters"),
            Map.entry("many-steps", "19000 steps, 0 characters"),
            Map.entry("list", "60 items"),
            Map.entry("state-404", "started"),
            Map.entry("wide", "0 steps, 20971520 characters"),
            Map.entry("wide-texts", "UnexpectedResponse"),
            Map.entry("too-many-steps", "UnexpectedResponse"),
            Map.entry("long-text", "UnexpectedResponse"),
            Map.entry("objects", "UnexpectedResponse"),
            Map.entry("empty-steps", "UnexpectedResponse"),
            Map.entry("actions", "UnexpectedResponse"),
            Map.entry("fields", "UnexpectedResponse"),
            Map.entry("depth", "UnexpectedResponse"),
            Map.entry("blanks", "UnexpectedResponse"),
            Map.entry("digits", "UnexpectedResponse"),
            Map.entry("html", "UnexpectedResponse"),
            Map.entry("error", "Server"));

    assertThat(probe(dir, "V2", expected.keySet()))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private List<String> probe(Path dir, String version, Iterable<String> what) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HeapProbe.class.getName(),
                "http://127.0.0.1:" + server.getPort(),
                version));
    what.forEach(command::add);
    Path output = dir.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("nothing hangs").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }

  private static MockResponse answer(String what) {
    return switch (what) {
      case "large" -> task(b -> steps(b, 5_000, 100), b -> text(b, "output", 'x', 20 * MIB));
      case "many-steps" -> task(b -> steps(b, 19_000, 600));
      case "too-many-steps" -> task(b -> steps(b, 20_001, 10));
      case "long-text" -> task(b -> text(b, "output", 'x', 30 * MIB));
      case "wide" -> task(b -> text(b, "output", 'x', 20 * MIB - 1, '\u20ac', 1));
      // One character beyond Latin-1 doubles what the others of the same text need.
      case "wide-texts" ->
          task(
              b -> text(b, "output", '\u20ac', 1, 'x', 20 * MIB - 1),
              b -> text(b, "llm", '\u20ac', 1, 'x', 20 * MIB - 1),
              b -> text(b, "judgement", '\u20ac', 1, 'x', 20 * MIB - 1));
      case "objects" -> task(b -> repeat(b.writeUtf8("\"odd\":["), "{},", 50).writeUtf8("{}]"));
      case "empty-steps" ->
          task(b -> repeat(b.writeUtf8("\"steps\":["), "{},", 10).writeUtf8("{}]"));
      case "actions" ->
          task(
              b ->
                  repeat(b.writeUtf8("\"steps\":[{\"actions\":["), "{\"a\":{}},", 50)
                      .writeUtf8("{}]}]"));
      case "fields" -> task(SmallHeapTest::fields);
      case "depth" -> task(b -> repeat(b.writeUtf8("\"odd\":"), "[", 5));
      case "blanks" -> ok(repeat(new Buffer(), " ", 70));
      case "digits" -> task(b -> repeat(b.writeUtf8("\"cost\":1"), "0", 5));
      case "html" -> ok(repeat(new Buffer().writeUtf8("<html>"), "<p>hi</p>", 5));
      case "error" ->
          new MockResponse.Builder()
              .code(500)
              .body(repeat(new Buffer().writeUtf8("{\"detail\":\""), "x", 5).writeUtf8("\"}"))
              .build();
      // The state of a task, on a server that has no short answer: the steps are passed over.
      case "status" -> new MockResponse.Builder().code(404).build();
      case "state-404" -> task(b -> steps(b, 30_000, 10));
      case "tasks" -> list();
      default -> throw new IllegalArgumentException(what);
    };
  }

  @SafeVarargs
  private static MockResponse task(Consumer<Buffer>... fields) {
    return ok(writeTask(new Buffer(), "t", fields));
  }

  @SafeVarargs
  private static Buffer writeTask(Buffer body, String id, Consumer<Buffer>... fields) {
    body.writeUtf8("{\"id\":\"" + id + "\",\"status\":\"started\"");
    for (Consumer<Buffer> field : fields) {
      field.accept(body.writeByte(','));
    }
    return body.writeByte('}');
  }

  private static MockResponse list() {
    Buffer body = new Buffer().writeUtf8("{\"totalItems\":60,\"pageNumber\":1,\"items\":[");
    for (int i = 0; i < 60; i++) {
      writeTask(i == 0 ? body : body.writeByte(','), "t-" + i, b -> text(b, "output", 'x', MIB));
    }
    return ok(body.writeUtf8("]}"));
  }

  private static void steps(Buffer body, int count, int length) {
    String step = STEP.formatted("x".repeat(length));
    body.writeUtf8("\"steps\":[").writeUtf8(step);
    for (int i = 1; i < count; i++) {
      body.writeByte(',').writeUtf8(step);
    }
    body.writeByte(']');
  }

  private static void fields(Buffer body) {
    for (int i = 0; body.size() < 12 * MIB; i++) {
      body.writeUtf8("\"field-" + i + "\":{},");
    }
    body.writeUtf8("\"last\":0");
  }

  /** Writes a text of characters, each followed by how often it is wanted. */
  private static void text(Buffer body, String name, int... runs) {
    body.writeUtf8("\"" + name + "\":\"");
    for (int i = 0; i < runs.length; i += 2) {
      body.writeUtf8(Character.toString(runs[i]).repeat(runs[i + 1]));
    }
    body.writeByte('"');
  }

  private static Buffer repeat(Buffer body, String text, int mebibytes) {
    byte[] block = text.repeat(MIB / text.length()).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < mebibytes; i++) {
      body.write(block);
    }
    return body;
  }

  private static MockResponse ok(Buffer body) {
    return new MockResponse.Builder().body(body).build();
  }
}
