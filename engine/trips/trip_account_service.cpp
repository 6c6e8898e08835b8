#include "engine/trips/trip_account_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/refusals.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_account_store.hpp"
#include "engine/trips/trip_money_audit.hpp"
#include "engine/trips/trip_money_errors.hpp"
#include "engine/trips/trip_price_store.hpp"
#include "engine/trips/trip_traveller.hpp"

namespace tagwerk::trips {
namespace {

namespace refusals = core::refusals;

// The traveller is locked: his entries are all that there are.
core::Result<TripEntry> book(storage::Transaction& tx, const access::Call& call, const events::Event& event,
                             const TripEntry& entry) {
  if (auto good = check_next(load_entries(tx, entry.traveller), entry); !good) return good.error();
  insert_entry(tx, call.principal.organization, event.id, entry);
  record(tx, call, event.id, entry);
  return entry;
}

// A payment or a refund of a traveller who is named in the body, in the trip's currency.
core::Result<TripEntry> book_named(storage::Transaction& tx, const access::Call& call, const core::EventId& id,
                                   TripEntry entry) {
  const auto event = find_trip(tx, call, id, storage::Lock::shared);  // its prices stay
  if (!event) return event.error();
  const auto traveller = find_paying_head(tx, call, *event, entry.traveller, true);
  if (!traveller) return refusals::no_such_reference("/participant_id", "participant", entry.traveller.text());
  const auto prices = load_prices(tx, id).prices;
  if (!prices) return core::fail(no_trip_prices, {{"event", id.text()}});
  const auto& currency = prices->base.currency;
  if (entry.amount.currency != currency) {
    return core::fail_field("/amount/currency", other_currency,
                            {{"expected", currency}, {"value", entry.amount.currency}});
  }
  if (!traveller->had_place) return core::fail(not_a_traveller, {{"participant", traveller->id.text()}});
  return book(tx, call, *event, entry);
}

TripEntry new_entry(const access::Call& call, EntryKind kind) {
  TripEntry entry;
  entry.id = TripEntryId::make(call.now);
  entry.kind = kind;
  entry.created_at = call.now;
  return entry;
}

}  // namespace

std::vector<core::FieldError> check(const NewPayment& payment) {
  core::Fields fields;
  core::check_money(fields, "/amount", payment.amount, 1, max_trip_amount);
  core::append(fields, core::MemberRules("").line("reference", payment.reference, max_entry_reference).take());
  if (payment.note) core::check_note(fields, "/note", *payment.note, max_entry_note);
  return fields;
}

std::vector<core::FieldError> check(const NewRefund& refund) {
  core::Fields fields;
  core::check_money(fields, "/amount", refund.amount, 1, max_trip_amount);
  core::append(fields, core::MemberRules("").line("reason", refund.reason, max_money_line).take());
  return fields;
}

std::vector<core::FieldError> check(const NewReversal& reversal) {
  return core::MemberRules("").line("reason", reversal.reason, max_money_line).take();
}

core::Result<TripBook> TripAccountService::accounts(const access::Call& call, const core::EventId& id,
                                                    const std::optional<core::Date>& as_of) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<TripBook> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    return load_book(tx, *event, as_of.value_or(today_at(*event, call.now)), call.principal.company);
  });
}

core::Result<TripEntry> TripAccountService::pay(const access::Call& call, const core::EventId& event,
                                                const NewPayment& payment) {
  if (auto wrong = check(payment); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) {
    auto entry = new_entry(call, EntryKind::payment);
    entry.traveller = payment.traveller;
    entry.amount = payment.amount;
    entry.booked_on = payment.received_on;
    entry.reference = payment.reference;
    entry.note = payment.note;
    return book_named(tx, call, event, std::move(entry));
  });
}

core::Result<TripEntry> TripAccountService::refund(const access::Call& call, const core::EventId& event,
                                                   const NewRefund& refund) {
  if (auto wrong = check(refund); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) {
    auto entry = new_entry(call, EntryKind::refund);
    entry.traveller = refund.traveller;
    entry.amount = refund.amount;
    entry.booked_on = refund.refunded_on;
    entry.note = refund.reason;
    return book_named(tx, call, event, std::move(entry));
  });
}

core::Result<TripEntry> TripAccountService::reverse(const access::Call& call, const core::EventId& id,
                                                    const NewReversal& reversal) {
  if (auto wrong = check(reversal); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TripEntry> {
    const auto event = find_trip(tx, call, id, storage::Lock::shared);
    if (!event) return event.error();
    const auto not_there = [&] { return refusals::no_such_reference("/entry_id", "entry", reversal.entry.text()); };
    const auto owner = find_traveller_of(tx, id, reversal.entry);
    const auto traveller = owner ? find_paying_head(tx, call, *event, *owner, true) : not_there();
    if (!traveller) return not_there();
    const auto entries = load_entries(tx, traveller->id);
    const auto taken_back =
        std::find_if(entries.begin(), entries.end(), [&](const TripEntry& one) { return one.id == reversal.entry; });
    if (taken_back == entries.end()) return not_there();
    auto entry = new_entry(call, EntryKind::reversal);
    entry.traveller = traveller->id;
    entry.amount = taken_back->amount;
    entry.booked_on = today_at(*event, call.now);
    entry.note = reversal.reason;
    entry.reverses = reversal.entry;
    return book(tx, call, *event, entry);
  });
}

}  // namespace tagwerk::trips
