package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.browseruse.temporal.testing.Contract;
import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
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
  private final Lab lab = new Lab(builder -> builder.sessionLimit(3));
  private final Set<String> seen = new TreeSet<>();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void everyAnswerFitsTheContract() {
    lab.scenario(Scenario.matching("fail").outcome(Scenario.Outcome.FAILED));
    walkThroughALife();
    walkThroughSessions();
    walkThroughWhatASessionOffers();
    walkThroughErrors();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(contract.played());
  }

  @Test
  void theContractAgreesWithTheProvidersDescription() throws IOException {
    String file = System.getProperty("BROWSER_USE_OPENAPI", System.getenv("BROWSER_USE_OPENAPI"));
    assumeTrue(file != null, "BROWSER_USE_OPENAPI does not name the provider's description");
    Map<String, String> provider =
        new ProviderDescription(Json.read(Files.readAllBytes(Path.of(file)))).answers();
    Map<String, String> ours = contract.described();
    Set<String> routes = new TreeSet<>();
    ours.keySet().forEach(answer -> routes.add(route(answer)));
    provider.keySet().removeIf(answer -> !routes.contains(route(answer)));
    assertThat(ours.keySet()).isEqualTo(provider.keySet());
    ours.forEach((answer, type) -> assertThat(type).as(answer).isEqualTo(provider.get(answer)));
    System.out.println(ours.size() + " answers of " + routes.size() + " routes agree with " + file);
  }

  private void walkThroughALife() {
    String id = id(checked("POST /tasks", 202, createCall("{\"task\": \"t\", \"judge\": true}")));
    String failing = id(createCall("{\"task\": \"fail\", \"metadata\": {\"k\": \"v\"}}"));
    String stopped = id(createCall("{\"task\": \"t\"}"));
    for (String pause : new String[] {"PT0S", "PT1S", "PT1S", "PT10S"}) {
      lab.clock.advance(pause);
      for (String task : new String[] {id, failing, stopped}) {
        look("GET /tasks/{}", "/tasks/" + task);
        look("GET /tasks/{}/status", "/tasks/" + task + "/status");
        look("GET /tasks/{}/logs", "/tasks/" + task + "/logs");
      }
      look("GET /tasks", "/tasks");
      look("GET /sessions", "/sessions");
      checked("PATCH /tasks/{}", 200, lab.act(stopped, "stop"));
    }
    assertThat(lab.view(id).at("status")).isEqualTo("finished");
    assertThat(lab.view(failing).at("status")).isEqualTo("failed");
    assertThat(lab.view(stopped).at("status")).isEqualTo("stopped");
    String file = lab.view(id).at("outputFiles/0/id");
    String files = "/files/tasks/" + id + "/output-files";
    look("GET /files/tasks/{}/output-files/{}", files + "/" + file);
    checked("GET /files/tasks/{}/output-files/{}", 404, lab.get(V2 + files + NOBODY));
    checked("GET /files/tasks/{}/output-files/{}", 422, lab.get(V2 + files + NO_ID));
  }

  private void walkThroughSessions() {
    String id = id(checked("POST /sessions", 201, lab.post(V2 + "/sessions", "{}")));
    String other = id(lab.post(V2 + "/sessions", "{}"));
    String inSession = "{\"task\": \"t\", \"sessionId\": \"" + id + "\"}";
    createCall(inSession);
    checked("POST /tasks", 400, createCall(inSession));
    look("GET /sessions/{}", "/sessions/" + id);
    createCall("{\"task\": \"t\"}");
    checked("POST /tasks", 429, createCall("{\"task\": \"t\"}"));
    checked("POST /sessions", 429, lab.post(V2 + "/sessions", "{}"));
    look("GET /billing/account", "/billing/account");
    String stop = "{\"action\": \"stop\"}";
    checked("PATCH /sessions/{}", 200, lab.patch(V2 + "/sessions/" + id, stop));
    checked("POST /tasks", 400, createCall(inSession));
    look("GET /sessions/{}", "/sessions/" + id);
    look("GET /sessions", "/sessions");
    checked("DELETE /sessions/{}", 204, lab.delete(V2 + "/sessions/" + other));
  }

  private void walkThroughWhatASessionOffers() {
    String session = lab.get(V2 + "/sessions").at("items/0/id");
    String file = "{\"fileName\": \"a.csv\", \"contentType\": \"text/csv\", \"sizeBytes\": 1}";
    for (String one : new String[] {"/" + session, NOBODY, NO_ID}) {
      boolean known = one.endsWith(session);
      int otherwise = one.equals(NO_ID) ? 422 : 404;
      String upload = V2 + "/files/sessions" + one + "/presigned-url";
      checked(
          "POST /files/sessions/{}/presigned-url", known ? 200 : otherwise, lab.post(upload, file));
      String sessions = V2 + "/sessions" + one;
      checked(
          "POST /sessions/{}/purge", known ? 403 : otherwise, lab.post(sessions + "/purge", ""));
      String share = sessions + "/public-share";
      String route = " /sessions/{}/public-share";
      checked("GET" + route, otherwise, lab.get(share));
      checked("POST" + route, known ? 201 : otherwise, lab.post(share, ""));
      checked("GET" + route, known ? 200 : otherwise, lab.get(share));
      checked("GET /sessions/{}", known ? 200 : otherwise, lab.get(sessions));
      checked("DELETE" + route, known ? 204 : otherwise, lab.delete(share));
    }
  }

  private void walkThroughErrors() {
    for (String what : new String[] {"/tasks", "/sessions"}) {
      String one = what + "/{}";
      checked("POST " + what, 422, lab.post(V2 + what, "[]"));
      checked("GET " + what, 422, lab.get(V2 + what + "?pageSize=0"));
      checked("GET " + one, 404, lab.get(V2 + what + NOBODY));
      checked("GET " + one, 422, lab.get(V2 + what + NO_ID));
      String stop = "{\"action\": \"stop\"}";
      checked("PATCH " + one, 404, lab.patch(V2 + what + NOBODY, stop));
      checked("PATCH " + one, 422, lab.patch(V2 + what + NOBODY, "{}"));
    }
    checked("DELETE /sessions/{}", 404, lab.delete(V2 + "/sessions" + NOBODY));
    checked("DELETE /sessions/{}", 422, lab.delete(V2 + "/sessions" + NO_ID));
    for (String part : new String[] {"/status", "/logs"}) {
      checked("GET /tasks/{}" + part, 404, lab.get(V2 + "/tasks" + NOBODY + part));
      checked("GET /tasks/{}" + part, 422, lab.get(V2 + "/tasks" + NO_ID + part));
    }
    String nowhere = "\"sessionId\": \"" + NOBODY.substring(1) + "\"";
    checked("POST /tasks", 404, createCall("{\"task\": \"t\", " + nowhere + "}"));
    checked("POST /tasks", 401, withoutKey("/tasks", "POST"));
    checked("GET /tasks", 401, withoutKey("/tasks", "GET"));
    checked("GET /billing/account", 401, withoutKey("/billing/account", "GET"));
  }

  private void look(String route, String path) {
    checked(route, 200, lab.get(V2 + path));
  }

  private Got createCall(String body) {
    return lab.createWith(body);
  }

  private Got withoutKey(String path, String method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lab.request(V2 + path).build().uri())
            .method(method, HttpRequest.BodyPublishers.noBody());
    return lab.send(request);
  }

  private Got checked(String route, int status, Got got) {
    assertThat(got.status()).as(got.text()).isEqualTo(status);
    assertThat(contract.problems(route, status, got.json())).isEmpty();
    seen.add(route + " " + status);
    return got;
  }

  private static String id(Got got) {
    return got.at("id");
  }

  private static String route(String answer) {
    return answer.substring(0, answer.lastIndexOf(' '));
  }
}
