#include "engine/vendors/vendor_invoice.hpp"

#include <map>
#include <utility>

namespace tagwerk::vendors {
namespace {

using registration::Amount;

VendorLine line_of(VendorLineKind kind, std::string text, std::int64_t quantity, const core::Money& unit_net,
                   core::Percent vat) {
  const auto net = unit_net.minor * quantity;  // both are bounded: below 10^14
  auto amount = registration::with_vat(net < 0 ? -net : net, vat.basis_points, unit_net.currency);
  if (net < 0) {
    for (auto* money : {&amount.net, &amount.vat, &amount.gross}) money->minor = -money->minor;
  }
  return {.kind = kind,
          .text = std::move(text),
          .quantity = quantity,
          .unit_net = unit_net,
          .vat = vat,
          .amount = std::move(amount)};
}

template <class Key>
void add_at(std::map<Key, Amount>& sums, Key key, const Amount& amount) {
  const auto [at, is_new] = sums.try_emplace(std::move(key), amount);
  if (!is_new) at->second = registration::sum_of(at->second, amount);
}

}  // namespace

std::string_view to_text(VendorLineKind kind) noexcept { return kind == VendorLineKind::package ? "package" : "extra"; }

Booking book(const VendorPackage& package, core::Instant now) {
  return {.at = now, .package_name = package.name, .price = package.price, .vat = package.vat};
}

std::vector<VendorLine> lines_of(const VendorParticipation& participation, const VendorPackage& package) {
  std::vector<VendorLine> lines;
  if (participation.is_live()) {
    const auto booking = participation.booking ? *participation.booking : book(package, {});
    if (booking.price)
      lines.push_back(line_of(VendorLineKind::package, booking.package_name, 1, *booking.price, booking.vat));
  }
  for (const auto& extra : participation.extra_lines)
    lines.push_back(line_of(VendorLineKind::extra, extra.text, extra.quantity, extra.unit_net, extra.vat));
  return lines;
}

void sum_up(VendorInvoice& invoice) {
  std::map<std::pair<std::string, std::int64_t>, Amount> by_rate;
  std::map<std::string, Amount> by_currency;
  for (const auto& line : invoice.lines) {
    const auto& currency = line.unit_net.currency;
    add_at(by_rate, std::pair(currency, line.vat.basis_points), line.amount);
    add_at(by_currency, currency, line.amount);
  }
  for (auto& [rate, amount] : by_rate) invoice.vat_totals.push_back({rate.second, std::move(amount)});
  for (auto& [currency, amount] : by_currency) invoice.totals.push_back(std::move(amount));
}

}  // namespace tagwerk::vendors
