package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import okio.Buffer;

/** Whatever a server says, a call ends with a value or with a {@link BrowserUseException}. */
class AnyResponseTest {

  /** Each is an exchange over a socket, and takes its time. */
  static final int TRIES = 25;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MockWebServer SERVER = new MockWebServer();
  private static final Map<ApiVersion, BrowserUseClient> CLIENTS = new EnumMap<>(ApiVersion.class);
  private static volatile MockResponse answer;

  /** Sound answers to spoil. */
  private static final List<String> SOUND =
      List.of(
          "{\"id\":\"t\",\"sessionId\":\"s\",\"status\":\"finished\",\"cost\":\"0.1\","
              + "\"createdAt\":\"2026-08-01T10:00:00Z\",\"metadata\":{\"a\":\"b\"},\"output\":\"o\","
              + "\"steps\":[{\"number\":1,\"nextGoal\":\"g\",\"duration\":1.5,\"actions\":[\"a\"]}],"
              + "\"outputFiles\":[{\"id\":\"f\",\"fileName\":\"n\"}],\"isSuccess\":true}",
          "{\"id\":\"t\",\"status\":\"running\",\"created_at\":\"2026-08-01T10:00:00\","
              + "\"steps\":[{\"step\":1,\"next_goal\":\"g\"}],\"output_files\":[\"a\"],"
              + "\"metadata\":null,\"browser_data\":{\"cookies\":[]},\"live_url\":\"https://l\"}",
          "{\"items\":[{\"id\":\"t\",\"status\":\"started\"}],\"totalItems\":1,\"pageNumber\":1,"
              + "\"pageSize\":100}",
          "{\"tasks\":[{\"id\":\"t\",\"status\":\"paused\"}],\"total_pages\":1,\"page\":1,"
              + "\"limit\":100,\"total_count\":1}",
          "{\"downloadUrl\":\"https://f.example/x\",\"download_url\":\"https://f.example/x\"}",
          "{\"detail\":[{\"loc\":[\"body\",0],\"msg\":\"m\",\"type\":\"t\"}],\"error\":\"e\","
              + "\"retry_after_seconds\":5}",
          "\"running\"");

  /** What the adapters look for, and one name that they do not know. */
  private static final List<String> NAMES =
      List.of(
          "id",
          "status",
          "steps",
          "items",
          "tasks",
          "metadata",
          "output",
          "cost",
          "createdAt",
          "created_at",
          "number",
          "step",
          "actions",
          "duration",
          "outputFiles",
          "output_files",
          "totalItems",
          "total_count",
          "total_pages",
          "page",
          "pageNumber",
          "pageSize",
          "limit",
          "downloadUrl",
          "download_url",
          "detail",
          "msg",
          "loc",
          "message",
          "error",
          "code",
          "retry_after_seconds",
          "isSuccess",
          "live_url",
          "unknown");

  private static final List<JsonNode> LEAVES =
      List.of(
          NullNode.getInstance(),
          BooleanNode.TRUE,
          IntNode.valueOf(-1),
          IntNode.valueOf(0),
          IntNode.valueOf(1),
          LongNode.valueOf(Long.MAX_VALUE),
          BigIntegerNode.valueOf(BigInteger.TEN.pow(300)),
          DoubleNode.valueOf(0.1),
          DoubleNode.valueOf(Double.MAX_VALUE),
          TextNode.valueOf(""),
          TextNode.valueOf(" \u0000\ud800"),
          TextNode.valueOf("t"),
          TextNode.valueOf("running"),
          TextNode.valueOf("2026-08-01T10:00:00Z"),
          TextNode.valueOf("99999-99-99T99:99:99+99:99"),
          TextNode.valueOf("https://f.example/x"));

  private static final List<Consumer<BrowserUseClient>> CALLS =
      List.of(
          c -> c.createTask(TaskRequest.newBuilder("T").build()),
          c -> c.getTask("t"),
          c -> c.getTaskSnapshot("t"),
          c -> c.updateTask("t", Task.Action.PAUSE),
          c -> c.getOutputFile("t", "f"),
          c -> c.listTasks(Task.Query.all()).items().forEach(Task::lastStep));

