// Purpose: what the data for all invoices have in common: which event, who pays, totals per rate of VAT.
// Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/registration/accounts.hpp"

namespace tagwerk::resources {

struct VatTotalDto {
  core::Percent vat_percent;
  core::Money net;
  core::Money vat;
  core::Money gross;
};
[[nodiscard]] const json::Object<VatTotalDto>& shape(json::Tag<VatTotalDto>);
[[nodiscard]] std::vector<VatTotalDto> vat_totals(const std::vector<registration::VatTotal>& totals);

struct InvoicedEventDto {
  core::EventId id;
  std::string name;
  core::Date starts_on;
  core::Date ends_on;
};
[[nodiscard]] const json::Object<InvoicedEventDto>& shape(json::Tag<InvoicedEventDto>);

struct InvoicedCompanyDto {
  core::CompanyId id;
  std::string name;
  std::optional<std::string> city;
};
[[nodiscard]] const json::Object<InvoicedCompanyDto>& shape(json::Tag<InvoicedCompanyDto>);

}  // namespace tagwerk::resources
