package io.motorpool.customer.api;

import io.motorpool.contracts.customer.api.CustomersApi;
import io.motorpool.contracts.customer.model.CustomerInput;
import io.motorpool.contracts.customer.model.CustomerPage;
import io.motorpool.customer.domain.Customer;
import io.motorpool.customer.domain.CustomerDetails;
import io.motorpool.customer.domain.CustomerNotFound;
import io.motorpool.customer.domain.CustomerService;
import io.motorpool.customer.domain.PersonalData;
import io.motorpool.customer.domain.SubjectNotUsable;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.api.InvalidParameter;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Customers over HTTP. */
@ApplicationScoped
public class CustomerResource implements CustomersApi {

  private final CustomerService customers;
  private final PersonalData personalData;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected CustomerResource() {
    this(null, null, null);
  }

  /**
   * @param customers what can be done with customers
   * @param personalData what a person may ask of those who keep their data
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public CustomerResource(
      CustomerService customers, PersonalData personalData, Idempotency idempotency) {
    this.customers = customers;
    this.personalData = personalData;
    this.idempotency = idempotency;
  }

  @Override
  public Response createCustomer(CustomerInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createCustomer", input),
        Customer.class,
        () -> register(CustomerModels.fromModel(input)),
        CustomerResource::created);
  }

  /** Customers who register themselves are found by what their issuer calls them. */
  private Customer register(CustomerDetails details) {
    Caller caller = Caller.present();
    return caller.isLimited()
        ? customers.registerAs(caller.own().orElseThrow(SubjectNotUsable::new), details)
        : customers.register(details);
  }

  @Override
  public Response listCustomers(String email, Integer limit, String cursor) {
    List<Customer> found =
        customers.list(Optional.ofNullable(email), Cursor.read(cursor), limit + 1);
    CustomerPage page = new CustomerPage();
    page.setItems(found.stream().limit(limit).map(CustomerModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Customer::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getCustomer(UUID customerId) {
    requireOwn(customerId);
    return answer(Response.ok(), customers.get(customerId));
  }

  @Override
  public Response replaceCustomer(UUID customerId, CustomerInput input, String ifMatch) {
    requireOwn(customerId);
    return answer(
        Response.ok(),
        customers.replace(
            customerId, EntityTags.required(ifMatch), CustomerModels.fromModel(input)));
  }

  @Override
  public Response getEligibility(
      UUID customerId, LocalDate from, LocalDate until, Integer minimumAge) {
    requireOwn(customerId);
    if (until.isBefore(from)) {
      throw new InvalidParameter("until", "must not be before from");
    }
    return Response.ok(
            CustomerModels.toModel(
                customerId, customers.eligibility(customerId, from, until, minimumAge)))
        .build();
  }

  @Override
  public Response exportCustomer(UUID customerId) {
    requireOwn(customerId);
    return Response.ok(CustomerModels.toModel(personalData.export(customerId))).build();
  }

  @Override
  public Response eraseCustomer(UUID customerId, String ifMatch) {
    return answer(Response.ok(), personalData.erase(customerId, EntityTags.optional(ifMatch)));
  }

  private static void requireOwn(UUID customerId) {
    Caller.present().require(customerId, () -> new CustomerNotFound(customerId));
  }

  private static Response created(Customer customer) {
    return answer(Response.created(location(customer)), customer);
  }

  /** Where a customer is found. */
  static URI location(Customer customer) {
    return URI.create("/customers/" + customer.id());
  }

  private static Response answer(Response.ResponseBuilder answer, Customer customer) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(customer.version()))
        .entity(CustomerModels.toModel(customer))
        .build();
  }
}
