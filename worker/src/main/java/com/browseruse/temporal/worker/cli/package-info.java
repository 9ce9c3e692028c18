/**
 * The commands: each reads its arguments and settings, calls {@code run} or {@code dev}, and prints
 * data on standard output and progress on standard error.
 */
package com.browseruse.temporal.worker.cli;
