#include "engine/trips/trip_price.hpp"

#include <algorithm>
#include <set>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/exact_sum.hpp"
#include "engine/trips/trip_money_errors.hpp"

namespace tagwerk::trips {
namespace {

using core::Percent;

// Largest amounts to least: prices are at most 23 × max_trip_amount, so a share of one stays far below 64 bits.
std::int64_t share_of(std::int64_t price, std::int64_t basis_points) {
  return exact_sum(exact_product(price, basis_points), Percent::full_basis_points / 2) / Percent::full_basis_points;
}

void check_in_currency(core::Fields& fields, const std::string& pointer, const core::Money& money,
                       const std::string& currency, std::int64_t min) {
  if (money.currency != currency) {
    fields.push_back({pointer + "/currency",
                      &other_currency,
                      {{"expected", core::echo(currency)}, {"value", core::echo(money.currency)}}});
  } else {
    core::check_money(fields, pointer, money, min, max_trip_amount);
  }
}

void require(core::Fields& fields, std::string pointer, bool is_given, bool is_wanted) {
  if (is_given == is_wanted) return;
  if (is_wanted) {
    fields.push_back({std::move(pointer), &core::field_required, {}});
  } else {
    const auto member = pointer.substr(pointer.rfind('/') + 1);
    fields.push_back({std::move(pointer), &core::field_unknown, {{"value", member}}});
  }
}

core::Fields check_step(const std::string& at, const InstalmentStep& step, const std::string& currency) {
  auto fields = core::MemberRules(at).key("key", step.key).take();
  require(fields, at + "/due_on", step.due_on.has_value(), !step.days_before);
  if (step.days_before) core::check_range(fields, at + "/days_before", *step.days_before, 0, max_days_before);
  require(fields, at + "/amount", step.amount.has_value(), step.kind == InstalmentKind::amount);
  require(fields, at + "/share", step.share.has_value(), step.kind == InstalmentKind::share);
  if (step.amount && step.kind == InstalmentKind::amount)
    check_in_currency(fields, at + "/amount", *step.amount, currency, 1);
  return fields;
}

std::int64_t shares_in(const std::vector<InstalmentStep>& steps) {
  std::int64_t sum = 0;
  for (const auto& step : steps) sum += step.share.value_or(Percent{}).basis_points;
  return sum;
}

std::ptrdiff_t count_of(const std::vector<InstalmentStep>& steps, InstalmentKind kind) {
  return std::count_if(steps.begin(), steps.end(), [&](const InstalmentStep& step) { return step.kind == kind; });
}

bool make_the_price(const std::vector<InstalmentStep>& steps) {
  const auto rests = count_of(steps, InstalmentKind::rest);
  const auto shares = shares_in(steps);
  if (rests == 1) return shares <= Percent::full_basis_points;
  return rests == 0 && count_of(steps, InstalmentKind::amount) == 0 && shares == Percent::full_basis_points;
}

void check_instalments(core::Fields& fields, const TripPrices& prices) {
  const auto& steps = prices.instalments;
  core::check_count(fields, "/instalments", steps.size(), 0, max_instalments);
  std::set<std::string> seen;
  core::Fields wrong;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto at = "/instalments/" + std::to_string(i);
    core::append(wrong, check_step(at, steps[i], prices.base.currency));
    if (!seen.insert(steps[i].key).second)
      wrong.push_back({at + "/key", &core::field_duplicate, {{"value", core::echo(steps[i].key)}}});
  }
  if (wrong.empty() && !steps.empty() && !make_the_price(steps)) {
    wrong.push_back({"/instalments", &instalments_incomplete, {{"shares", core::amount_text(shares_in(steps), 2)}}});
  }
  core::append(fields, std::move(wrong));
}

void check_refund_policy(core::Fields& fields, const std::vector<RefundStep>& steps) {
  core::check_count(fields, "/refund_policy", steps.size(), 0, max_refund_steps);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto at = "/refund_policy/" + std::to_string(i);
    core::check_range(fields, at + "/days_before", steps[i].days_before, 0, max_days_before);
    if (i == 0) continue;
    const auto& earlier = steps[i - 1];
    if (steps[i].days_before >= earlier.days_before) {
      fields.push_back(
          {at + "/days_before",
           &core::field_order,
           {{"value", std::to_string(steps[i].days_before)}, {"other", std::to_string(earlier.days_before)}}});
    }
    if (steps[i].fee < earlier.fee) {
      fields.push_back({at + "/fee_percent",
                        &core::field_order,
                        {{"value", core::amount_text(steps[i].fee.basis_points, 2)},
                         {"other", core::amount_text(earlier.fee.basis_points, 2)}}});
    }
  }
}

// Shares rounded down; what is left goes to the largest remainders.
std::vector<std::int64_t> by_largest_remainder(const std::vector<InstalmentStep>& steps, std::int64_t price) {
  std::vector<std::int64_t> amounts(steps.size());
  std::vector<std::size_t> order(steps.size());
  const auto weight = [&](std::size_t i) { return exact_product(price, steps[i].share->basis_points); };
  auto left = price;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    amounts[i] = weight(i) / Percent::full_basis_points;
    left -= amounts[i];
    order[i] = i;
  }
  const auto remainder = [&](std::size_t i) { return weight(i) % Percent::full_basis_points; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t one, std::size_t other) { return remainder(one) > remainder(other); });
  for (std::size_t i = 0; i < order.size() && left > 0; ++i, --left) ++amounts[order[i]];
  return amounts;
}

