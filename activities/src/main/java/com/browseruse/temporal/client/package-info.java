/**
 * The client for Browser Use Cloud: one interface, its options, and one error with its meanings
 * nested. Activities call it; an adapter per API version turns the calls into HTTP requests and the
 * responses into the vocabulary.
 */
@NullMarked
package com.browseruse.temporal.client;

import org.jspecify.annotations.NullMarked;
