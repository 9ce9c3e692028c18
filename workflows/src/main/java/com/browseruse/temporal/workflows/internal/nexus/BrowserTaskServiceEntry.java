package com.browseruse.temporal.workflows.internal.nexus;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTaskService;
import io.nexusrpc.Operation;
import io.nexusrpc.Service;
import io.temporal.common.converter.RawValue;

/**
 * The worker's view of {@link BrowserTaskService}: the run reads the input, since one that a
 * handler cannot read is tried again until the operation times out.
 */
@Service(name = BrowserTaskService.NAME)
public interface BrowserTaskServiceEntry {
  @Operation(name = BrowserTaskService.RUN_TASK)
  BrowserTaskResult runTask(RawValue input);
}
