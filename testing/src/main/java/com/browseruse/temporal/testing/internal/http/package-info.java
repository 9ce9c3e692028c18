/**
 * Reads requests from the wire, finds the handler of each, applies faults, and writes responses; it
 * knows no task. Requests come from the JDK's HTTP server and go to the routes of the API versions.
 */
@NullMarked
package com.browseruse.temporal.testing.internal.http;

import org.jspecify.annotations.NullMarked;
