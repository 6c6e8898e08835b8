#include "engine/registration/accounts.hpp"

#include <map>
#include <stdexcept>
#include <utility>

namespace tagwerk::registration {
namespace {

std::int64_t plus(std::int64_t one, std::int64_t other) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(one, other, &sum)) throw std::overflow_error("a sum of money beyond 64 bits");
  return sum;
}

std::int64_t times(std::int64_t one, std::int64_t count) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(one, count, &product)) throw std::overflow_error("a sum of money beyond 64 bits");
  return product;
}

Amount nothing(const std::string& currency) { return {{0, currency}, {0, currency}, {0, currency}}; }

Amount times(Amount amount, std::int64_t count) {
  for (auto* money : {&amount.net, &amount.vat, &amount.gross}) money->minor = times(money->minor, count);
  return amount;
}

// At a key of a map; the first one begins it.
template <class Key>
void add_at(std::map<Key, Amount>& amounts, const Key& key, const Amount& amount) {
  auto& sum = amounts.try_emplace(key, nothing(amount.net.currency)).first->second;
  sum = sum_of(sum, amount);
}

using Rate = std::pair<std::string, std::int64_t>;  // currency and VAT

std::vector<VatTotal> totals_by_rate(const std::map<Rate, Amount>& amounts) {
  std::vector<VatTotal> totals;
  totals.reserve(amounts.size());
  for (const auto& [rate, amount] : amounts) totals.push_back({rate.second, amount});
  return totals;
}

}  // namespace

std::string_view to_text(LineKind kind) noexcept {
  switch (kind) {
    case LineKind::heads:
      return "heads";
    case LineKind::cancellation_fee:
      return "cancellation_fee";
  }
  return {};
}

std::optional<Charge> charge_of(const Registration& registration) {
  if (!registration.price) return std::nullopt;
  return Charge{.category = registration.category,
                .price = *registration.price,
                .heads = registration.heads.confirmed,
                .fee_net = registration.fee_net};
}

std::vector<AccountLine> lines_of(const Charge& charge) {
  const auto& [net, vat_bp] = charge.price;
  std::vector<AccountLine> lines;
  if (charge.heads > 0) {
    lines.push_back({.kind = LineKind::heads,
                     .category = charge.category,
                     .heads = charge.heads,
                     .unit_net = core::Money{net.net, net.currency},
                     .vat_bp = vat_bp,
                     .amount = with_vat(net.net * charge.heads, vat_bp, net.currency)});
  }
  if (charge.fee_net > 0) {
    lines.push_back({.kind = LineKind::cancellation_fee,
                     .category = charge.category,
                     .heads = {},
                     .unit_net = {},
                     .vat_bp = vat_bp,
                     .amount = with_vat(charge.fee_net, vat_bp, net.currency)});
  }
  return lines;
}

Amount sum_of(const Amount& one, const Amount& other) {
  const auto& currency = one.net.currency;
  return {.net = {plus(one.net.minor, other.net.minor), currency},
          .vat = {plus(one.vat.minor, other.vat.minor), currency},
          .gross = {plus(one.gross.minor, other.gross.minor), currency}};
}

void charge(Invoice& invoice, const std::optional<Charge>& charge) {
  if (!charge) return;
  invoice.lines = lines_of(*charge);
  auto total = nothing(charge->price.net.currency);
  std::map<Rate, Amount> by_rate;
  for (const auto& line : invoice.lines) {
    add_at(by_rate, {line.amount.net.currency, line.vat_bp}, line.amount);
    total = sum_of(total, line.amount);
  }
  invoice.vat_totals = totals_by_rate(by_rate);
  invoice.total = std::move(total);
}

AccountsSummary summarize(std::span<const CountedCharge> charges) {
  std::map<std::pair<std::optional<std::string>, std::string>, CategorySum> categories;
  std::map<Rate, Amount> by_rate;
  std::map<std::string, Amount> by_currency;
  for (const auto& [charge, count] : charges) {
    const auto& currency = charge.price.net.currency;
    for (const auto& line : lines_of(charge)) {
      const auto amount = times(line.amount, count);
      auto [at, is_new] = categories.try_emplace({charge.category, currency});
      auto& sum = at->second;
      if (is_new) {
        const auto none = nothing(currency);
        sum = {charge.category, currency, 0, none, none, none};
      }
      sum.heads += line.heads.value_or(0) * count;
      auto& part = line.kind == LineKind::heads ? sum.heads_amount : sum.fees;
      part = sum_of(part, amount);
      sum.total = sum_of(sum.total, amount);
      add_at(by_rate, {currency, line.vat_bp}, amount);
      add_at(by_currency, currency, amount);
    }
  }
  AccountsSummary summary;
  for (auto& [key, sum] : categories) summary.categories.push_back(std::move(sum));
  summary.vat_totals = totals_by_rate(by_rate);
  for (auto& [currency, amount] : by_currency) summary.totals.push_back(std::move(amount));
  return summary;
}

}  // namespace tagwerk::registration
