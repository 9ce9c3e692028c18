/**
 * Version 2 of the API: its routes, its validation, and its view of the state. Requests come from
 * the routes of the HTTP room; valid ones go to the state in the cloud room.
 */
@NullMarked
package com.browseruse.temporal.testing.internal.v2;

import org.jspecify.annotations.NullMarked;
