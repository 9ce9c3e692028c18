/**
 * The vocabulary of browser tasks: what is asked for, and what comes back. No API version, no HTTP
 * and no Temporal: every other room speaks these words.
 */
package com.browseruse.temporal.task;
