/**
 * The commands: each reads its arguments and settings, calls {@code run} or {@code dev}, and prints
 * data on standard output and progress on standard error.
 */
@NullMarked
package com.browseruse.temporal.worker.cli;

import org.jspecify.annotations.NullMarked;
