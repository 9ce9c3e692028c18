/**
 * The vocabulary of browser tasks: what is asked for, and what comes back. It comes from callers
 * and from the client, crosses every border, and knows no API version, no HTTP and no Temporal;
 * what is JSON reads and writes alike with Jackson 2 and 3.
 */
@NullMarked
package com.browseruse.temporal.task;

import org.jspecify.annotations.NullMarked;
