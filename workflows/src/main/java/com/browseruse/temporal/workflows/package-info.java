/**
 * What is durable: the workflow that runs one browser task, and the plugin that registers it on a
 * worker. No HTTP, no clock, no threads, no environment.
 */
package com.browseruse.temporal.workflows;
