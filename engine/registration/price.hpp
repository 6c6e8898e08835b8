// Purpose: what a registration costs: its confirmed heads at the price at which it was made, and the fee for what was cancelled too
// late. VAT is added to either sum, rounded half up to a minor unit, so that both can be invoiced on their own.
// Units: minor units of one currency. Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/money.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

struct Amount {
  core::Money net;
  core::Money vat;
  core::Money gross;
  bool operator==(const Amount&) const = default;
};

struct Totals {
  core::Money unit_net;
  std::int64_t vat_bp = 0;
  std::int64_t heads = 0;
  Amount heads_amount;
  Amount fee;
  core::Money gross;  // of both
  bool operator==(const Totals&) const = default;
};

[[nodiscard]] Amount with_vat(std::int64_t net, std::int64_t vat_bp, const std::string& currency);
/// nullopt: nothing is said of money.
[[nodiscard]] std::optional<Totals> totals_of(const Registration& registration);

}  // namespace tagwerk::registration
