/**
 * Trims what the API returns to what a workflow history may hold. Takes tasks from the client and
 * returns views of bounded size to the activities.
 */
package com.browseruse.temporal.activities.internal.view;
