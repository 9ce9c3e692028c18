package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

class InputOptionsTest {
  @TempDir Path folder;

  @Test
  void aTextAloneLeavesTheRestToTheDefaults() {
    assertThat(read("", "Find milk").toJson()).isEqualTo(BrowserTask.of("Find milk").toJson());
  }

  @Test
  void everyOptionFindsItsField() throws IOException {
    Path schema = Files.writeString(folder.resolve("schema.json"), "{\"type\": \"object\"}");

    BrowserTask input =
        read(
            "",
            "Find milk",
            "--timeout=10m",
            "--max-cost=0.50",
            "--max-steps=7",
            "--start-url=https://shop.example",
            "--llm=some-model",
            "--session=s-1",
            "--allowed-domain=shop.example",
            "--allowed-domain=*.bank.example",
            "--secret-ref=login=env:SHOP_LOGIN",
            "--structured-output=" + schema,
            "--fail-unless-successful",
            "--expose-live-url");

    assertThat(input.request().task()).isEqualTo("Find milk");
    assertThat(input.request().maxSteps()).isEqualTo(7);
    assertThat(input.request().startUrl()).isEqualTo("https://shop.example");
    assertThat(input.request().llm()).isEqualTo("some-model");
    assertThat(input.request().sessionId()).isEqualTo("s-1");
    assertThat(input.request().allowedDomains()).containsExactly("shop.example", "*.bank.example");
    assertThat(input.secretRefs()).isEqualTo(Map.of("login", "env:SHOP_LOGIN"));
    assertThat(input.request().structuredOutput()).isEqualTo(Map.of("type", "object"));
    assertThat(input.options().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(input.options().maxCostUsd()).isEqualByComparingTo(new BigDecimal("0.5"));
    assertThat(input.options().failUnlessSuccessful()).isTrue();
    assertThat(input.options().exposeLiveUrl()).isTrue();
  }

  @Test
  void whatToCollectIsAddedToWhatTheInputCollects() {
    assertThat(read("", "a").options()).isEqualTo(BrowserTaskOptions.getDefaultInstance());
    assertThat(read("", "a", "--collect-logs").options().collectLogs()).isTrue();
    assertThat(read("", "a", "--collect-logs").options().collectOutputFiles()).isFalse();
    assertThat(
            read(
                    "{\"task\": \"a\", \"options\": {\"timeout\": \"PT5M\", \"collect\": {\"logs\":"
                        + " true}}}",
                    "--input=-",
                    "--collect-files")
                .options())
        .isEqualTo(
            BrowserTask.newBuilder("a")
                .timeout(Duration.ofMinutes(5))
                .collectLogs(true)
                .collectOutputFiles(true)
                .build()
                .options());
  }

  @Test
  void fieldsOfTheApiPassAsTheyAre() {
    BrowserTask input =
        read(
            "{\"task\": \"a\", \"extra\": {\"kept\": 1, \"use_adblock\": true}}",
            "--input=-",
            "--field=use_adblock=false",
            "--field",
            "proxy_country_code=\"d=e\"",
            "--field=files=[\"a\", \"b\"]");

    assertThat(input.request().extra())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "kept",
                1,
                "use_adblock",
                false,
                "proxy_country_code",
                "d=e",
                "files",
                List.of("a", "b")));
  }

  /** (new-user 10) */
  @Test
  void aFieldThatTheInputHasIsSetThere() {
    BrowserTask input =
        read(
            "",
            "a",
            "--field=maxSteps=3",
            "--field=judge=true",
            "--field=secretRefs={\"login\": \"env:LOGIN\"}");

    assertThat(input.request().maxSteps()).isEqualTo(3);
    assertThat(input.request().judge()).isTrue();
    assertThat(input.secretRefs()).isEqualTo(Map.of("login", "env:LOGIN"));
    assertThat(input.request().extra()).isNull();
    assertThat(
            catchThrowableOfType(
                UserError.class, () -> read("", "a", "--max-steps=2", "--field=maxSteps=1")))
        .hasMessage("--field maxSteps is given by another option as well");
  }

  /** (new-user 13) */
  @Test
  void aTextCanComeFromStandardInput() {
    assertThat(read("Find milk\n", "-").request().task()).isEqualTo("Find milk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour | must be NAME=JSON, such as",
        "=1 | must be NAME=JSON, such as",
        "colour=red | colour must be JSON, but is red (text needs quotes of its own",
        "colour= | colour must be JSON",
        "colour=1 2 | colour must be JSON",
        "task=\"b\" | --field task is given by another option as well",
        "secrets=1 | secrets must be",
        "maxSteps=\"b\" | maxSteps must be"
      })
  void aFieldThatIsNoJsonIsRefused(String field, String reason) {
    UserError error = catchThrowableOfType(UserError.class, () -> read("", "a", "--field", field));

    assertThat(error).hasMessageContaining(reason);
    assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aWholeInputIsReadFromAFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("input.json"),
            "{\"task\": \"Käse\", \"options\": {\"timeout\": \"PT5M\"}}");

    BrowserTask input = read("", "--input", file.toString());

    assertThat(input.request().task()).isEqualTo("Käse");
    assertThat(input.options().timeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void argumentsTakePrecedenceOverTheWholeInput() {
    BrowserTask input =
        read(
            "{\"task\": \"a\", \"llm\": \"kept\", \"options\": {\"timeout\": \"PT5M\","
                + " \"failUnlessSuccessful\": true}}",
            "b",
            "--input=-",
            "--timeout=1m");

    assertThat(input.request().task()).isEqualTo("b");
    assertThat(input.request().llm()).isEqualTo("kept");
    assertThat(input.options().timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(input.options().failUnlessSuccessful()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task\": \"a\", \"colour\": 1} | colour is not a known field",
        "{\"task\": \"\"} | task must be given",
        "{} | task must be given",
        "[1] | must hold one JSON object",
        "{\"task\": | is not JSON (line 1",
        "{\"task\": \"a\", \"options\": 5} | options must be an object",
        "{\"task\": \"a\", \"extra\": 5} | extra must be an object",
        "'' | must hold one JSON object"
      })
  void aWrongInputIsRefusedWithTheReason(String json, String reason) {
    UserError error =
        catchThrowableOfType(UserError.class, () -> read(json, "--input=-", "--field=a=1"));

    assertThat(error).hasMessageContaining(reason);
    assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "'  ', TEXT must not be empty",
    "--input=nowhere.json, cannot be read",
    "--llm=x, give TEXT",
  })
  void whatIsMissingIsNamed(String argument, String reason) {
    assertThat(catchThrowableOfType(UserError.class, () -> read("", argument)))
        .hasMessageContaining(reason);
  }

  @Test
  void aBudgetOfNothingIsRefused() {
    assertThat(catchThrowableOfType(UserError.class, () -> read("", "a", "--max-cost=0")))
        .hasMessageContaining("maxCostUsd must be more than zero");
  }

  private static BrowserTask read(String standardInput, String... arguments) {
    InputOptions options = new InputOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("input", mixin(options)))
        .parseArgs(arguments);
    return options.read(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
  }

  private static CommandLine.Model.CommandSpec mixin(InputOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
