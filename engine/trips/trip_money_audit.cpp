#include "engine/trips/trip_money_audit.hpp"

#include <string>
#include <utility>

#include "engine/audit/audit.hpp"

namespace tagwerk::trips {
namespace {

using audit::Members;

std::string text_of(const core::Money& money) { return core::amount_text(money) + " " + money.currency; }
std::string percent(core::Percent share) { return core::amount_text(share.basis_points, 2) + " %"; }

Members members_of(const TripBudget& budget) {
  Members members{{"currency", budget.currency}};
  for (const auto& one : budget.items) {
    auto text = std::to_string(one.quantity) + " × " + text_of(one.amount) + " " + std::string(to_text(one.kind)) +
                ": " + one.title;
    if (one.itinerary_item) text.append(" (").append(*one.itinerary_item).append(")");
    members.emplace("items/" + one.key, std::move(text));
  }
  for (const auto& one : budget.rates)
    members.emplace("rates/" + one.currency, one.rate.text() + " " + core::to_text(one.date) + " " + one.source);
  return members;
}

Members members_of(const TripPrices& prices) {
  Members members{{"base_price", text_of(prices.base)}};
  if (prices.early_bird) {
    members.emplace("early_bird",
                    text_of(prices.early_bird->price) + " until " + core::to_text(prices.early_bird->until));
  }
  if (prices.single_supplement) members.emplace("single_supplement", text_of(*prices.single_supplement));
  for (const auto& one : prices.instalments) {
    auto text = one.amount ? text_of(*one.amount) : one.share ? percent(*one.share) : std::string("rest");
    text += one.due_on ? " " + core::to_text(*one.due_on) : " " + std::to_string(one.days_before.value_or(0)) + " days";
    members.emplace("instalments/" + one.key, std::move(text));
  }
  for (const auto& one : prices.refund_policy)
    members.emplace("refund_policy/" + std::to_string(one.days_before), percent(one.fee));
  return members;
}

Members members_of(const TravellerTerms& terms) {
  Members members{{"single_supplement", terms.single_supplement ? "true" : "false"}};
  std::string lines;
  for (const auto& one : terms.adjustments)
    lines.append(lines.empty() ? "" : "\n").append(text_of(one.amount)).append(": ").append(one.reason);
  if (!lines.empty()) members.emplace("adjustments", std::move(lines));
  return members;
}

Members members_of(const core::EventId& event, const TripEntry& entry) {
  Members members{{"event_id", event.text()},
                  {"participant_id", entry.traveller.text()},
                  {"kind", std::string(to_text(entry.kind))},
                  {"amount", text_of(entry.amount)},
                  {"booked_on", core::to_text(entry.booked_on)}};
  if (entry.reference) members.emplace("reference", *entry.reference);
  if (entry.note) members.emplace("note", *entry.note);
  if (entry.reverses) members.emplace("reverses_id", entry.reverses->text());
  return members;
}

template <class Noun>
Members members_of(const std::optional<Noun>& noun) {
  return noun ? members_of(*noun) : Members{};
}

}  // namespace

void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
            const std::optional<TripBudget>& before, const TripBudget& after) {
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = event.uuid,
                 .action = "trip_budget_changed",
                 .changes = audit::changes_between(members_of(before), members_of(after))});
}

void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
            const std::optional<TripPrices>& before, const std::optional<TripPrices>& after) {
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = event.uuid,
                 .action = "trip_prices_changed",
                 .changes = audit::changes_between(members_of(before), members_of(after))});
}

void record(storage::Transaction& tx, const access::Call& call, const core::ParticipantId& traveller,
            const TravellerTerms& before, const TravellerTerms& after) {
  audit::record(tx, call,
                {.object_kind = "participant",
                 .object = traveller.uuid,
                 .action = "trip_price_changed",
                 .changes = audit::changes_between(members_of(before), members_of(after))});
}

void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event, const TripEntry& made) {
  audit::record(tx, call,
                {.object_kind = "trip_entry",
                 .object = made.id.uuid,
                 .action = "created",
                 .changes = audit::changes_between({}, members_of(event, made))});
}

}  // namespace tagwerk::trips
