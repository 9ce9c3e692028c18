/**
 * A browser session: {@code OpenPhase} opens it, {@code SessionTasks} are the tasks that wait and
 * the one that is at work, {@code ClosePhase} closes it. {@code SessionMemory} is what it
 * remembers, which is also what continue-as-new carries.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.session;

import org.jspecify.annotations.NullMarked;
