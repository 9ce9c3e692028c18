/**
 * Not API: what the adapters of all versions share. One exchange over HTTP, the meaning of errors,
 * and liberal reading of JSON; nothing here knows a route or a field of one version. It may change
 * with every release.
 */
package com.browseruse.temporal.client.internal.http;
