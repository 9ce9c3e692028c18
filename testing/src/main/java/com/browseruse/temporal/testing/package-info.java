/**
 * Test your own workflows and services: {@link
 * com.browseruse.temporal.testing.BrowserUseTestEnvironment} brings up everything in one JVM.
 *
 * <p>The emulator of Browser Use Cloud in it is written from the provider's documents. It knows the
 * wire, not our client, so that a mistake in the client cannot hide in it.
 */
@NullMarked
package com.browseruse.temporal.testing;

import org.jspecify.annotations.NullMarked;
