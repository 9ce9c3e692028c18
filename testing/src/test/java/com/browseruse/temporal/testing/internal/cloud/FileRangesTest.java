package com.browseruse.temporal.testing.internal.cloud;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRangesTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0-9, 0123456789",
    "bytes=4-, 4-9, 456789",
    "bytes=4-6, 4-6, 456",
    "bytes=9-9, 9-9, 9",
    "bytes=4-1000, 4-9, 456789",
    "bytes=-3, 7-9, 789",
    "bytes=-1000, 0-9, 0123456789",
  })
  void aPartIsServed(String range, String served, String content) {
    HttpResult result = fetch(text("0123456789"), range);
    assertThat(result.status()).isEqualTo(206);
    assertThat(header(result, "Content-Range")).isEqualTo("bytes " + served + "/10");
    assertThat(result.text()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
  void aRangeBeyondTheEndIsRefused(String range) {
    HttpResult result = fetch(text("0123456789"), range);
    assertThat(result.status()).isEqualTo(416);
    assertThat(header(result, "Content-Range")).isEqualTo("bytes */10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-3", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"})
  void aRangeWithoutSenseIsPassedOver(String range) {
    HttpResult result = fetch(text("0123456789"), range);
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.text()).isEqualTo("0123456789");
  }

  @Test
  void aWholeFileSaysThatItCanBeResumed() {
    HttpResult result = fetch(text("0123456789"));
    assertThat(result.status()).isEqualTo(200);
    assertThat(header(result, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(result, "ETag")).matches("\"\\w+\"");
    assertThat(header(fetch(text("0123456788")), "ETag")).isNotEqualTo(header(result, "ETag"));
  }

  @Test
  void anEmptyFileHasNoPart() {
    String link = text("");
    assertThat(fetch(link).status()).isEqualTo(200);
    assertThat(fetch(link, "bytes=0-").status()).isEqualTo(416);
  }

  @Test
  void aFileThatChangedIsServedWhole() {
    String id = fixture.create("t");
    fixture.clock.advance("PT2S");
    String link = fixture.get(V2 + "/tasks/" + id + "/logs").at("downloadUrl");
    String tag = header(fetch(link), "ETag");
    assertThat(fetch(link, "bytes=5-", "If-Range", tag).status()).isEqualTo(206);
    fixture.clock.advance("PT1S");
    HttpResult whole = fetch(link, "bytes=5-", "If-Range", tag);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.text().lines()).hasSize(4);
  }

  @Test
  void aBrokenDownloadIsResumedWhereItBroke() throws IOException {
    String link = file(Scenario.File.ofSize("big.bin", 1_000_003));
    byte[] whole = fetch(link).response().body();
    assertThat(whole).hasSize(1_000_003);
    fixture.emulator.addFault(
        Fault.on("GET", "^/downloads/").times(1).disconnect(Fault.Disconnect.MID_BODY).build());
    byte[] start = asMuchAsComes(link);
    assertThat(start).hasSize(500_001);
    byte[] rest = fetch(link, "bytes=500001-").response().body();
    byte[] joined = new byte[start.length + rest.length];
    System.arraycopy(start, 0, joined, 0, start.length);
    System.arraycopy(rest, 0, joined, start.length, rest.length);
    assertThat(joined).isEqualTo(whole);
  }

  @Test
  void aPartMayBreakOffToo() throws IOException {
    String link = text("0123456789");
    fixture.emulator.addFault(
        Fault.on("GET", "^/downloads/").disconnect(Fault.Disconnect.MID_BODY).build());
    URLConnection connection = URI.create(link).toURL().openConnection();
    connection.setRequestProperty("Range", "bytes=4-7");
    assertThat(asMuchAsComes(connection)).isEqualTo(new byte[] {'4', '5'});
  }

  @Test
  void generatedContentNumbersItsLines() {
    HttpResult result = fetch(file(Scenario.File.ofSize("a.bin", 40)));
    assertThat(result.text()).isEqualTo("000000000000000\n000000000000001\n00000000");
    assertThat(header(result, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(fetch(file(Scenario.File.ofSize("none.bin", 0))).text()).isEmpty();
  }

  @Test
  void twoGigabytesTakeNoMemory() {
    String link = file(Scenario.File.ofSize("huge.bin", Integer.MAX_VALUE));
    HttpResult result = fetch(link, "bytes=-17");
    assertThat(header(result, "Content-Range")).isEqualTo("bytes 2147483630-2147483646/2147483647");
    assertThat(result.text()).isEqualTo("e\n000000007ffffff");
  }

  @Test
  void aSizeIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.File.ofSize("a", -1))
        .withMessage("size must be at least 0.");
  }

  private String text(String text) {
    return file(Scenario.File.of("a.txt", text));
  }

  private String file(Scenario.File file) {
    fixture.scenario(Scenario.newBuilder().outputFiles(List.of(file)));
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    String fileId = fixture.view(id).at("outputFiles/0/id");
    return fixture.get(V2 + "/files/tasks/" + id + "/output-files/" + fileId).at("downloadUrl");
  }

  private HttpResult fetch(String link) {
    return fixture.send(HttpRequest.newBuilder(URI.create(link)).GET());
  }

  private HttpResult fetch(String link, String range, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link)).header("Range", range);
    return fixture.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResult result, String name) {
    return result.response().headers().firstValue(name).orElse("");
  }

  private static byte[] asMuchAsComes(String link) throws IOException {
    return asMuchAsComes(URI.create(link).toURL().openConnection());
  }

  /** What came until the connection was cut; java.net.http would keep it to itself. */
  private static byte[] asMuchAsComes(URLConnection connection) throws IOException {
    java.io.ByteArrayOutputStream result = new java.io.ByteArrayOutputStream();
    try (InputStream in = connection.getInputStream()) {
      in.transferTo(result);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("Premature EOF");
    }
    return result.toByteArray();
  }
}