std::vector<std::int64_t> with_a_rest(const std::vector<InstalmentStep>& steps, std::int64_t price) {
  std::vector<std::int64_t> amounts(steps.size());
  auto left = price;
  std::size_t rest = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind == InstalmentKind::rest) {
      rest = i;
      continue;
    }
    const auto wanted = steps[i].kind == InstalmentKind::amount ? steps[i].amount->minor
                                                                : share_of(price, steps[i].share->basis_points);
    amounts[i] = std::min(wanted, left);
    left -= amounts[i];
  }
  amounts[rest] = left;
  return amounts;
}

core::Date due_date(const InstalmentStep& step, core::Date departure) {
  return step.due_on ? *step.due_on : departure - boost::gregorian::days(step.days_before.value_or(0));
}

}  // namespace

std::string_view to_text(InstalmentKind kind) noexcept {
  switch (kind) {
    case InstalmentKind::amount:
      return "amount";
    case InstalmentKind::share:
      return "share";
    case InstalmentKind::rest:
      break;
  }
  return "rest";
}
std::optional<InstalmentKind> parse_instalment_kind(std::string_view text) noexcept {
  return core::one_of(all_instalment_kinds, text);
}

std::string_view to_text(PriceLineKind kind) noexcept {
  switch (kind) {
    case PriceLineKind::base:
      return "base";
    case PriceLineKind::early_bird:
      return "early_bird";
    case PriceLineKind::single_supplement:
      return "single_supplement";
    case PriceLineKind::adjustment:
      break;
  }
  return "adjustment";
}

std::vector<core::FieldError> check(const TripPrices& prices) {
  core::Fields fields;
  core::check_money(fields, "/base_price", prices.base, 0, max_trip_amount);
  const auto& currency = prices.base.currency;
  if (prices.early_bird) check_in_currency(fields, "/early_bird/price", prices.early_bird->price, currency, 0);
  if (prices.single_supplement) check_in_currency(fields, "/single_supplement", *prices.single_supplement, currency, 0);
  check_instalments(fields, prices);
  check_refund_policy(fields, prices.refund_policy);
  return fields;
}

std::vector<core::FieldError> check(const TravellerTerms& terms, const std::string& currency) {
  core::Fields fields;
  core::check_count(fields, "/adjustments", terms.adjustments.size(), 0, max_adjustments);
  for (std::size_t i = 0; i < terms.adjustments.size(); ++i) {
    const auto at = "/adjustments/" + std::to_string(i);
    core::append(fields, core::MemberRules(at).line("reason", terms.adjustments[i].reason, max_money_line).take());
    check_in_currency(fields, at + "/amount", terms.adjustments[i].amount, currency, -max_trip_amount);
  }
  return fields;
}

TravellerPrice price_of(const TripPrices& prices, const TravellerTerms& terms, core::Date registered_on) {
  TravellerPrice price;
  const auto add = [&](PriceLineKind kind, std::optional<std::string> reason, std::int64_t amount) {
    price.lines.push_back({kind, std::move(reason), amount});
    price.total = exact_sum(price.total, amount);
  };
  if (prices.early_bird && registered_on <= prices.early_bird->until) {
    add(PriceLineKind::early_bird, {}, prices.early_bird->price.minor);
  } else {
    add(PriceLineKind::base, {}, prices.base.minor);
  }
  if (terms.single_supplement && prices.single_supplement)
    add(PriceLineKind::single_supplement, {}, prices.single_supplement->minor);
  for (const auto& one : terms.adjustments) add(PriceLineKind::adjustment, one.reason, one.amount.minor);
  return price;
}

std::vector<Instalment> instalments_of(const TripPrices& prices, std::int64_t price, core::Date departure,
                                       core::Date registered_on) {
  const auto& steps = prices.instalments;
  if (steps.empty()) return {{std::string(whole_price_key), std::max(departure, registered_on), price}};
  const auto amounts =
      count_of(steps, InstalmentKind::rest) == 0 ? by_largest_remainder(steps, price) : with_a_rest(steps, price);
  std::vector<Instalment> instalments;
  instalments.reserve(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i)
    instalments.push_back({steps[i].key, std::max(due_date(steps[i], departure), registered_on), amounts[i]});
  std::stable_sort(instalments.begin(), instalments.end(),
                   [](const Instalment& one, const Instalment& other) { return one.due_on < other.due_on; });
  return instalments;
}

std::int64_t cancellation_fee(const TripPrices& prices, std::int64_t price, core::Date departure,
                              core::Date cancelled_on) {
  if (prices.refund_policy.empty()) return 0;
  const auto days_left = (departure - cancelled_on).days();
  for (const auto& step : prices.refund_policy) {
    if (days_left >= step.days_before) return share_of(price, step.fee.basis_points);
  }
  return price;
}

}  // namespace tagwerk::trips
