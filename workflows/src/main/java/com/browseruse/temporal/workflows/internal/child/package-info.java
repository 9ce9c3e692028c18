/** Runs as steps of somebody else's workflow: how they are started, awaited and ended. */
@NullMarked
package com.browseruse.temporal.workflows.internal.child;

import org.jspecify.annotations.NullMarked;
