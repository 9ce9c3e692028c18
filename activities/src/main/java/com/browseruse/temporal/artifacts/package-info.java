/**
 * Where the files of tasks are kept once they are copied: a store, a folder on disk as the built-in
 * one, and what copies a download into it before its link expires.
 */
package com.browseruse.temporal.artifacts;
