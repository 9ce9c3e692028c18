/**
 * The adapter for version 1 of the Browser Use Cloud API: its routes, and the mapping between its
 * JSON and the vocabulary. What the version lacks is refused or made up for here. Source: the
 * provider's OpenAPI document of version 1, withdrawn in October 2025.
 */
@NullMarked
package com.browseruse.temporal.client.internal.v1;

import org.jspecify.annotations.NullMarked;
