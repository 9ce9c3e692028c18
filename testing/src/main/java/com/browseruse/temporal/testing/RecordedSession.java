package com.browseruse.temporal.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session in the emulator's ledger: what really happened on the remote side. One that was deleted
 * stays in the ledger.
 *
 * @param id the session's id
 * @param keepAlive whether it stays open when its task has ended
 * @param tasks how many tasks were created in it
 * @param startedAt when it was opened
 * @param finishedAt when it ended, or null as long as it is open
 */
public record RecordedSession(
    String id, boolean keepAlive, int tasks, Instant startedAt, @Nullable Instant finishedAt) {}
