package com.browseruse.temporal.examples.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.examples.purchase.PurchaseWorkflow.Decision;
import com.browseruse.temporal.examples.purchase.PurchaseWorkflow.Purchase;
import com.browseruse.temporal.examples.purchase.PurchaseWorkflow.Receipt;
import com.browseruse.temporal.testing.BrowserTaskExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PurchaseWorkflowTest {
  private static final Purchase LAMP =
      new Purchase(
          "lamp",
          List.of("a.example", "b.example", "c.example"),
          new BigDecimal("40"),
          new BigDecimal("3.00"),
          "5f0c2c1e-7a53-4b62-9d55-2a4e8f1c7b90");

  @RegisterExtension
  final BrowserTaskExtension browser = BrowserTaskExtension.of(PurchaseWorkflowImpl.class);

  private PurchaseWorkflow purchase;

  @BeforeEach
  void threeShops() {
    offers("a.example", "35.00", true);
    offers("b.example", "29.90", true);
    offers("c.example", "19.90", false);
    browser.scenario(Scenario.matching("into the basket").output("{\"total\": 33.80}"));
    browser.scenario(Scenario.matching("Order what").output("{\"number\": \"4711\"}"));
    browser.scenario(Scenario.matching("Check that the order").output("It is confirmed."));
    browser.scenario(Scenario.matching("cancel today's order").output("There is none any more."));
    purchase = browser.workflow(PurchaseWorkflow.class);
  }

  private void offers(String shop, String price, boolean inStock) {
    browser.scenario(
        Scenario.matching("price of lamp on " + shop)
            .steps(20)
            .stepDuration(Duration.ofMinutes(1))
            .output(
                "{\"shop\": \"%s\", \"price\": %s, \"inStock\": %s}"
                    .formatted(shop, price, inStock)));
  }

  private void decideAfterTwoHours(boolean approved) {
    browser
        .environment()
        .temporal()
        .registerDelayedCallback(Duration.ofHours(2), () -> purchase.decide(approved));
  }

  @Test
  void theLowestPriceIsOrderedOnceAPersonHasAgreed() {
    decideAfterTwoHours(true);
    Receipt receipt = purchase.buy(LAMP);
    assertThat(receipt.decision()).isEqualTo(Decision.ORDERED);
    assertThat(receipt.offer().shop()).isEqualTo("b.example");
    assertThat(receipt.orderNumber()).isEqualTo("4711");
    assertThat(browser.tasks()).hasSize(6);
    String session = task("into the basket").sessionId();
    assertThat(task("Order what").sessionId()).isEqualTo(session);
    assertThat(task("Check that the order").sessionId()).isEqualTo(session);
  }

  @Test
  void nothingIsOrderedIfAPersonDeclines() {
    decideAfterTwoHours(false);
    assertThat(purchase.buy(LAMP).decision()).isEqualTo(Decision.DECLINED);
    assertThat(browser.tasks()).hasSize(4);
  }

  @Test
  void aShopThatFailsIsPassedOver() {
    browser.scenario(Scenario.matching("on b.example").outcome(Scenario.Outcome.FAILED));
    decideAfterTwoHours(true);
    assertThat(purchase.buy(LAMP).offer().shop()).isEqualTo("a.example");
  }

  @Test
  void anAgentThatSpendsTooMuchIsStoppedAndItsShopPassedOver() {
    browser.scenario(
        Scenario.matching("on b.example")
            .outcome(Scenario.Outcome.NEVER)
            .costPerStep(BigDecimal.TEN));
    decideAfterTwoHours(true);
    assertThat(purchase.buy(LAMP).offer().shop()).isEqualTo("a.example");
    assertThat(task("on b.example").status()).isEqualTo("stopped");
  }

  @Test
  void anOrderThatIsNotConfirmedIsCancelledInTheShop() {
    browser.scenario(Scenario.matching("Check that the order").isSuccess(false));
    decideAfterTwoHours(true);
    assertThatThrownBy(() -> purchase.buy(LAMP)).isInstanceOf(WorkflowFailedException.class);
    assertThat(task("cancel today's order of lamp").status()).isEqualTo("finished");
  }

  @Test
  void aPurchaseThatIsCancelledWhileItOrdersCancelsTheOrder() {
    browser.scenario(Scenario.matching("Order what").outcome(Scenario.Outcome.NEVER));
    decideAfterTwoHours(true);
    WorkflowClient.start(purchase::buy, LAMP);
    browser.environment().temporal().sleep(Duration.ofMinutes(125));
    WorkflowStub run = WorkflowStub.fromTyped(purchase);
    run.cancel();
    assertThatThrownBy(() -> run.getResult(Receipt.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(task("Order what").status()).isEqualTo("stopped");
    assertThat(task("cancel today's order").status()).isEqualTo("finished");
  }

  @Test
  void aPurchaseThatIsCancelledWhileAPersonThinksClosesTheBrowser() {
    WorkflowClient.start(purchase::buy, LAMP);
    browser.environment().temporal().sleep(Duration.ofMinutes(90));
    assertThat(purchase.waitingBasket().total()).isEqualByComparingTo("33.80");
    WorkflowStub run = WorkflowStub.fromTyped(purchase);
    run.cancel();
    assertThatThrownBy(() -> run.getResult(Receipt.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(browser.tasks()).hasSize(4);
  }

  private RecordedTask task(String words) {
    return browser.tasks().stream()
        .filter(task -> task.task().contains(words))
        .findFirst()
        .orElseThrow();
  }
}
