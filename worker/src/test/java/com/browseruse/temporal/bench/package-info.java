/**
 * What a run costs, and how many of them go at once, by this plugin and by other ways to wait for a
 * task: each a real implementation on the same emulator. {@code mvn -B -Pbench verify} measures.
 */
package com.browseruse.temporal.bench;
