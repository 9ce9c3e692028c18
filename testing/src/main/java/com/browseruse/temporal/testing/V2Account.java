package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** The account call of version 2: a balance that shrinks by what the tasks cost. */
final class V2Account {

  private static final BigDecimal START_BALANCE = BigDecimal.valueOf(100);

  private final Cloud cloud;

  V2Account(Cloud cloud) {
    this.cloud = cloud;
  }

  Answer view(Call call) {
    BigDecimal balance = START_BALANCE.subtract(cloud.spent(call.now()));
    ObjectNode account = Json.object();
    account.put("name", "Emulator");
    account.put("totalCreditsBalanceUsd", balance);
    account.put("monthlyCreditsBalanceUsd", BigDecimal.ZERO);
    account.put("additionalCreditsBalanceUsd", balance);
    account.put("rateLimit", 25);
    account
        .putObject("planInfo")
        .put("planName", "emulator")
        .putNull("subscriptionStatus")
        .putNull("subscriptionId")
        .putNull("subscriptionCurrentPeriodEnd")
        .putNull("subscriptionCanceledAt");
    account.put("isFreeTier", false);
    account.put("projectId", "00000000-0000-4000-8000-000000000001");
    account.put("concurrentSessionLimit", cloud.sessionLimit());
    account.put("activeSessionCount", cloud.activeSessions(call.now()));
    return Answer.json(200, account);
  }
}
