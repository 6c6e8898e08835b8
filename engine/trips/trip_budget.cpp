#include "engine/trips/trip_budget.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/exact_sum.hpp"
#include "engine/trips/trip_money_errors.hpp"

namespace tagwerk::trips {
namespace {

// An amount (15 digits) times a rate (15 digits) times a thousand needs 110 bits.
__extension__ using Wide = unsigned __int128;

Wide power_of_ten(int digits) noexcept {
  Wide power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  return power;
}

const ExchangeRate* find_rate(const TripBudget& budget, std::string_view currency) {
  const auto found = std::find_if(budget.rates.begin(), budget.rates.end(),
                                  [&](const ExchangeRate& one) { return one.currency == currency; });
  return found == budget.rates.end() ? nullptr : &*found;
}

// nullopt: there is no rate, or it is too much.
std::optional<std::int64_t> in_trip_currency(const TripBudget& budget, const core::Money& amount) {
  if (amount.currency == budget.currency) return amount.minor;
  const auto* rate = find_rate(budget, amount.currency);
  return rate == nullptr ? std::nullopt : convert(amount, rate->rate, budget.currency);
}

void check_currency(core::Fields& fields, std::string pointer, const std::string& currency) {
  if (core::minor_digits(currency)) return;
  fields.push_back({std::move(pointer),
                    &core::field_format,
                    {{"value", core::echo(currency)}, {"expected", "a currency in use of ISO 4217 such as EUR"}}});
}

void check_converted(core::Fields& fields, const std::string& at, const TripBudget& budget, const BudgetItem& item) {
  const auto& currency = item.amount.currency;
  const core::Money whole{item.amount.minor * item.quantity, currency};
  if (whole.minor > max_trip_amount) {
    core::check_money(fields, at + "/amount", whole, 0, max_trip_amount);
  } else if (currency != budget.currency && find_rate(budget, currency) == nullptr) {
    fields.push_back({at + "/amount/currency", &rate_missing, {{"currency", currency}, {"to", budget.currency}}});
  } else {
    const auto converted = in_trip_currency(budget, whole);
    core::check_money(fields, at + "/amount", {converted.value_or(core::max_minor_units), budget.currency}, 0,
                      max_trip_amount);
  }
}

core::Fields check_item(const std::string& at, const BudgetItem& item) {
  auto fields = core::MemberRules(at)
                    .key("key", item.key)
                    .line("title", item.title, max_money_line)
                    .line("itinerary_item", item.itinerary_item, max_itinerary_key)
                    .take();
  core::check_range(fields, at + "/quantity", item.quantity, 1, max_quantity);
  core::check_money(fields, at + "/amount", item.amount, 0, max_trip_amount);
  return fields;
}

core::Fields check_rate(const std::string& at, const ExchangeRate& rate) {
  auto fields = core::MemberRules(at).line("source", rate.source, max_money_line).take();
  check_currency(fields, at + "/currency", rate.currency);
  if (rate.rate.millionths <= 0) {
    fields.push_back({at + "/rate",
                      &core::field_range,
                      {{"value", rate.rate.text()},
                       {"min", core::Decimal{1}.text()},
                       {"max", core::Decimal{core::Decimal::max_millionths}.text()}}});
  }
  return fields;
}

// The trip's own currency has no rate.
void check_rates(core::Fields& fields, const TripBudget& budget) {
  std::set<std::string> seen{budget.currency};
  for (std::size_t i = 0; i < budget.rates.size(); ++i) {
    const auto at = "/rates/" + std::to_string(i);
    core::append(fields, check_rate(at, budget.rates[i]));
    if (!seen.insert(budget.rates[i].currency).second) {
      fields.push_back({at + "/currency", &core::field_duplicate, {{"value", core::echo(budget.rates[i].currency)}}});
    }
  }
}

void check_items(core::Fields& fields, const TripBudget& budget) {
  std::set<std::string> seen;
  const bool rates_are_good = fields.empty();
  for (std::size_t i = 0; i < budget.items.size(); ++i) {
    const auto at = "/items/" + std::to_string(i);
    const auto& item = budget.items[i];
    auto wrong = check_item(at, item);
    if (!seen.insert(item.key).second)
      wrong.push_back({at + "/key", &core::field_duplicate, {{"value", core::echo(item.key)}}});
    if (wrong.empty() && rates_are_good) check_converted(wrong, at, budget, item);
    core::append(fields, std::move(wrong));
  }
}

}  // namespace

std::string_view to_text(BudgetKind kind) noexcept { return kind == BudgetKind::per_head ? "per_head" : "per_group"; }
std::optional<BudgetKind> parse_budget_kind(std::string_view text) noexcept {
  return core::one_of(all_budget_kinds, text);
}

std::vector<core::FieldError> check(const TripBudget& budget) {
  core::Fields fields;
  check_currency(fields, "/currency", budget.currency);
  core::check_count(fields, "/rates", budget.rates.size(), 0, max_budget_rates);
  check_rates(fields, budget);
  core::check_count(fields, "/items", budget.items.size(), 0, max_budget_items);
  check_items(fields, budget);
  return fields;
}

std::optional<std::int64_t> convert(const core::Money& amount, const core::Decimal& rate,
                                    std::string_view to) noexcept {
  const bool is_negative = amount.minor < 0;
  const auto size = static_cast<Wide>(is_negative ? -amount.minor : amount.minor);
  const auto dividend = size * static_cast<Wide>(rate.millionths) * power_of_ten(core::minor_digits(to).value_or(0));
  const auto divisor =
      static_cast<Wide>(core::Decimal::one) * power_of_ten(core::minor_digits(amount.currency).value_or(0));
  const auto rounded = (2 * dividend + divisor) / (2 * divisor);
  if (rounded > static_cast<Wide>(core::max_minor_units)) return std::nullopt;
  const auto minor = static_cast<std::int64_t>(rounded);
  return is_negative ? -minor : minor;
}

TripCost cost_of(const TripBudget& budget, std::int64_t heads) {
  TripCost cost;
  cost.heads = heads;
  cost.lines.reserve(budget.items.size());
  std::map<std::string, CurrencyTotal> by_currency;
  for (const auto& item : budget.items) {
    const core::Money original{exact_product(item.amount.minor, item.quantity), item.amount.currency};
    const auto converted = in_trip_currency(budget, original);
    if (!converted) throw std::logic_error("a budget was not checked: " + item.key);
    const auto times = item.kind == BudgetKind::per_head ? heads : 1;
    const auto total = exact_product(*converted, times);
    auto& sum = item.kind == BudgetKind::per_head ? cost.per_head : cost.per_group;
    sum = exact_sum(sum, *converted);
    cost.total = exact_sum(cost.total, total);
    auto& of_currency = by_currency[original.currency];
    of_currency.original.currency = original.currency;
    of_currency.original.minor = exact_sum(of_currency.original.minor, exact_product(original.minor, times));
    of_currency.converted = exact_sum(of_currency.converted, total);
    cost.lines.push_back({item.key, item.kind, original, *converted, total});
  }
  cost.by_currency.reserve(by_currency.size());
  for (auto& [currency, total] : by_currency) cost.by_currency.push_back(std::move(total));
  return cost;
}

std::int64_t margin(std::int64_t income, const TripCost& cost) { return exact_sum(income, -cost.total); }

std::optional<std::int64_t> break_even(std::int64_t price, std::int64_t per_head, std::int64_t per_group) {
  const auto brings = exact_sum(price, -per_head);
  if (brings <= 0) return std::nullopt;
  return per_group / brings + (per_group % brings != 0 ? 1 : 0);
}

}  // namespace tagwerk::trips
