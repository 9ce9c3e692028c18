/** A Temporal server for one machine, for as long as one process needs it. */
package com.browseruse.temporal.worker.dev;
