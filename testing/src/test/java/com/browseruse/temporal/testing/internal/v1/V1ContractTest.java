package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.Lab.V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Contract;
import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
import com.browseruse.temporal.testing.Scenario;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V1ContractTest {

  private static final String NOBODY = UUID.randomUUID().toString();

  private final Contract contract = new Contract("v1");
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
    walkThroughControl();
    walkThroughErrors();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(contract.played());
  }

  private void walkThroughALife() {
    String id =
        checked(
                "POST /run-task",
                200,
                lab.runV1With(
                    """
                {"task": "t", "save_browser_data": true, "enable_public_share": true,
                 "included_file_names": ["a.txt"], "metadata": {"k": "v"}}
                """))
            .at("id");
    String failing = lab.runV1("fail");
    for (String pause : new String[] {"PT0S", "PT1S", "PT1S", "PT10S"}) {
      lab.clock.advance(pause);
      for (String task : new String[] {id, failing}) {
        checked("GET /task/{}", 200, lab.viewV1(task));
        checked("GET /task/{}/status", 200, lab.get(V1 + "/task/" + task + "/status"));
      }
      checked("GET /tasks", 200, lab.get(V1 + "/tasks"));
    }
    String files = V1 + "/task/" + id + "/output-file/";
    String name = lab.viewV1(id).at("output_files/0");
    checked("GET /task/{}/output-file/{}", 200, lab.get(files + name));
    checked("GET /task/{}/output-file/{}", 404, lab.get(files + "nothing.txt"));
    checked("GET /task/{}/output-file/{}", 404, lab.get(files.replace(id, NOBODY) + name));
  }

  private void walkThroughControl() {
    String id = lab.runV1("t");
    lab.runV1("t");
    lab.runV1("t");
    checked("POST /run-task", 429, lab.runV1With("{\"task\": \"t\"}"));
    for (String action : new String[] {"pause", "resume", "stop"}) {
      checked("PUT /" + action + "-task", 200, lab.actV1(id, action));
      checked("GET /task/{}", 200, lab.viewV1(id));
      checked("PUT /" + action + "-task", 404, lab.actV1(NOBODY, action));
      checked("PUT /" + action + "-task", 422, lab.put(V1 + "/" + action + "-task"));
      withoutKey("PUT", "/" + action + "-task");
    }
  }

  private void walkThroughErrors() {
    checked("POST /run-task", 422, lab.runV1With("{}"));
    checked("GET /tasks", 422, lab.get(V1 + "/tasks?limit=101"));
    checked("GET /task/{}", 404, lab.viewV1(NOBODY));
    checked("GET /task/{}/status", 404, lab.get(V1 + "/task/" + NOBODY + "/status"));
    withoutKey("POST", "/run-task");
    withoutKey("GET", "/tasks");
    withoutKey("GET", "/task/{}");
    withoutKey("GET", "/task/{}/status");
    withoutKey("GET", "/task/{}/output-file/{}");
  }

  private void withoutKey(String method, String route) {
    String path = V1 + route.replace("{}", NOBODY);
    checked(
        method + " " + route,
        401,
        lab.send(
            HttpRequest.newBuilder(lab.request(path).build().uri())
                .method(method, BodyPublishers.noBody())));
  }

  private Got checked(String route, int status, Got got) {
    assertThat(got.status()).as(got.text()).isEqualTo(status);
    assertThat(contract.problems(route, status, got.json())).isEmpty();
    seen.add(route + " " + status);
    return got;
  }
}