  @BeforeContainer
  static void start() throws IOException {
    SERVER.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
    SERVER.start(InetAddress.getLoopbackAddress(), 0);
    for (ApiVersion version : ApiVersion.values()) {
      CLIENTS.put(
          version,
          BrowserUseClient.create(
              BrowserUseClientOptions.newBuilder(Api.KEY)
                  .baseUrl(URI.create("http://127.0.0.1:" + SERVER.getPort()))
                  .apiVersion(version)
                  .build()));
    }
  }

  @AfterContainer
  static void stop() {
    CLIENTS.values().forEach(BrowserUseClient::close);
    SERVER.close();
  }

  @Property(tries = AnyResponseTest.TRIES, edgeCases = EdgeCasesMode.NONE)
  void bytesWithoutSense(
      @ForAll ApiVersion version,
      @ForAll("calls") Consumer<BrowserUseClient> call,
      @ForAll("statuses") int status,
      @ForAll byte[] body) {
    check(version, call, status, body);
  }

  @Property(tries = AnyResponseTest.TRIES, edgeCases = EdgeCasesMode.NONE)
  void treesOfAnyShape(
      @ForAll ApiVersion version,
      @ForAll("calls") Consumer<BrowserUseClient> call,
      @ForAll("statuses") int status,
      @ForAll("trees") JsonNode tree) {
    check(version, call, status, bytes(tree.toString()));
  }

  @Property(tries = AnyResponseTest.TRIES, edgeCases = EdgeCasesMode.NONE)
  void answersThatWereCutShort(
      @ForAll ApiVersion version,
      @ForAll("calls") Consumer<BrowserUseClient> call,
      @ForAll("statuses") int status,
      @ForAll("sound") String sound,
      @ForAll int place) {
    byte[] body = bytes(sound);
    check(version, call, status, Arrays.copyOf(body, Math.floorMod(place, body.length)));
  }

  @Property(tries = AnyResponseTest.TRIES, edgeCases = EdgeCasesMode.NONE)
  void answersOfWhichOneByteIsAnother(
      @ForAll ApiVersion version,
      @ForAll("calls") Consumer<BrowserUseClient> call,
      @ForAll("statuses") int status,
      @ForAll("sound") String sound,
      @ForAll int place,
      @ForAll byte other) {
    byte[] body = bytes(sound);
    body[Math.floorMod(place, body.length)] = other;
    check(version, call, status, body);
  }

  @Property(tries = AnyResponseTest.TRIES, edgeCases = EdgeCasesMode.NONE)
  void answersOfWhichOneValueIsAnother(
      @ForAll ApiVersion version,
      @ForAll("calls") Consumer<BrowserUseClient> call,
      @ForAll("statuses") int status,
      @ForAll("sound") String sound,
      @ForAll("trees") JsonNode other,
      @ForAll int place)
      throws IOException {
    JsonNode tree = JSON.readTree(sound);
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    if (tree instanceof ObjectNode object) {
      object.set(names.get(Math.floorMod(place, names.size())), other);
    }
    check(version, call, status, bytes(tree.toString()));
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(200)),
        Tuple.of(1, Arbitraries.of(201, 202, 301, 400, 401, 404, 422, 429, 500, 503, 599)));
  }

  @Provide
  Arbitrary<String> sound() {
    return Arbitraries.of(SOUND);
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    return Arbitraries.randomValue(random -> tree(random, 5));
  }

  @Provide
  Arbitrary<Consumer<BrowserUseClient>> calls() {
    return Arbitraries.of(CALLS);
  }

  private static JsonNode tree(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 6);
    if (kind == 6) {
      ArrayNode array = JSON.createArrayNode();
      random.ints(random.nextInt(4)).forEach(i -> array.add(tree(random, depth - 1)));
      return array;
    }
    if (kind == 7) {
      ObjectNode object = JSON.createObjectNode();
      random
          .ints(random.nextInt(8), 0, NAMES.size())
          .forEach(i -> object.set(NAMES.get(i), tree(random, depth - 1)));
      return object;
    }
    return LEAVES.get(random.nextInt(LEAVES.size()));
  }

  private static void check(
      ApiVersion version, Consumer<BrowserUseClient> call, int status, byte[] body) {
    answer = new MockResponse.Builder().code(status).body(new Buffer().write(body)).build();
    try {
      call.accept(CLIENTS.get(version));
    } catch (BrowserUseException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(1200);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
