package com.browseruse.temporal.testing;

import java.util.List;

/**
 * What only version 1 lets a caller ask for in a create.
 *
 * @param publicShare whether the task gets a page that anybody may read
 * @param browserData whether the task's view carries the browser's data at its end
 * @param uploadedFiles the names of files that the caller says to have uploaded
 */
record TaskExtras(boolean publicShare, boolean browserData, List<String> uploadedFiles) {

  static final TaskExtras NONE = new TaskExtras(false, false, List.of());
}
