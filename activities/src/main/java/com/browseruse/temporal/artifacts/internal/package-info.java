/**
 * Writes and downloads artifact files. Takes streams from the store and links from the copier, and
 * leaves complete, checksummed files in the store's folder.
 */
package com.browseruse.temporal.artifacts.internal;
