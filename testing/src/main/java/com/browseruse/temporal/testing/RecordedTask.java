package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task in the emulator's ledger: what really happened on the remote side, whatever the client
 * believes. Deleting a session does not remove its tasks from the ledger.
 *
 * @param id the task's id
 * @param sessionId the id of the session that it runs in, which version 1 shows nowhere
 * @param task the instructions
 * @param status its state now: {@code created}, {@code started}, {@code paused}, {@code finished},
 *     {@code failed} or {@code stopped}, with these names for every version of the API
 * @param metadata the metadata as it was sent; empty if none was
 * @param apiVersion the version of the API it was created through, {@code v1} or {@code v2}
 * @param createdAt when it was created
 * @param startedAt when it started to work, or null
 * @param finishedAt when it ended, in whichever way, or null
 * @param stoppedAt when it became {@code stopped}, or null
 * @param stops how many stop actions or calls were accepted for it, those without effect included
 * @param reads how often its view or its status was read
 */
public record RecordedTask(
    String id,
    String sessionId,
    String task,
    String status,
    Map<String, String> metadata,
    String apiVersion,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant stoppedAt,
    int stops,
    int reads) {}
