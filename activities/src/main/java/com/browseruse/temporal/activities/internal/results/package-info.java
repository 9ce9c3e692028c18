/**
 * What an activity may return or throw. Takes tasks and exceptions from the client, and makes of
 * them records of bounded size, and failures that say whether a retry makes sense.
 */
@NullMarked
package com.browseruse.temporal.activities.internal.results;

import org.jspecify.annotations.NullMarked;
