/**
 * What the adapters of all API versions share: one exchange over HTTP, the meaning of errors, and
 * lenient, bounded reading of JSON. Calls come from an adapter, values or errors go back to it;
 * nothing here knows a route or a field of one version.
 */
@NullMarked
package com.browseruse.temporal.client.internal.http;

import org.jspecify.annotations.NullMarked;
