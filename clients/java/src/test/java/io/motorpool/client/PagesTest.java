package io.motorpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.client.StubGateway.Reply;
import io.motorpool.client.model.Extra;
import io.motorpool.client.model.ExtraPage;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {

  /** Three pages, of which the second is empty, as a page may be that has a next one. */
  private static Reply page(StubGateway.Request request) {
    return Reply.json(
        switch (request.target()) {
          case "/extras" ->
              "{\"items\": [{\"code\": \"A\"}, {\"code\": \"B\"}], \"nextCursor\": \"2\"}";
          case "/extras?cursor=2" -> "{\"items\": [], \"nextCursor\": \"3\"}";
          default -> "{\"items\": [{\"code\": \"C\"}]}";
        });
  }

  @Test
  void areReadAsOneList() throws IOException {
    try (StubGateway gateway = new StubGateway(PagesTest::page)) {
      assertThat(extras(gateway)).extracting(Extra::getCode).containsExactly("A", "B", "C");
      assertThat(gateway.requests())
          .extracting(StubGateway.Request::target)
          .containsExactly("/extras", "/extras?cursor=2", "/extras?cursor=3");
    }
  }

  @Test
  void areAskedForOnlyWhenTheyAreNeeded() throws IOException {
    try (StubGateway gateway = new StubGateway(PagesTest::page)) {
      Stream<Extra> extras = extras(gateway);
      assertThat(gateway.requests()).isEmpty();
      assertThat(extras.limit(2)).hasSize(2);
      assertThat(gateway.requests()).hasSize(1);
    }
  }

  private static Stream<Extra> extras(StubGateway gateway) {
    Motorpool motorpool = Motorpool.at(gateway.address()).build();
    return Pages.stream(
        cursor -> motorpool.extras().listExtras(it -> it.cursor(cursor)),
        ExtraPage::getItems,
        ExtraPage::getNextCursor);
  }
}
