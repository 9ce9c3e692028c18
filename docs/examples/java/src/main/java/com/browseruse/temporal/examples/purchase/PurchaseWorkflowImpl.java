package com.browseruse.temporal.examples.purchase;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import com.browseruse.temporal.workflows.caller.OpenBrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSession;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Saga;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Ordinary workflow code: each step is a browser task that stops when the purchase does, and the
 * order is three of them in one browser, with a person between them.
 */
public final class PurchaseWorkflowImpl implements PurchaseWorkflow {
  private static final Logger LOG = Workflow.getLogger(PurchaseWorkflowImpl.class);
  private static final Duration TIME_TO_DECIDE = Duration.ofHours(3);

  private Basket waiting;
  private Boolean approved;

  @Override
  public Receipt buy(Purchase purchase) {
    Optional<Offer> best = best(purchase, offers(purchase));
    if (best.isEmpty()) {
      return new Receipt(Decision.NO_OFFER, null, null);
    }
    return buyFrom(purchase, best.get());
  }

  /** In one browser: what a person agrees to is what is ordered. */
  private Receipt buyFrom(Purchase purchase, Offer offer) {
    BrowserSession settings =
        BrowserSession.newBuilder().profileId(purchase.browserProfile()).build();
    try (OpenBrowserSession browser = BrowserTaskWorkflows.session(settings)) {
      Basket basket = browser.run(basketTask(purchase, offer), Basket.class);
      return isApproved(basket)
          ? new Receipt(Decision.ORDERED, offer, order(purchase, offer, browser))
          : new Receipt(Decision.DECLINED, offer, null);
    }
  }

  /** Asks all shops at once. A shop that is down, or too dear to ask, is passed over. */
  private List<Offer> offers(Purchase purchase) {
    BigDecimal share =
        purchase
            .mostAgentCost()
            .divide(BigDecimal.valueOf(purchase.shops().size()), 2, RoundingMode.DOWN);
    List<Promise<Offer>> asked = new ArrayList<>();
    for (String shop : purchase.shops()) {
      BrowserTask task =
          BrowserTask.newBuilder("Find the price of " + purchase.thing() + " on " + shop)
              .startUrl("https://" + shop)
              .allowedDomains(List.of(shop))
              .maxSteps(40)
              .maxCostUsd(share)
              .timeout(Duration.ofMinutes(30))
              .build();
      asked.add(Async.function(() -> BrowserTaskWorkflows.run(task, Offer.class)));
    }
    List<Offer> offers = new ArrayList<>();
    for (Promise<Offer> answer : asked) {
      try {
        offers.add(answer.get());
      } catch (ApplicationFailure e) {
        LOG.warn("A shop is passed over: {}", e.getOriginalMessage());
      }
    }
    return offers;
  }

  private static Optional<Offer> best(Purchase purchase, List<Offer> offers) {
    return offers.stream()
        .filter(Offer::inStock)
        .filter(offer -> offer.price().compareTo(purchase.mostPrice()) <= 0)
        .min(Comparator.comparing(Offer::price));
  }

  /** Waits for a person; no answer is a no. Only the open browser costs meanwhile. */
  private boolean isApproved(Basket basket) {
    waiting = basket;
    Workflow.await(TIME_TO_DECIDE, () -> approved != null);
    waiting = null;
    return Boolean.TRUE.equals(approved);
  }

  /** Orders, and reads the confirmation; what cannot be confirmed is cancelled in the shop. */
  private String order(Purchase purchase, Offer offer, OpenBrowserSession browser) {
    Saga saga = new Saga(new Saga.Options.Builder().build());
    try {
      // Before the order: a task that fails may have ordered all the same.
      saga.addCompensation(() -> cancelOrders(purchase, offer));
      Order order = browser.run(orderTask(offer), Order.class);
      browser.run(confirmTask(offer, order));
      return order.number();
    } catch (TemporalFailure e) {
      // Detached: the shop is told even if the purchase itself was cancelled.
      Workflow.newDetachedCancellationScope(saga::compensate).run();
      throw e;
    }
  }

  private static BrowserTask basketTask(Purchase purchase, Offer offer) {
    return BrowserTask.newBuilder(
            "On %s, put one %s into the basket, go to the checkout, and order nothing yet"
                .formatted(offer.shop(), purchase.thing()))
        .startUrl(offer.url().orElse("https://" + offer.shop()))
        .allowedDomains(List.of(offer.shop()))
        .timeout(Duration.ofMinutes(20))
        .build();
  }

  private static BrowserTask orderTask(Offer offer) {
    return BrowserTask.newBuilder("Order what is in the basket, and read the number of the order")
        .allowedDomains(List.of(offer.shop()))
        .timeout(Duration.ofMinutes(20))
        .build();
  }

  private static BrowserTask confirmTask(Offer offer, Order order) {
    return BrowserTask.newBuilder("Check that the order %s is confirmed".formatted(order.number()))
        .allowedDomains(List.of(offer.shop()))
        .timeout(Duration.ofMinutes(10))
        .failUnlessSuccessful(true)
        .build();
  }

  /** In a browser of its own: that of the order may be what has failed. */
  private static void cancelOrders(Purchase purchase, Offer offer) {
    BrowserTaskWorkflows.run(
        BrowserTask.newBuilder(
                "On %s, cancel today's order of %s, if there is one"
                    .formatted(offer.shop(), purchase.thing()))
            .allowedDomains(List.of(offer.shop()))
            .sessionSettings(Map.of("profileId", purchase.browserProfile()))
            .timeout(Duration.ofMinutes(20))
            .failUnlessSuccessful(true)
            .build());
  }

  @Override
  public void decide(boolean approved) {
    this.approved = approved;
  }

  @Override
  public Basket waitingBasket() {
    return waiting;
  }
}
