package com.browseruse.temporal.testing.internal.cloud;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeTaskTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anOutputMayBeLarge() {
    fixture.scenario(Scenario.newBuilder().outputSize(20_000_000));
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    String output = fixture.get(V2 + "/tasks/" + id + "/status").json().get("output").textValue();
    assertThat(output.length()).isEqualTo(20_000_000);
    assertThat(output).startsWith("000000000000000\n000000000000001\n");
  }

  @Test
  void aTaskMayHaveFiveThousandSteps() {
    fixture.scenario(Scenario.newBuilder().steps(5000).stepDuration(Duration.ofMillis(1)));
    String id = fixture.createWith("{\"task\": \"t\", \"maxSteps\": 5000}").at("id");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).json().get("steps")).hasSize(5000);
    assertThat(fixture.view(id).at("status")).isEqualTo("finished");
  }

  @Test
  void theSizeOfAnOutputHasBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.newBuilder().outputSize(100_000_001))
        .withMessage("outputSize must be from 0 to 100000000.");
  }

  @Test
  void sizesCanBeToldOverHttp() {
    String scenario =
        "{\"outputSize\": 17, \"outputFiles\": [{\"fileName\": \"a.bin\", \"size\": 16}]}";
    assertThat(fixture.post("/__admin/scenarios", scenario).status()).isEqualTo(200);
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).at("output")).isEqualTo("000000000000000\n0");
    assertThat(fixture.view(id).at("outputFiles/0/fileName")).isEqualTo("a.bin");
  }
}
