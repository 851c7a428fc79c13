package io.motorpool.customer.api;

import io.motorpool.contracts.customer.api.BlocksApi;
import io.motorpool.contracts.customer.model.CustomerBlockInput;
import io.motorpool.contracts.customer.model.CustomerBlockLift;
import io.motorpool.contracts.customer.model.CustomerBlockPage;
import io.motorpool.customer.domain.BlockService;
import io.motorpool.customer.domain.CustomerBlock;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The blocks of customers over HTTP. */
@ApplicationScoped
public class BlockResource implements BlocksApi {

  private final BlockService blocks;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected BlockResource() {
    this(null, null);
  }

  /**
   * @param blocks what can be done with blocks
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public BlockResource(BlockService blocks, Idempotency idempotency) {
    this.blocks = blocks;
    this.idempotency = idempotency;
  }

  @Override
  public Response createCustomerBlock(
      UUID customerId, CustomerBlockInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createCustomerBlock", customerId, input),
        CustomerBlock.class,
        () -> blocks.block(customerId, input.getReason(), Optional.ofNullable(input.getUntil())),
        block -> answer(Response.created(location(block)), block));
  }

  @Override
  public Response listCustomerBlocks(UUID customerId, Integer limit, String cursor) {
    List<CustomerBlock> found = blocks.list(customerId, Cursor.read(cursor), limit + 1);
    CustomerBlockPage page = new CustomerBlockPage();
    page.setItems(found.stream().limit(limit).map(CustomerModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, CustomerBlock::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getCustomerBlock(UUID customerId, UUID blockId) {
    return answer(Response.ok(), blocks.get(customerId, blockId));
  }

  @Override
  public Response liftCustomerBlock(
      UUID customerId, UUID blockId, CustomerBlockLift input, String ifMatch) {
    return answer(
        Response.ok(),
        blocks.lift(customerId, blockId, EntityTags.optional(ifMatch), input.getReason()));
  }

  /** Where a block is found. */
  static URI location(CustomerBlock block) {
    return URI.create("/customers/" + block.customerId() + "/blocks/" + block.id());
  }

  private static Response answer(Response.ResponseBuilder answer, CustomerBlock block) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(block.version()))
        .entity(CustomerModels.toModel(block))
        .build();
  }
}
