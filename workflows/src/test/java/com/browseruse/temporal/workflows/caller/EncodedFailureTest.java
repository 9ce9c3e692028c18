package com.browseruse.temporal.workflows.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.run.RemoteTask;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that a codec makes unreadable, and with them, if asked for, what failures say. */
class EncodedFailureTest {
  private static final String MESSAGE = "the answer names what nobody should read";

  /** Turns each byte around. */
  private static final class Turned implements PayloadCodec {
    @Override
    public List<Payload> encode(List<Payload> payloads) {
      return payloads.stream()
          .map(
              payload ->
                  Payload.newBuilder()
                      .putMetadata("encoding", ByteString.copyFromUtf8("binary/turned"))
                      .setData(ByteString.copyFrom(turned(payload.toByteArray())))
                      .build())
          .toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
      return payloads.stream()
          .map(
              payload -> {
                try {
                  return Payload.parseFrom(turned(payload.getData().toByteArray()));
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }

    private static byte[] turned(byte[] bytes) {
      byte[] turned = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        turned[i] = (byte) ~bytes[i];
      }
      return turned;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureIsTheSameToItsCallerAndReadableInTheHistoryOnlyIfNotEncoded(boolean encoded) {
    RemoteTask remote = new RemoteTask();
    doThrow(ApplicationFailure.newNonRetryableFailure(MESSAGE, FailureTypes.AUTHENTICATION_FAILED))
        .when(remote.activities)
        .createBrowserTask(any());
    try (TestWorkflowEnvironment env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(
                            new CodecDataConverter(
                                DefaultDataConverter.newDefaultInstance(),
                                List.of(new Turned()),
                                encoded))
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setPlugins(BrowserUsePlugin.newBuilder(remote.activities).build())
                        .build())
                .build())) {
      env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
      env.start();
      BrowserTaskHandle run =
          BrowserTasks.create(env.getWorkflowClient()).start("r", BrowserTask.of("Find milk"));
      BrowserTaskException failure = catchThrowableOfType(BrowserTaskException.class, run::result);
      assertThat(failure.type()).isEqualTo(FailureTypes.AUTHENTICATION_FAILED);
      assertThat(failure).hasMessageContaining(MESSAGE);
      String history =
          new String(
              env.getWorkflowClient().fetchHistory("r").getHistory().toByteArray(),
              StandardCharsets.UTF_8);
      assertThat(history.contains(MESSAGE)).isEqualTo(!encoded);
      assertThat(history).doesNotContain("Find milk");
    }
  }
}
