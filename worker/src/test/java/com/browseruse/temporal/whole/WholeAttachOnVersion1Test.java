package com.browseruse.temporal.whole;

import com.browseruse.temporal.client.ApiVersion;

/** The same on version 1 of the API. */
class WholeAttachOnVersion1Test extends WholeAttachTest {
  @Override
  ApiVersion apiVersion() {
    return ApiVersion.V1;
  }
}
