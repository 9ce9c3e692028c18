/**
 * Reads and judges what a run is asked to do. It comes as raw JSON from a payload, from a caller's
 * mapper or from a builder, and goes on as a {@link com.browseruse.temporal.workflows.BrowserTask},
 * or is refused with a sentence that names the field.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.input;

import org.jspecify.annotations.NullMarked;
