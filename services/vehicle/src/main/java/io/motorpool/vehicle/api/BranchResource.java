package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.BranchesApi;
import io.motorpool.contracts.vehicle.model.BranchInput;
import io.motorpool.contracts.vehicle.model.BranchPage;
import io.motorpool.platform.api.CodeCursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.vehicle.domain.Branch;
import io.motorpool.vehicle.domain.BranchService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Branches over HTTP. */
@ApplicationScoped
public class BranchResource implements BranchesApi {

  private final BranchService branches;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected BranchResource() {
    this(null, null);
  }

  /**
   * @param branches what can be done with branches
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public BranchResource(BranchService branches, Idempotency idempotency) {
    this.branches = branches;
    this.idempotency = idempotency;
  }

  @Override
  public Response createBranch(BranchInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createBranch", input),
        Branch.class,
        () -> branches.open(BranchModels.fromModel(input)),
        BranchResource::created);
  }

  @Override
  public Response getBranch(UUID branchId) {
    return answer(Response.ok(), branches.get(branchId));
  }

  @Override
  public Response replaceBranch(UUID branchId, BranchInput input, String ifMatch) {
    return answer(
        Response.ok(),
        branches.replace(branchId, EntityTags.required(ifMatch), BranchModels.fromModel(input)));
  }

  @Override
  public Response listBranches(Integer limit, String cursor) {
    List<Branch> found = branches.list(CodeCursor.read(cursor), limit + 1);
    BranchPage page = new BranchPage();
    page.setItems(found.stream().limit(limit).map(BranchModels::toModel).toList());
    page.setNextCursor(CodeCursor.next(found, limit, Branch::code));
    return Response.ok(page).build();
  }

  private static Response created(Branch branch) {
    return answer(Response.created(URI.create("/branches/" + branch.id())), branch);
  }

  private static Response answer(Response.ResponseBuilder answer, Branch branch) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(branch.version()))
        .entity(BranchModels.toModel(branch))
        .build();
  }
}
