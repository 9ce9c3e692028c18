package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.Map;

/**
 * A request on its way into a handler.
 *
 * @param request the request
 * @param pathValues what stands in the path for each name in the route
 * @param now the instant at which the work is done
 */
record Call(Request request, Map<String, String> pathValues, Instant now) {}
