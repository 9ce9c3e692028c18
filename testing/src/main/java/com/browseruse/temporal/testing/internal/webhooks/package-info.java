/** Tells a listener of what happens to tasks, as the real service does by webhooks. */
@NullMarked
package com.browseruse.temporal.testing.internal.webhooks;

import org.jspecify.annotations.NullMarked;
