/**
 * An emulator of Browser Use Cloud for tests and demos, written from the provider's documents. It
 * knows the wire, not our client, so that a mistake in the client cannot hide in it.
 */
@NullMarked
package com.browseruse.temporal.testing;

import org.jspecify.annotations.NullMarked;
