/** Runs for callers in other namespaces: the service on a worker, and what calls it. */
@NullMarked
package com.browseruse.temporal.workflows.internal.nexus;

import org.jspecify.annotations.NullMarked;
