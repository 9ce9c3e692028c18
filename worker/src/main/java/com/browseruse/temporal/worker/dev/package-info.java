/**
 * A Temporal server, the emulator and a worker on this machine, for as long as one process needs
 * them. Takes settings and gives back the connections and settings to use instead.
 */
@NullMarked
package com.browseruse.temporal.worker.dev;

import org.jspecify.annotations.NullMarked;
