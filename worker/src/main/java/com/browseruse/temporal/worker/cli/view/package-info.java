/**
 * How things read: functions from data of runs and tasks to lines of text for a terminal, a file or
 * a log, and the one line of a terminal that is written again and again.
 */
@NullMarked
package com.browseruse.temporal.worker.cli.view;

import org.jspecify.annotations.NullMarked;
