package io.motorpool.customer.api;

import io.motorpool.contracts.customer.model.CustomerInput;
import io.motorpool.contracts.customer.model.EligibilityReason;
import io.motorpool.contracts.customer.model.EligibilityReasonCode;
import io.motorpool.customer.domain.Address;
import io.motorpool.customer.domain.Customer;
import io.motorpool.customer.domain.CustomerDetails;
import io.motorpool.customer.domain.DrivingLicence;
import io.motorpool.customer.domain.Eligibility;
import io.motorpool.platform.time.Times;
import java.util.Optional;
import java.util.UUID;

/** Customers as the contract shows them. */
final class CustomerModels {

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
    CustomerDetails details = customer.details();
    return new io.motorpool.contracts.customer.model.Customer()
        .id(customer.id())
        .firstName(details.firstName())
        .lastName(details.lastName())
        .email(details.email())
        .phone(details.phone().orElse(null))
        .dateOfBirth(details.dateOfBirth())
        .drivingLicence(licence(details.drivingLicence()))
        .address(details.address().map(CustomerModels::address).orElse(null))
        .version(customer.version())
        .createdAt(Times.toModel(customer.createdAt()))
        .updatedAt(Times.toModel(customer.updatedAt()));
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
                .toList());
  }

  private static io.motorpool.contracts.customer.model.DrivingLicence licence(
      DrivingLicence licence) {
    return new io.motorpool.contracts.customer.model.DrivingLicence()
        .number(licence.number())
        .country(licence.country())
        .issuedOn(licence.issuedOn())
        .expiresOn(licence.expiresOn());
  }

  private static io.motorpool.contracts.common.model.Address address(Address address) {
    return new io.motorpool.contracts.common.model.Address()
        .street(address.street())
        .city(address.city())
        .postalCode(address.postalCode())
        .country(address.country());
  }
}
