/**
 * Creates exactly one remote task per create key. Takes a request from the create activity, sends
 * it or looks up what an earlier attempt has made, and returns the task with how it came to be.
 */
package com.browseruse.temporal.activities.internal.create;
