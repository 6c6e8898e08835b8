#include "engine/trips/trip_budget_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/trips/exact_sum.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_book.hpp"
#include "engine/trips/trip_budget_store.hpp"
#include "engine/trips/trip_money_audit.hpp"
#include "engine/trips/trip_money_errors.hpp"
#include "engine/trips/trip_price_store.hpp"

namespace tagwerk::trips {

BudgetReport budget_report(storage::Transaction& tx, const events::Event& event, core::Instant now) {
  BudgetReport report;
  auto stored = load_budget(tx, event.id);
  report.version = stored.version;
  report.budget = std::move(stored.budget);
  const auto book = load_book(tx, event, today_at(event, now));
  report.heads = std::count_if(book.travellers.begin(), book.travellers.end(), [](const BookedTraveller& one) {
    return one.traveller.state == registration::ParticipantState::confirmed;
  });
  if (!report.budget) return report;
  report.cost = cost_of(*report.budget, report.heads);
  if (!book.prices || book.prices->base.currency != report.budget->currency) return report;
  const auto income = book.totals.income();
  report.result = TripResult{
      .prices = book.totals.prices,
      .fees = book.totals.fees,
      .income = income,
      .margin = margin(income, *report.cost),
      .reference_price = book.prices->base.minor,
      .break_even_heads = break_even(book.prices->base.minor, report.cost->per_head, report.cost->per_group)};
  return report;
}

core::Result<BudgetReport> TripBudgetService::get(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<BudgetReport> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    return budget_report(tx, *event, call.now);
  });
}

core::Result<BudgetReport> TripBudgetService::put(const access::Call& call, const core::EventId& id,
                                                  const TripBudget& budget, const core::ExpectedVersion& expected) {
  if (auto wrong = check(budget); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<BudgetReport> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto before = load_budget(tx, id);
    if (!expected.is_met_by(before.version)) return core::fail(core::precondition_failed);
    const auto prices = load_prices(tx, id).prices;
    if (prices && prices->base.currency != budget.currency) {
      return core::fail_field("/currency", other_currency,
                              {{"expected", prices->base.currency}, {"value", budget.currency}});
    }
    if (before.budget != budget) {
      save_budget(tx, id, before.version + 1, budget);
      record(tx, call, id, before.budget, budget);
    }
    return budget_report(tx, *event, call.now);
  });
}

}  // namespace tagwerk::trips
