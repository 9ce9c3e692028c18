/**
 * The adapter for version 2 of the Browser Use Cloud API: its routes, and the mapping between its
 * JSON and the vocabulary. Source: the provider's OpenAPI document of version 2.
 */
@NullMarked
package com.browseruse.temporal.client.internal.v2;

import org.jspecify.annotations.NullMarked;
