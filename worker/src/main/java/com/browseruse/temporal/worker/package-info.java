/**
 * A process around the plugin: its settings, its command line, and the worker that it runs. The
 * only public type is {@link com.browseruse.temporal.worker.Main}.
 */
package com.browseruse.temporal.worker;
