#include "engine/trips/trip_account.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/core/field_checks.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/refusals.hpp"
#include "engine/trips/exact_sum.hpp"
#include "engine/trips/trip_money_errors.hpp"

namespace tagwerk::trips {
namespace {

using registration::ParticipantState;

// Nothing, where somebody else travels in his place or nobody at all.
std::int64_t fee_of(const TripPrices& prices, std::int64_t price, const PayingHead& traveller, const TripDays& days) {
  if (days.is_cancelled || traveller.is_replaced || traveller.is_transferred || !traveller.had_place) return 0;
  return cancellation_fee(prices, price, days.departure, traveller.cancelled_on.value_or(days.as_of));
}

std::vector<Instalment> dues_of(const TripPrices& prices, const TravellerAccount& account, const PayingHead& traveller,
                                const TripDays& days) {
  if (!account.fee) return instalments_of(prices, account.charge, days.departure, traveller.registered_on);
  if (*account.fee == 0) return {};
  return {{std::string(cancellation_fee_key), traveller.cancelled_on.value_or(days.as_of), *account.fee}};
}

}  // namespace

std::string_view to_text(EntryKind kind) noexcept {
  switch (kind) {
    case EntryKind::payment:
      return "payment";
    case EntryKind::refund:
      return "refund";
    case EntryKind::reversal:
      break;
  }
  return "reversal";
}
std::optional<EntryKind> parse_entry_kind(std::string_view text) noexcept {
  return core::one_of(all_entry_kinds, text);
}

std::string_view to_text(InstalmentState state) noexcept {
  switch (state) {
    case InstalmentState::paid:
      return "paid";
    case InstalmentState::open:
      return "open";
    case InstalmentState::overdue:
      break;
  }
  return "overdue";
}

bool is_taken_back(std::span<const TripEntry> entries, const TripEntryId& entry) {
  return std::any_of(entries.begin(), entries.end(), [&](const TripEntry& one) { return one.reverses == entry; });
}

EntrySums sums_of(std::span<const TripEntry> entries) {
  EntrySums sums;
  for (const auto& one : entries) {
    if (one.kind == EntryKind::reversal || is_taken_back(entries, one.id)) continue;
    auto& sum = one.kind == EntryKind::payment ? sums.paid : sums.refunded;
    sum = exact_sum(sum, one.amount.minor);
  }
  return sums;
}

core::Result<> check_next(std::span<const TripEntry> entries, const TripEntry& next) {
  std::int64_t received = 0;
  for (const auto& one : entries) {
    if (one.kind == EntryKind::payment) received = exact_sum(received, one.amount.minor);
  }
  core::Fields wrong;
  if (next.kind == EntryKind::payment) core::check_money(wrong, "/amount", next.amount, 1, max_paid - received);
  if (!wrong.empty()) return core::fail_fields(std::move(wrong));
  if (next.kind == EntryKind::reversal) {
    const auto taken_back =
        std::find_if(entries.begin(), entries.end(), [&](const TripEntry& one) { return one.id == next.reverses; });
    if (taken_back == entries.end())
      return core::refusals::no_such_reference("/entry_id", "entry", next.reverses ? next.reverses->text() : "");
    if (taken_back->kind == EntryKind::reversal || is_taken_back(entries, taken_back->id))
      return core::fail(entry_not_reversible, {{"id", taken_back->id.text()}});
  }
  std::vector<TripEntry> after(entries.begin(), entries.end());
  after.push_back(next);
  const auto sums = sums_of(after);
  if (sums.refunded <= sums.paid) return {};
  const auto text = [&](std::int64_t minor) {
    return core::amount_text({minor, next.amount.currency}) + " " + next.amount.currency;
  };
  return core::fail(
      refunds_exceed_payments,
      {{"participant", next.traveller.text()}, {"paid", text(sums.paid)}, {"refunded", text(sums.refunded)}});
}

void tell_who_had_places(std::span<PayingHead> heads, std::int64_t booked) {
  std::map<core::ParticipantId, bool> had;
  std::set<core::ParticipantId> replaced;
  std::int64_t rank = 0;
  for (auto& head : heads) {
    const auto before = head.replaces ? had.find(*head.replaces) : had.end();
    const bool is_among_them = before != had.end() ? before->second : rank++ < booked;
    head.had_place =
        head.state == ParticipantState::confirmed || (head.state == ParticipantState::cancelled && is_among_them);
    had.emplace(head.id, is_among_them);
    if (head.replaces) replaced.insert(*head.replaces);
  }
  for (auto& head : heads) head.is_replaced = replaced.contains(head.id);
}

TravellerAccount account_of(const TripPrices& prices, const TravellerTerms& terms, const PayingHead& traveller,
                            std::span<const TripEntry> entries, const TripDays& days) {
  TravellerAccount account;
  account.price = price_of(prices, terms, traveller.registered_on);
  if (traveller.state != ParticipantState::confirmed)
    account.fee = fee_of(prices, account.price.total, traveller, days);
  account.charge = account.fee.value_or(account.price.total);
  account.sums = sums_of(entries);
  const auto kept = exact_sum(account.sums.paid, -account.sums.refunded);
  account.owed = std::max<std::int64_t>(0, exact_sum(account.charge, -kept));
  account.due_back = std::max<std::int64_t>(0, exact_sum(kept, -account.charge));
  auto left = kept;
  for (auto& due : dues_of(prices, account, traveller, days)) {
    const auto paid = std::min(left, due.amount);
    left -= paid;
    const bool is_late = due.due_on < days.as_of;
    const auto open = due.amount - paid;
    const auto state = open == 0 ? InstalmentState::paid : is_late ? InstalmentState::overdue : InstalmentState::open;
    if (is_late) account.overdue = exact_sum(account.overdue, open);
    account.instalments.push_back({std::move(due), paid, state});
  }
  return account;
}

std::int64_t AccountTotals::income() const { return exact_sum(prices, fees); }

void add(AccountTotals& totals, const TravellerAccount& account) {
  const auto count = [](std::int64_t& sum, std::int64_t amount) { sum = exact_sum(sum, amount); };
  count(account.fee ? totals.cancelled : totals.travelling, 1);
  count(account.fee ? totals.fees : totals.prices, account.charge);
  count(totals.paid, account.sums.paid);
  count(totals.refunded, account.sums.refunded);
  count(totals.owed, account.owed);
  count(totals.overdue, account.overdue);
  count(totals.due_back, account.due_back);
}

}  // namespace tagwerk::trips
