// Purpose: what a participation costs: lines, totals by rate of VAT, and totals by currency. VAT is rounded once in a line, half up
// to a minor unit, and as much for what is taken off as for the same charged; every total is a sum of lines.
// What is booked costs what it cost then. Before, the lines show what the package costs now. Of a cancelled participation only the
// extra lines are left: what a cancellation costs is one of them.
// Units: minor units. Errors: std::overflow_error beyond 64 bits. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/registration/accounts.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

enum class VendorLineKind : std::uint8_t { package, extra };
inline constexpr VendorLineKind all_vendor_line_kinds[] = {VendorLineKind::package, VendorLineKind::extra};
[[nodiscard]] std::string_view to_text(VendorLineKind kind) noexcept;

struct VendorLine {
  VendorLineKind kind = VendorLineKind::package;
  std::string text;
  std::int64_t quantity = 1;
  core::Money unit_net;
  core::Percent vat;
  registration::Amount amount;
  bool operator==(const VendorLine&) const = default;
};

/// The booking as it would be made now.
[[nodiscard]] Booking book(const VendorPackage& package, core::Instant now);
/// `package`: as it is now. None where nothing is said of money.
[[nodiscard]] std::vector<VendorLine> lines_of(const VendorParticipation& participation, const VendorPackage& package);

/// Data for an invoice; it has no number and is none itself.
struct VendorInvoice {
  VendorParticipationId participation;
  core::EventId event;
  std::string event_name;
  core::Date starts_on;
  core::Date ends_on;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> company_city;
  ParticipationStatus status = ParticipationStatus::enquiry;
  std::optional<core::Instant> booked_at;  // none: the package may still change its price
  std::vector<VendorLine> lines;
  std::vector<registration::VatTotal> vat_totals;  // by currency and rate
  std::vector<registration::Amount> totals;        // by currency
};
/// Totals of its lines.
void sum_up(VendorInvoice& invoice);

}  // namespace tagwerk::vendors
