/**
 * Reads and checks the inputs of the workflows. Takes raw payloads and JSON, and returns inputs or
 * one sentence that names the field that is wrong.
 */
package com.browseruse.temporal.workflows.internal.input;
