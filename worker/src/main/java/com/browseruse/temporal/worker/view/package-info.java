/**
 * What a person sees of a run: pure functions from facts to text, and the one line of a terminal
 * that is written again and again.
 */
package com.browseruse.temporal.worker.view;
