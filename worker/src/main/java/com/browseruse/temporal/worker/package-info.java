/**
 * The runnable program around the plugin: {@link com.browseruse.temporal.worker.Main} starts one
 * command of the command line in {@code cli} and ends the process with its exit code.
 */
@NullMarked
package com.browseruse.temporal.worker;

import org.jspecify.annotations.NullMarked;
