package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.EmulatorFixture.V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Contract;
import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.Scenario;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V1ContractTest {

  private static final String NOBODY = UUID.randomUUID().toString();

  private final Contract contract = new Contract("v1");
  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(3));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyResponseFitsTheContract() {
    fixture.scenario(Scenario.matching("fail").outcome(Scenario.Outcome.FAILED));
    walkThroughALife();
    walkThroughControl();
    walkThroughErrors();
    assertThat(contract.checked()).containsExactlyInAnyOrderElementsOf(contract.routes());
  }

  private void walkThroughALife() {
    String id =
        contract
            .check(
                "POST /run-task",
                200,
                fixture.runV1With(
                    """
                {"task": "t", "save_browser_data": true, "enable_public_share": true,
                 "included_file_names": ["a.txt"], "metadata": {"k": "v"}}
                """))
            .at("id");
    String failing = fixture.runV1("fail");
    for (String pause : new String[] {"PT0S", "PT1S", "PT1S", "PT10S"}) {
      fixture.clock.advance(pause);
      for (String task : new String[] {id, failing}) {
        contract.check("GET /task/{}", 200, fixture.viewV1(task));
        contract.check("GET /task/{}/status", 200, fixture.get(V1 + "/task/" + task + "/status"));
      }
      contract.check("GET /tasks", 200, fixture.get(V1 + "/tasks"));
    }
    String files = V1 + "/task/" + id + "/output-file/";
    String name = fixture.viewV1(id).at("output_files/0");
    contract.check("GET /task/{}/output-file/{}", 200, fixture.get(files + name));
    contract.check("GET /task/{}/output-file/{}", 404, fixture.get(files + "nothing.txt"));
    contract.check(
        "GET /task/{}/output-file/{}", 404, fixture.get(files.replace(id, NOBODY) + name));
  }

  private void walkThroughControl() {
    String id = fixture.runV1("t");
    fixture.runV1("t");
    fixture.runV1("t");
    contract.check("POST /run-task", 429, fixture.runV1With("{\"task\": \"t\"}"));
    for (String action : new String[] {"pause", "resume", "stop"}) {
      contract.check("PUT /" + action + "-task", 200, fixture.actV1(id, action));
      contract.check("GET /task/{}", 200, fixture.viewV1(id));
      contract.check("PUT /" + action + "-task", 404, fixture.actV1(NOBODY, action));
      contract.check("PUT /" + action + "-task", 422, fixture.put(V1 + "/" + action + "-task"));
      withoutKey("PUT", "/" + action + "-task");
    }
  }

  private void walkThroughErrors() {
    contract.check("POST /run-task", 422, fixture.runV1With("{}"));
    contract.check("GET /tasks", 422, fixture.get(V1 + "/tasks?limit=101"));
    contract.check("GET /task/{}", 404, fixture.viewV1(NOBODY));
    contract.check("GET /task/{}/status", 404, fixture.get(V1 + "/task/" + NOBODY + "/status"));
    withoutKey("POST", "/run-task");
    withoutKey("GET", "/tasks");
    withoutKey("GET", "/task/{}");
    withoutKey("GET", "/task/{}/status");
    withoutKey("GET", "/task/{}/output-file/{}");
  }

  private void withoutKey(String method, String route) {
    String path = V1 + route.replace("{}", NOBODY);
    contract.check(
        method + " " + route,
        401,
        fixture.send(
            HttpRequest.newBuilder(fixture.request(path).build().uri())
                .method(method, BodyPublishers.noBody())));
  }
}
