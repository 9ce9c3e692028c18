/**
 * The worker's HTTP port: health, metrics, and the webhooks of Browser Use Cloud, which become
 * hints to the runs.
 */
@NullMarked
package com.browseruse.temporal.worker.http;

import org.jspecify.annotations.NullMarked;
