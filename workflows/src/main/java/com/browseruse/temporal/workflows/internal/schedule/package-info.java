/** Puts tasks on Temporal Schedules, for services. */
@NullMarked
package com.browseruse.temporal.workflows.internal.schedule;

import org.jspecify.annotations.NullMarked;
