/**
 * What the process is told from outside: settings, times and folders as people write them, and the
 * connection to Temporal. Reads environment variables, configuration files and arguments; a wrong
 * value becomes a {@code UserError}.
 */
@NullMarked
package com.browseruse.temporal.worker.config;

import org.jspecify.annotations.NullMarked;
