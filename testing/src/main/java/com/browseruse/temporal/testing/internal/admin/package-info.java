/**
 * The calls under {@code /__admin}, which let other processes use what the in-process API offers.
 * They read JSON and pass it to the emulator's public API.
 */
@NullMarked
package com.browseruse.temporal.testing.internal.admin;

import org.jspecify.annotations.NullMarked;
