// Purpose: what registrations cost, as accounts need it: lines, the data for an invoice, and sums. A line is what can be
// invoiced on its own, with VAT rounded once (price.hpp); every total is a sum of lines, so that they agree to the last cent.
// Units: minor units of one currency; VAT in basis points. Errors: std::overflow_error beyond 64 bits. Thread-safety: values and
// pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/money.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/price.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

/// All of a registration that lines are made of.
struct Charge {
  std::optional<std::string> category;
  HeadPrice price;
  std::int64_t heads = 0;  // confirmed ones
  std::int64_t fee_net = 0;
  bool operator==(const Charge&) const = default;
};
/// nullopt: nothing is said of money.
[[nodiscard]] std::optional<Charge> charge_of(const Registration& registration);

enum class LineKind : std::uint8_t { heads, cancellation_fee };
inline constexpr LineKind all_line_kinds[] = {LineKind::heads, LineKind::cancellation_fee};
[[nodiscard]] std::string_view to_text(LineKind kind) noexcept;

struct AccountLine {
  LineKind kind = LineKind::heads;
  std::optional<std::string> category;
  std::optional<std::int64_t> heads;    // none: a fee
  std::optional<core::Money> unit_net;  // none: a fee
  std::int64_t vat_bp = 0;
  Amount amount;
  bool operator==(const AccountLine&) const = default;
};
/// None where nobody comes and no fee is due.
[[nodiscard]] std::vector<AccountLine> lines_of(const Charge& charge);

/// Both of one currency.
[[nodiscard]] Amount sum_of(const Amount& one, const Amount& other);

struct VatTotal {
  std::int64_t vat_bp = 0;
  Amount amount;  // of its currency
  bool operator==(const VatTotal&) const = default;
};

/// Data for an invoice; it has no number and is none itself.
struct Invoice {
  core::RegistrationId registration;
  core::EventId event;
  std::string event_name;
  core::Date starts_on;
  core::Date ends_on;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> company_city;
  RegistrationStatus status = RegistrationStatus::confirmed;
  core::Instant registered_at;
  std::vector<AccountLine> lines;
  std::vector<VatTotal> vat_totals;  // by rate, the lowest first
  std::optional<Amount> total;       // none: nothing is said of money
};
/// Lines and totals of an invoice.
void charge(Invoice& invoice, const std::optional<Charge>& charge);

/// A registration that costs something.
struct Account {
  core::RegistrationId registration;
  core::CompanyId company;
  std::string company_name;
  Charge charge;
  core::Instant registered_at;
  RegistrationStatus status = RegistrationStatus::confirmed;
  bool imported = false;
};

/// The same charge, so many times.
struct CountedCharge {
  Charge charge;
  std::int64_t count = 1;
};

struct CategorySum {
  std::optional<std::string> category;
  std::string currency;
  std::int64_t heads = 0;
  Amount heads_amount;
  Amount fees;
  Amount total;  // of both
  bool operator==(const CategorySum&) const = default;
};
struct AccountsSummary {
  std::vector<CategorySum> categories;  // by category and currency
  std::vector<VatTotal> vat_totals;     // by currency and rate
  std::vector<Amount> totals;           // by currency
};
[[nodiscard]] AccountsSummary summarize(std::span<const CountedCharge> charges);

}  // namespace tagwerk::registration
