#include "engine/trips/trip_budget_store.hpp"

#include <string>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

BudgetItem read_item(storage::Row& row) {
  BudgetItem item;
  item.key = row.next<std::string>();
  item.title = row.next<std::string>();
  item.kind = storage::stored(parse_budget_kind(row.next<std::string>()));
  item.quantity = row.next<std::int64_t>();
  item.amount.minor = row.next<std::int64_t>();
  item.amount.currency = row.next<std::string>();
  item.itinerary_item = row.next<std::optional<std::string>>();
  return item;
}

ExchangeRate read_rate(storage::Row& row) {
  ExchangeRate rate;
  rate.currency = row.next<std::string>();
  rate.rate.millionths = row.next<std::int64_t>();
  rate.date = row.next<core::Date>();
  rate.source = row.next<std::string>();
  return rate;
}

}  // namespace

StoredBudget load_budget(storage::Transaction& tx, const core::EventId& event) {
  StoredBudget stored;
  tx.select("select version, currency from trip_budgets where event_id = :event", {{"event", event}},
            [&](storage::Row& row) {
              stored.version = row.next<std::int64_t>();
              stored.budget = TripBudget{.currency = row.next<std::string>(), .items = {}, .rates = {}};
              return true;
            });
  if (!stored.budget) return stored;
  stored.budget->items = tx.select(
      "select item_key, title, kind, quantity, amount, currency, itinerary_item from trip_budget_items "
      "where event_id = :event order by list_position",
      {{"event", event}}, read_item);
  stored.budget->rates = tx.select(
      "select currency, rate_millionths, rate_on, source from trip_rates where event_id = :event "
      "order by list_position",
      {{"event", event}}, read_rate);
  return stored;
}

void save_budget(storage::Transaction& tx, const core::EventId& event, std::int64_t version, const TripBudget& budget) {
  tx.execute("delete from trip_budgets where event_id = :event", {{"event", event}});  // the rest goes with it
  tx.execute("insert into trip_budgets (event_id, version, currency) values (:event, :version, :currency)",
             {{"event", event}, {"version", version}, {"currency", budget.currency}});
  storage::BulkInsert items(tx,
                            "insert into trip_budget_items (event_id, item_key, list_position, title, kind, quantity, "
                            "amount, currency, itinerary_item)");
  int position = 0;
  for (const auto& one : budget.items) {
    items.add(event, one.key, ++position, one.title, to_text(one.kind), one.quantity, one.amount.minor,
              one.amount.currency, one.itinerary_item);
  }
  items.send();
  storage::BulkInsert rates(
      tx, "insert into trip_rates (event_id, currency, list_position, rate_millionths, rate_on, source)");
  position = 0;
  for (const auto& one : budget.rates)
    rates.add(event, one.currency, ++position, one.rate.millionths, core::to_text(one.date), one.source);
  rates.send();
}

}  // namespace tagwerk::trips
