package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.api.CancellationPoliciesApi;
import io.motorpool.contracts.reservation.model.CancellationPolicyInput;
import io.motorpool.contracts.reservation.model.CancellationPolicyPage;
import io.motorpool.platform.api.CodeCursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.reservation.domain.CancellationPolicy;
import io.motorpool.reservation.domain.CancellationPolicyService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Cancellation policies over HTTP. */
@ApplicationScoped
public class CancellationPolicyResource implements CancellationPoliciesApi {

  private final CancellationPolicyService policies;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected CancellationPolicyResource() {
    this(null, null);
  }

  /**
   * @param policies what can be done with policies
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public CancellationPolicyResource(CancellationPolicyService policies, Idempotency idempotency) {
    this.policies = policies;
    this.idempotency = idempotency;
  }

  @Override
  public Response createCancellationPolicy(CancellationPolicyInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createCancellationPolicy", input),
        CancellationPolicy.class,
        () -> policies.add(input.getCode(), CancellationPolicyModels.fromModel(input)),
        CancellationPolicyResource::created);
  }

  @Override
  public Response getCancellationPolicy(String code) {
    return answer(Response.ok(), policies.get(code));
  }

  @Override
  public Response listCancellationPolicies(Integer limit, String cursor) {
    List<CancellationPolicy> found = policies.list(CodeCursor.read(cursor), limit + 1);
    CancellationPolicyPage page = new CancellationPolicyPage();
    page.setItems(found.stream().limit(limit).map(CancellationPolicyModels::toModel).toList());
    page.setNextCursor(CodeCursor.next(found, limit, CancellationPolicy::code));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceCancellationPolicy(
      String code, CancellationPolicyInput input, String ifMatch) {
    return answer(
        Response.ok(),
        policies.replace(
            code,
            EntityTags.required(ifMatch),
            input.getCode(),
            CancellationPolicyModels.fromModel(input)));
  }

  private static Response created(CancellationPolicy added) {
    return answer(Response.created(URI.create("/cancellation-policies/" + added.code())), added);
  }

  private static Response answer(Response.ResponseBuilder answer, CancellationPolicy policy) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(policy.version()))
        .entity(CancellationPolicyModels.toModel(policy))
        .build();
  }
}
