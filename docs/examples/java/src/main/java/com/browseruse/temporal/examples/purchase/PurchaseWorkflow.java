package com.browseruse.temporal.examples.purchase;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Buys a thing from the shop that offers it for the lowest price, once a person has agreed. */
@WorkflowInterface
public interface PurchaseWorkflow {
  @WorkflowMethod
  Receipt buy(Purchase purchase);

  /** A person has looked at the basket. */
  @SignalMethod
  void decide(boolean approved);

  /** The basket that waits for a person; null while there is none. */
  @QueryMethod
  Basket waitingBasket();

  /**
   * What to buy.
   *
   * @param mostPrice what the thing may cost
   * @param mostAgentCost what the agents that look for it may cost in all, in US dollars
   * @param browserProfile the profile at Browser Use Cloud that is logged in to the shops
   */
  record Purchase(
      String thing,
      List<String> shops,
      BigDecimal mostPrice,
      BigDecimal mostAgentCost,
      String browserProfile) {}

  /** What an agent finds in a shop. */
  record Offer(
      @JsonPropertyDescription("the host name of the shop") String shop,
      @JsonPropertyDescription("the price in US dollars, shipping included") BigDecimal price,
      boolean inStock,
      Optional<String> url) {}

  /** What an agent reads at the checkout, before it orders. */
  record Basket(
      @JsonPropertyDescription("what is to be paid in US dollars, all included")
          BigDecimal total) {}

  /** What an agent reads after an order. */
  record Order(@JsonPropertyDescription("as the shop shows it") String number) {}

  /** How the purchase ended; without an order if there was no offer, or if nobody agreed. */
  record Receipt(Decision decision, Offer offer, String orderNumber) {}

  /** Why a purchase ended as it did. */
  enum Decision {
    ORDERED,
    NO_OFFER,
    DECLINED
  }
}
