package com.browseruse.temporal.testing;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the server from skipping time until a workflow that is cancelled by another one knows of
 * it. Temporal's test server delivers such a cancel after the workflow task that asked for it, and
 * may skip to the next timer of the other workflow meanwhile. If that timer fires while the
 * workflow task that cancels it is under way, the server refuses this task, and the workflow hangs.
 */
final class ChildCancelTimeLock implements ClientInterceptor {
  /** In real time: much more than the delivery takes. */
  private static final Executor AFTER_THE_DELIVERY =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel channel) {
    return new SimpleForwardingClientCall<>(channel.newCall(method, options)) {
      private boolean locks;

      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                if (locks) {
                  AFTER_THE_DELIVERY.execute(() -> unlock(channel));
                }
                super.onClose(status, trailers);
              }
            },
            headers);
      }

      @Override
      public void sendMessage(Q request) {
        locks = cancelsAnother(request);
        if (locks) {
          TestServiceGrpc.newBlockingStub(channel)
              .lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
        }
        super.sendMessage(request);
      }
    };
  }

  private static boolean cancelsAnother(Object request) {
    return request instanceof RespondWorkflowTaskCompletedRequest completed
        && completed.getCommandsList().stream()
            .anyMatch(
                command ->
                    command.getCommandType()
                        == CommandType.COMMAND_TYPE_REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION);
  }

  private static void unlock(Channel channel) {
    try {
      TestServiceGrpc.newBlockingStub(channel)
          .unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    } catch (RuntimeException e) {
      // The server has been closed meanwhile.
    }
  }
}
