#include "engine/trips/trip_price_store.hpp"

#include <string>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

using Minor = std::optional<std::int64_t>;

std::optional<core::Money> money_of(const Minor& minor, const std::string& currency) {
  return minor ? std::optional(core::Money{*minor, currency}) : std::nullopt;
}

std::optional<TripPrices> read_prices(storage::Row& row) {
  const auto currency = row.next<std::optional<std::string>>();
  const auto base = row.next<Minor>();
  const auto early = row.next<Minor>();
  const auto until = row.next<std::optional<core::Date>>();
  const auto single = row.next<Minor>();
  if (!currency || !base) return std::nullopt;
  TripPrices prices;
  prices.base = {*base, *currency};
  if (early && until) prices.early_bird = EarlyBird{.price = {*early, *currency}, .until = *until};
  prices.single_supplement = money_of(single, *currency);
  return prices;
}

InstalmentStep read_step(storage::Row& row, const std::string& currency) {
  InstalmentStep step;
  step.key = row.next<std::string>();
  step.due_on = row.next<std::optional<core::Date>>();
  step.days_before = row.next<std::optional<int>>();
  step.kind = storage::stored(parse_instalment_kind(row.next<std::string>()));
  step.amount = money_of(row.next<Minor>(), currency);
  if (const auto share = row.next<Minor>()) step.share = core::Percent{*share};
  return step;
}

template <class Id>
TermsByTraveller load_terms_where(storage::Transaction& tx, const std::string& condition, const Id& id) {
  TermsByTraveller all;
  tx.select(
      "select t.participant_id, t.version, t.single_supplement, a.reason, a.amount, a.currency "
      "from trip_traveller_terms t left join trip_adjustments a on a.participant_id = t.participant_id where " +
          condition + " order by t.participant_id, a.list_position",
      {{"id", id}}, [&](storage::Row& row) {
        auto& stored = all[row.next<core::ParticipantId>()];
        stored.version = row.next<std::int64_t>();
        stored.terms.single_supplement = row.next<bool>();
        auto reason = row.next<std::optional<std::string>>();
        const auto amount = row.next<Minor>();
        auto currency = row.next<std::optional<std::string>>();
        if (reason && amount && currency)
          stored.terms.adjustments.push_back({*std::move(reason), {*amount, *std::move(currency)}});
        return true;
      });
  return all;
}

void save_steps(storage::Transaction& tx, const core::EventId& event, const TripPrices& prices) {
  storage::BulkInsert steps(tx,
                            "insert into trip_instalments (event_id, step_key, list_position, due_on, days_before, "
                            "kind, amount, share_bp)");
  int position = 0;
  for (const auto& one : prices.instalments) {
    steps.add_row({event, one.key, ++position, one.due_on, one.days_before, to_text(one.kind),
                   one.amount ? storage::Value(one.amount->minor) : storage::Value(nullptr),
                   one.share ? storage::Value(one.share->basis_points) : storage::Value(nullptr)});
  }
  steps.send();
  storage::BulkInsert refunds(tx, "insert into trip_refund_steps (event_id, days_before, fee_bp)");
  for (const auto& one : prices.refund_policy) refunds.add(event, one.days_before, one.fee.basis_points);
  refunds.send();
}

}  // namespace

StoredPrices load_prices(storage::Transaction& tx, const core::EventId& event) {
  StoredPrices stored;
  tx.select(
      "select version, currency, base_amount, early_amount, early_until, single_amount from trip_prices "
      "where event_id = :event",
      {{"event", event}}, [&](storage::Row& row) {
        stored.version = row.next<std::int64_t>();
        stored.prices = read_prices(row);
        return true;
      });
  if (!stored.prices) return stored;
  const auto currency = stored.prices->base.currency;
  stored.prices->instalments = tx.select(
      "select step_key, due_on, days_before, kind, amount, share_bp from trip_instalments where event_id = :event "
      "order by list_position",
      {{"event", event}}, [&](storage::Row& row) { return read_step(row, currency); });
  stored.prices->refund_policy =
      tx.select("select days_before, fee_bp from trip_refund_steps where event_id = :event order by days_before desc",
                {{"event", event}}, [](storage::Row& row) {
                  RefundStep step;
                  step.days_before = row.next<int>();
                  step.fee = {row.next<std::int64_t>()};
                  return step;
                });
  return stored;
}

void save_prices(storage::Transaction& tx, const core::EventId& event, const StoredPrices& stored) {
  const auto& prices = stored.prices;
  const auto minor = [](const auto& money) { return money ? storage::Value(money->minor) : storage::Value(nullptr); };
  const auto* early = prices && prices->early_bird ? &*prices->early_bird : nullptr;
  tx.execute("delete from trip_prices where event_id = :event", {{"event", event}});  // the rest goes with them
  tx.execute(
      "insert into trip_prices (event_id, version, currency, base_amount, early_amount, early_until, single_amount) "
      "values (:event, :version, :currency, :base, :early, :until, :single)",
      {{"event", event},
       {"version", stored.version},
       {"currency", prices ? storage::Value(prices->base.currency) : storage::Value(nullptr)},
       {"base", prices ? storage::Value(prices->base.minor) : storage::Value(nullptr)},
       {"early", early != nullptr ? storage::Value(early->price.minor) : storage::Value(nullptr)},
       {"until", early != nullptr ? storage::Value(early->until) : storage::Value(nullptr)},
       {"single", prices ? minor(prices->single_supplement) : storage::Value(nullptr)}});
  if (prices) save_steps(tx, event, *prices);
}

TermsByTraveller load_all_terms(storage::Transaction& tx, const core::EventId& event) {
  return load_terms_where(tx, "t.event_id = :id", event);
}

StoredTerms load_terms(storage::Transaction& tx, const core::ParticipantId& traveller) {
  auto found = load_terms_where(tx, "t.participant_id = :id", traveller);
  return found.empty() ? StoredTerms{} : std::move(found.begin()->second);
}

void save_terms(storage::Transaction& tx, const core::EventId& event, const core::ParticipantId& traveller,
                const StoredTerms& stored) {
  tx.execute("delete from trip_adjustments where participant_id = :id", {{"id", traveller}});
  tx.execute(
      "insert into trip_traveller_terms (participant_id, event_id, version, single_supplement) "
      "values (:id, :event, :version, :single) on duplicate key update version = values(version), "
      "single_supplement = values(single_supplement)",
      {{"id", traveller},
       {"event", event},
       {"version", stored.version},
       {"single", stored.terms.single_supplement ? 1 : 0}});
  storage::BulkInsert rows(tx,
                           "insert into trip_adjustments (participant_id, list_position, reason, amount, currency)");
  int position = 0;
  for (const auto& one : stored.terms.adjustments)
    rows.add(traveller, ++position, one.reason, one.amount.minor, one.amount.currency);
  rows.send();
}

}  // namespace tagwerk::trips
