/**
 * The worker process: its settings, its command line, and everything that it takes to try it on one
 * machine.
 */
package com.browseruse.temporal.worker;
