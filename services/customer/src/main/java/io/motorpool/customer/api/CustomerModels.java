package io.motorpool.customer.api;

import io.motorpool.contracts.customer.model.CustomerInput;
import io.motorpool.contracts.customer.model.CustomerStatus;
import io.motorpool.contracts.customer.model.EligibilityReason;
import io.motorpool.contracts.customer.model.EligibilityReasonCode;
import io.motorpool.customer.domain.Address;
import io.motorpool.customer.domain.Customer;
import io.motorpool.customer.domain.CustomerBlock;
import io.motorpool.customer.domain.CustomerDetails;
import io.motorpool.customer.domain.CustomerExport;
import io.motorpool.customer.domain.DrivingLicence;
import io.motorpool.customer.domain.Eligibility;
import io.motorpool.platform.time.Times;
import java.util.Optional;
import java.util.UUID;

/** Customers and their blocks as the contract shows them. */
public final class CustomerModels {

  private CustomerModels() {}

  static CustomerDetails fromModel(CustomerInput input) {
    return new CustomerDetails(
        input.getFirstName(),
        input.getLastName(),
        input.getEmail(),
        Optional.ofNullable(input.getPhone()),
        input.getDateOfBirth(),
        new DrivingLicence(
            input.getDrivingLicence().getNumber(),
            input.getDrivingLicence().getCountry(),
            input.getDrivingLicence().getIssuedOn(),
            input.getDrivingLicence().getExpiresOn()),
        Optional.ofNullable(input.getAddress())
            .map(
                it ->
                    new Address(
                        it.getStreet(), it.getCity(), it.getPostalCode(), it.getCountry())));
  }

  static io.motorpool.contracts.customer.model.Customer toModel(Customer customer) {
    io.motorpool.contracts.customer.model.Customer model =
        new io.motorpool.contracts.customer.model.Customer()
            .id(customer.id())
            .status(CustomerStatus.valueOf(customer.status().name()))
            .version(customer.version())
            .createdAt(Times.toModel(customer.createdAt()))
            .updatedAt(Times.toModel(customer.updatedAt()));
    customer.details().ifPresent(details -> tell(model, details));
    return model;
  }

  private static void tell(
      io.motorpool.contracts.customer.model.Customer model, CustomerDetails details) {
    model
        .firstName(details.firstName())
        .lastName(details.lastName())
        .email(details.email())
        .phone(details.phone().orElse(null))
        .dateOfBirth(details.dateOfBirth())
        .drivingLicence(licence(details.drivingLicence()))
        .address(details.address().map(CustomerModels::address).orElse(null));
  }

  static io.motorpool.contracts.customer.model.CustomerBlock toModel(CustomerBlock block) {
    return new io.motorpool.contracts.customer.model.CustomerBlock()
        .id(block.id())
        .customerId(block.customerId())
        .reason(block.reason())
        .until(block.lastDay().orElse(null))
        .version(block.version())
        .createdAt(Times.toModel(block.createdAt()))
        .liftedAt(block.liftedAt().map(Times::toModel).orElse(null))
        .liftReason(block.liftReason().orElse(null));
  }

  static io.motorpool.contracts.customer.model.CustomerExport toModel(CustomerExport export) {
    return new io.motorpool.contracts.customer.model.CustomerExport()
        .exportedAt(Times.toModel(export.exportedAt()))
        .customer(toModel(export.customer()))
        .blocks(export.blocks().stream().map(CustomerModels::toModel).toList())
        .reservations(export.reservations())
        .invoices(export.invoices())
        .notifications(export.notifications());
  }

  static io.motorpool.contracts.customer.model.Eligibility toModel(
      UUID customerId, Eligibility eligibility) {
    return new io.motorpool.contracts.customer.model.Eligibility()
        .customerId(customerId)
        .eligible(eligibility.isEligible())
        .reasons(
            eligibility.reasons().stream()
                .map(
                    reason ->
                        new EligibilityReason()
                            .code(EligibilityReasonCode.valueOf(reason.code().name()))
                            .detail(reason.detail()))
                .toList())
        .driverAge(eligibility.driverAge().isPresent() ? eligibility.driverAge().getAsInt() : null);
  }

  private static io.motorpool.contracts.customer.model.DrivingLicence licence(
      DrivingLicence licence) {
    return new io.motorpool.contracts.customer.model.DrivingLicence()
        .number(licence.number())
        .country(licence.country())
        .issuedOn(licence.issuedOn())
        .expiresOn(licence.expiresOn());
  }

  /** As the contract, and the events with it, show an address. */
  public static io.motorpool.contracts.common.model.Address address(Address address) {
    return new io.motorpool.contracts.common.model.Address()
        .street(address.street())
        .city(address.city())
        .postalCode(address.postalCode())
        .country(address.country());
  }
}
