package com.browseruse.temporal.testing;

/** Why the emulated service refuses a request that is well formed. */
enum Problem {
  NO_SUCH_TASK,
  NO_SUCH_SESSION,
  NO_SUCH_SHARE,
  NO_SUCH_FILE,
  NO_PURGE,
  SESSION_STOPPED,
  SESSION_BUSY,
  TOO_MANY_SESSIONS
}
