/**
 * Implements the activities with the client and the artifact store. Takes the records of the
 * activity interfaces and returns trimmed records; client errors become failures here.
 */
package com.browseruse.temporal.activities.internal;
