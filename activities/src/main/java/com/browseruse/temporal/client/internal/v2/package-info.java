/**
 * The adapter for version 2 of the Browser Use Cloud API: its routes, its records, and their
 * mapping to the vocabulary.
 */
package com.browseruse.temporal.client.internal.v2;
