/**
 * Where the files of tasks are kept: the store, a folder on disk as the built-in one, and what
 * copies a download into a store before its link expires. Content comes from the links that the API
 * gives out and goes into the store; what a run returns of it is an {@link
 * com.browseruse.temporal.artifacts.Artifact}.
 */
@NullMarked
package com.browseruse.temporal.artifacts;

import org.jspecify.annotations.NullMarked;
