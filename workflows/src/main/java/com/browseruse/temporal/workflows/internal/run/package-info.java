/**
 * The implementation of a run, in the order of its data: create, watch, stop, result. Takes the
 * input from the workflow method and returns the result or the failure.
 */
package com.browseruse.temporal.workflows.internal.run;
