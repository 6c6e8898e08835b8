#include "engine/registration/price.hpp"

#include <string>

namespace tagwerk::registration {

Amount with_vat(std::int64_t net, std::int64_t vat_bp, const std::string& currency) {
  const auto vat = (net * vat_bp + events::full_bp / 2) / events::full_bp;
  return {.net = {net, currency}, .vat = {vat, currency}, .gross = {net + vat, currency}};
}

std::optional<Totals> totals_of(const Registration& registration) {
  if (!registration.price) return std::nullopt;
  const auto& [net, vat_bp] = *registration.price;
  Totals totals{.unit_net = {net.net, net.currency},
                .vat_bp = vat_bp,
                .heads = registration.heads.confirmed,
                .heads_amount = with_vat(net.net * registration.heads.confirmed, vat_bp, net.currency),
                .fee = with_vat(registration.fee_net, vat_bp, net.currency),
                .gross = {}};
  totals.gross = {totals.heads_amount.gross.minor + totals.fee.gross.minor, net.currency};
  return totals;
}

}  // namespace tagwerk::registration
