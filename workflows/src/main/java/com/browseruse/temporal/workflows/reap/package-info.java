/**
 * Against remote tasks that no run owns any more: a workflow that finds and stops them, what it is
 * asked to do, and what it decided. The tasks come from the lists of Browser Use Cloud and the
 * owners from Temporal; the decisions go to whoever has started it, such as a schedule.
 */
@NullMarked
package com.browseruse.temporal.workflows.reap;

import org.jspecify.annotations.NullMarked;
