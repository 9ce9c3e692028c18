/**
 * Reads one download and writes one file. Takes links and bytes from the copier and the folder
 * store, and leaves files that are whole or not there.
 */
@NullMarked
package com.browseruse.temporal.artifacts.internal;

import org.jspecify.annotations.NullMarked;
