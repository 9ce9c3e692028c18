/**
 * The JSON of what a run tells, one record for each shape. The classes that users read hold one of
 * these records, so that a new field breaks nobody. They come from the run and from payloads, and
 * go there.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.json;

import org.jspecify.annotations.NullMarked;
