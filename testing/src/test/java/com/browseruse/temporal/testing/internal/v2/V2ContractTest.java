package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.browseruse.temporal.testing.Contract;
import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.ProviderDescription;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V2ContractTest {

  private static final String NOBODY = "/" + UUID.randomUUID();
  private static final String NO_ID = "/no-id";

  private final Contract contract = new Contract("v2");
  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(3));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyResponseFitsTheContract() {
    fixture.scenario(Scenario.matching("fail").outcome(Scenario.Outcome.FAILED));
    walkThroughALife();
    walkThroughSessions();
    walkThroughWhatASessionOffers();
    walkThroughErrors();
    assertThat(contract.checked()).containsExactlyInAnyOrderElementsOf(contract.routes());
  }

  @Test
  void theContractAgreesWithTheProvidersDescription() throws IOException {
    String file = System.getProperty("BROWSER_USE_OPENAPI", System.getenv("BROWSER_USE_OPENAPI"));
    assumeTrue(file != null, "BROWSER_USE_OPENAPI does not name the provider's description");
    Map<String, String> provider =
        new ProviderDescription(Json.read(Files.readAllBytes(Path.of(file)))).responses();
    Map<String, String> ours = contract.described();
    Set<String> routes = new TreeSet<>();
    ours.keySet().forEach(response -> routes.add(route(response)));
    provider.keySet().removeIf(response -> !routes.contains(route(response)));
    assertThat(ours.keySet()).isEqualTo(provider.keySet());
    ours.forEach(
        (response, type) -> assertThat(type).as(response).isEqualTo(provider.get(response)));
    System.out.println(
        ours.size() + " responses of " + routes.size() + " routes agree with " + file);
  }

  private void walkThroughALife() {
    String id =
        id(contract.check("POST /tasks", 202, createCall("{\"task\": \"t\", \"judge\": true}")));
    String failing = id(createCall("{\"task\": \"fail\", \"metadata\": {\"k\": \"v\"}}"));
    String stopped = id(createCall("{\"task\": \"t\"}"));
    for (String pause : new String[] {"PT0S", "PT1S", "PT1S", "PT10S"}) {
      fixture.clock.advance(pause);
      for (String task : new String[] {id, failing, stopped}) {
        look("GET /tasks/{}", "/tasks/" + task);
        look("GET /tasks/{}/status", "/tasks/" + task + "/status");
        look("GET /tasks/{}/logs", "/tasks/" + task + "/logs");
      }
      look("GET /tasks", "/tasks");
      look("GET /sessions", "/sessions");
      contract.check("PATCH /tasks/{}", 200, fixture.act(stopped, "stop"));
    }
    assertThat(fixture.view(id).at("status")).isEqualTo("finished");
    assertThat(fixture.view(failing).at("status")).isEqualTo("failed");
    assertThat(fixture.view(stopped).at("status")).isEqualTo("stopped");
    String file = fixture.view(id).at("outputFiles/0/id");
    String files = "/files/tasks/" + id + "/output-files";
    look("GET /files/tasks/{}/output-files/{}", files + "/" + file);
    contract.check("GET /files/tasks/{}/output-files/{}", 404, fixture.get(V2 + files + NOBODY));
    contract.check("GET /files/tasks/{}/output-files/{}", 422, fixture.get(V2 + files + NO_ID));
  }

  private void walkThroughSessions() {
    String id = id(contract.check("POST /sessions", 201, fixture.post(V2 + "/sessions", "{}")));
    String other = id(fixture.post(V2 + "/sessions", "{}"));
    String inSession = "{\"task\": \"t\", \"sessionId\": \"" + id + "\"}";
    createCall(inSession);
    contract.check("POST /tasks", 400, createCall(inSession));
    look("GET /sessions/{}", "/sessions/" + id);
    createCall("{\"task\": \"t\"}");
    contract.check("POST /tasks", 429, createCall("{\"task\": \"t\"}"));
    contract.check("POST /sessions", 429, fixture.post(V2 + "/sessions", "{}"));
    look("GET /billing/account", "/billing/account");
    String stop = "{\"action\": \"stop\"}";
    contract.check("PATCH /sessions/{}", 200, fixture.patch(V2 + "/sessions/" + id, stop));
    contract.check("POST /tasks", 400, createCall(inSession));
    look("GET /sessions/{}", "/sessions/" + id);
    look("GET /sessions", "/sessions");
    contract.check("DELETE /sessions/{}", 204, fixture.delete(V2 + "/sessions/" + other));
  }

  private void walkThroughWhatASessionOffers() {
    String session = fixture.get(V2 + "/sessions").at("items/0/id");
    String file = "{\"fileName\": \"a.csv\", \"contentType\": \"text/csv\", \"sizeBytes\": 1}";
    for (String one : new String[] {"/" + session, NOBODY, NO_ID}) {
      boolean known = one.endsWith(session);
      int otherwise = one.equals(NO_ID) ? 422 : 404;
      String upload = V2 + "/files/sessions" + one + "/presigned-url";
      contract.check(
          "POST /files/sessions/{}/presigned-url",
          known ? 200 : otherwise,
          fixture.post(upload, file));
      String sessions = V2 + "/sessions" + one;
      contract.check(
          "POST /sessions/{}/purge",
          known ? 403 : otherwise,
          fixture.post(sessions + "/purge", ""));
      String share = sessions + "/public-share";
      String route = " /sessions/{}/public-share";
      contract.check("GET" + route, otherwise, fixture.get(share));
      contract.check("POST" + route, known ? 201 : otherwise, fixture.post(share, ""));
      contract.check("GET" + route, known ? 200 : otherwise, fixture.get(share));
      contract.check("GET /sessions/{}", known ? 200 : otherwise, fixture.get(sessions));
      contract.check("DELETE" + route, known ? 204 : otherwise, fixture.delete(share));
    }
  }

  private void walkThroughErrors() {
    for (String what : new String[] {"/tasks", "/sessions"}) {
      String one = what + "/{}";
      contract.check("POST " + what, 422, fixture.post(V2 + what, "[]"));
      contract.check("GET " + what, 422, fixture.get(V2 + what + "?pageSize=0"));
      contract.check("GET " + one, 404, fixture.get(V2 + what + NOBODY));
      contract.check("GET " + one, 422, fixture.get(V2 + what + NO_ID));
      String stop = "{\"action\": \"stop\"}";
      contract.check("PATCH " + one, 404, fixture.patch(V2 + what + NOBODY, stop));
      contract.check("PATCH " + one, 422, fixture.patch(V2 + what + NOBODY, "{}"));
    }
    contract.check("DELETE /sessions/{}", 404, fixture.delete(V2 + "/sessions" + NOBODY));
    contract.check("DELETE /sessions/{}", 422, fixture.delete(V2 + "/sessions" + NO_ID));
    for (String part : new String[] {"/status", "/logs"}) {
      contract.check("GET /tasks/{}" + part, 404, fixture.get(V2 + "/tasks" + NOBODY + part));
      contract.check("GET /tasks/{}" + part, 422, fixture.get(V2 + "/tasks" + NO_ID + part));
    }
    String nowhere = "\"sessionId\": \"" + NOBODY.substring(1) + "\"";
    contract.check("POST /tasks", 404, createCall("{\"task\": \"t\", " + nowhere + "}"));
    contract.check("POST /tasks", 401, withoutKey("/tasks", "POST"));
    contract.check("GET /tasks", 401, withoutKey("/tasks", "GET"));
    contract.check("GET /billing/account", 401, withoutKey("/billing/account", "GET"));
  }

  private void look(String route, String path) {
    contract.check(route, 200, fixture.get(V2 + path));
  }

  private HttpResult createCall(String body) {
    return fixture.createWith(body);
  }

  private HttpResult withoutKey(String path, String method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fixture.request(V2 + path).build().uri())
            .method(method, HttpRequest.BodyPublishers.noBody());
    return fixture.send(request);
  }

  private static String id(HttpResult result) {
    return result.at("id");
  }

  private static String route(String response) {
    return response.substring(0, response.lastIndexOf(' '));
  }
}
