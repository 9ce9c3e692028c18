/**
 * Implements the activity interfaces with the client and the artifact store. Takes their input
 * records from Temporal, and hands what the client returns or throws to {@code results}, which
 * makes it fit for a history.
 */
@NullMarked
package com.browseruse.temporal.activities.internal;

import org.jspecify.annotations.NullMarked;
