#include "engine/trips/trip_price_service.hpp"

#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_account_store.hpp"
#include "engine/trips/trip_money_audit.hpp"
#include "engine/trips/trip_money_errors.hpp"
#include "engine/trips/trip_traveller.hpp"

namespace tagwerk::trips {
namespace {

core::Result<> check_not_below_zero(const TripPrices& prices, const TravellerTerms& terms,
                                    const PayingHead& traveller) {
  const auto total = price_of(prices, terms, traveller.registered_on).total;
  if (total >= 0) return {};
  const auto& currency = prices.base.currency;
  return core::fail(price_below_zero, {{"traveller", traveller.id.text()},
                                       {"amount", core::amount_text({total, currency}) + " " + currency}});
}

core::Result<> check_currency_stays(storage::Transaction& tx, const core::EventId& event,
                                    const std::optional<TripPrices>& before, const std::optional<TripPrices>& after) {
  if (!before || (after && after->base.currency == before->base.currency) || !is_money_in_use(tx, event)) return {};
  return core::fail(trip_money_in_use, {{"currency", before->base.currency}});
}

core::Result<> check_travellers(storage::Transaction& tx, const events::Event& event, const TripPrices& prices) {
  const auto terms = load_all_terms(tx, event.id);
  if (terms.empty()) return {};
  for (const auto& traveller : load_paying_heads(tx, event)) {
    const auto agreed = terms.find(traveller.id);
    if (agreed == terms.end()) continue;
    if (auto good = check_not_below_zero(prices, agreed->second.terms, traveller); !good) return good;
  }
  return {};
}

TravellerPriceReport report_of(const PayingHead& traveller, StoredTerms terms,
                               const std::optional<TripPrices>& prices) {
  TravellerPriceReport report;
  report.traveller = traveller.id;
  if (prices) {
    report.currency = prices->base.currency;
    report.price = price_of(*prices, terms.terms, traveller.registered_on);
  }
  report.terms = std::move(terms);
  return report;
}

}  // namespace

core::Result<StoredPrices> TripPriceService::get(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<StoredPrices> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    return load_prices(tx, id);
  });
}

core::Result<StoredPrices> TripPriceService::put(const access::Call& call, const core::EventId& id,
                                                 const std::optional<TripPrices>& prices,
                                                 const core::ExpectedVersion& expected) {
  if (auto wrong = prices ? check(*prices) : std::vector<core::FieldError>{}; !wrong.empty())
    return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<StoredPrices> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto before = load_prices(tx, id);
    if (!expected.is_met_by(before.version)) return core::fail(core::precondition_failed);
    if (before.prices == prices) return before;
    if (auto stays = check_currency_stays(tx, id, before.prices, prices); !stays) return stays.error();
    if (auto good = prices ? check_travellers(tx, *event, *prices) : core::Result<>(); !good) return good.error();
    const StoredPrices after{.version = before.version + 1, .prices = prices};
    save_prices(tx, id, after);
    record(tx, call, id, before.prices, prices);
    return after;
  });
}

core::Result<TravellerPriceReport> TripPriceService::traveller(const access::Call& call, const core::EventId& id,
                                                               const core::ParticipantId& participant) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<TravellerPriceReport> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    const auto traveller = find_paying_head(tx, call, *event, participant);
    if (!traveller) return traveller.error();
    return report_of(*traveller, load_terms(tx, participant), load_prices(tx, id).prices);
  });
}

core::Result<TravellerPriceReport> TripPriceService::change_traveller(const access::Call& call, const core::EventId& id,
                                                                      const core::ParticipantId& participant,
                                                                      const TravellerTermsPatch& patch,
                                                                      const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TravellerPriceReport> {
    const auto event = find_trip(tx, call, id, storage::Lock::shared);  // its prices stay
    if (!event) return event.error();
    const auto traveller = find_paying_head(tx, call, *event, participant, true);
    if (!traveller) return traveller.error();
    const auto before = load_terms(tx, participant);
    if (!expected.is_met_by(before.version)) return core::fail(core::precondition_failed);
    const auto prices = load_prices(tx, id).prices;
    if (!prices) return core::fail(no_trip_prices, {{"event", id.text()}});
    if (!traveller->had_place) return core::fail(not_a_traveller, {{"participant", participant.text()}});
    auto after = before;
    if (patch.single_supplement) after.terms.single_supplement = *patch.single_supplement;
    if (patch.adjustments) after.terms.adjustments = *patch.adjustments;
    if (auto wrong = check(after.terms, prices->base.currency); !wrong.empty())
      return core::fail_fields(std::move(wrong));
    if (auto good = check_not_below_zero(*prices, after.terms, *traveller); !good) return good.error();
    if (after.terms != before.terms) {
      ++after.version;
      save_terms(tx, id, participant, after);
      record(tx, call, participant, before.terms, after.terms);
    }
    return report_of(*traveller, std::move(after), prices);
  });
}

}  // namespace tagwerk::trips
