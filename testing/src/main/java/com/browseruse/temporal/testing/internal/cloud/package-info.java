/**
 * The state of the emulated service: tasks, sessions, shared pages, stored files. The API versions
 * change it and read it; how a task goes on comes from its scenario and the clock.
 */
@NullMarked
package com.browseruse.temporal.testing.internal.cloud;

import org.jspecify.annotations.NullMarked;
