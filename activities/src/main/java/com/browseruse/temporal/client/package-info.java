/**
 * The client for Browser Use Cloud: one interface, and errors by meaning. What differs between API
 * versions is hidden in one adapter per version.
 */
package com.browseruse.temporal.client;
