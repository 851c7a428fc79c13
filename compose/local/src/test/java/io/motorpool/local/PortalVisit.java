package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody who reads the contracts in the portal, tries an operation out, and reads an event. */
final class PortalVisit {

  /** In the order of the tabs: the first is what the page shows by itself. */
  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("customer", "Motorpool customers");
    TITLES.put("vehicle", "Motorpool vehicles");
    TITLES.put("reservation", "Motorpool reservations");
    TITLES.put("billing", "Motorpool billing");
    TITLES.put("notification", "Motorpool notifications");
    TITLES.put("analytics", "Motorpool analytics");
  }

  private final Browser browser;
  private final URI gateway;
  private final String token;

  PortalVisit(Browser browser, URI gateway, String token) {
    this.browser = browser;
    this.gateway = gateway;
    this.token = token;
  }

  void walk() {
    browser.go(gateway + "/");
    browser.click("a[href='/docs']");
    TITLES.forEach(this::readContract);
    authorize();
    tryOut("customer", "Customers", "listCustomers", "/customers?limit=1");
    // On another tab the token is still there, but nowhere else.
    tryOut("reservation", "Reservations", "listReservations", "/reservations?limit=1");
    assertThat(browser.run("return localStorage.length + sessionStorage.length")).isEqualTo(0L);
    readEvent();
    assertThat(browser.console()).isEmpty();
    whatIsNotTheGatewaysDoesNotRun();
  }

  private void readContract(String service, String title) {
    browser.click("header a[data-contract='" + service + "']");
    browser.see("#swagger-ui .info .title", title);
    browser.see("#swagger-ui .opblock");
    assertThat(browser.address()).isEqualTo(gateway + "/docs/" + service);
  }

  private void authorize() {
    browser.click("#swagger-ui .auth-wrapper .authorize");
    browser.type("#swagger-ui .auth-container input", token);
    browser.click("#swagger-ui .auth-container .auth-btn-wrapper .authorize");
    browser.click("#swagger-ui .auth-btn-wrapper .btn-done");
  }

  private void tryOut(String service, String tag, String operation, String path) {
    readContract(service, TITLES.get(service));
    String block = "#operations-" + tag + "-" + operation;
    browser.click(block + " .opblock-summary-control");
    browser.see(block + " .opblock-description", "Who may call it: ");
    browser.click(block + " .try-out__btn");
    browser.type(block + " tr[data-param-name='limit'] input", "1");
    browser.click(block + " .execute");
    browser.see(block + " .request-url", gateway + path);
    browser.see(block + " .live-responses-table .response-col_status", "200");
    browser.see(block + " .live-responses-table .response-col_description", "\"items\"");
  }

  private void readEvent() {
    browser.click("header a[data-events]");
    assertThat(browser.address()).isEqualTo(gateway + "/docs/events");
    browser.click(".contents a[href='#message-reservationCreated']");
    String message = browser.see("#message-reservationCreated").getText();
    assertThat(message)
        .contains("reservation.created", "A reservation was made")
        .contains("ReservationSnapshot", "holdExpiresAt", "required")
        .contains("\"type\" : \"reservation.created\"", "\"status\" : \"PENDING\"");
    assertThat(browser.count("#schema-ReservationSnapshot")).isOne();
  }

  /** The policy is the browser's, and its console would have told of what it forbade. */
  private void whatIsNotTheGatewaysDoesNotRun() {
    browser.run(
        """
        const script = document.createElement('script');
        script.text = 'window.ran = true';
        document.head.append(script);
        """);
    assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
    List<String> console = browser.console();
    assertThat(console).hasSize(1).first().asString().contains("Content Security Policy");
  }
}
