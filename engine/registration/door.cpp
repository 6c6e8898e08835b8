#include "engine/registration/door.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

Decided refuse(core::Error error) { return {.scan = {}, .is_new = false, .refused = std::move(error)}; }

Decided repeat(const NewCheckIn& scan, const CheckIn& first, const CheckInList& list) {
  if (first.ticket_code != scan.ticket_code || first.direction != scan.direction || first.list != list.id)
    return refuse(core::fail_field("/nonce", nonce_reused, {{"value", *scan.nonce}}));
  return {.scan = first, .is_new = false, .refused = {}};
}

const DoorTicket* ticket_of(const Door& door, const NewCheckIn& scan) {
  const auto found = door.tickets.find(scan.ticket_code);
  return found == door.tickets.end() ? nullptr : &found->second;
}

std::optional<TicketState> state_of(const Door& door, const DoorTicket* ticket, const CheckInList& list, bool inside) {
  if (ticket == nullptr) return std::nullopt;
  const auto holding = door.holdings.find(ticket->registration);
  return TicketState{.event = ticket->event,
                     .state = ticket->state,
                     .inside = inside,
                     .on_list = is_on(list, holding == door.holdings.end() ? Holding{} : holding->second)};
}

// Ids sort by time: a microsecond apart they are in the order of the scans.
CheckIn row_of(const Door& door, const NewCheckIn& scan, const CheckInList& list, const DoorTicket* ticket,
               core::Instant now, std::size_t position) {
  CheckIn row;
  row.id = core::Uuid::make(now + boost::posix_time::microseconds(static_cast<std::int64_t>(position)));
  row.organization = door.organization;
  row.event = door.event;
  if (ticket != nullptr) row.participant = ticket->participant;
  row.direction = scan.direction;
  row.forced = scan.forced;
  row.scanned_at = scan.at.value_or(now);
  row.recorded_at = row.effective_at = now;
  row.nonce = scan.nonce;
  row.ticket_code = scan.ticket_code;
  row.list = list.id;
  row.list_key = list.key;
  return row;
}

Decided keep(Door& door, CheckIn row) {
  if (row.nonce) door.by_nonce.emplace(*row.nonce, row);
  return {.scan = std::move(row), .is_new = true, .refused = {}};
}

Decided decide_one(Door& door, const NewCheckIn& scan, core::Instant now, std::size_t position) {
  const auto* list = door.find_list(scan.list);
  if (list == nullptr) {
    return refuse(core::fail_field("/list", core::reference_not_found,
                                   {{"object", "check-in list"}, {"value", core::echo(*scan.list)}}));
  }
  if (scan.nonce) {
    if (const auto first = door.by_nonce.find(*scan.nonce); first != door.by_nonce.end())
      return repeat(scan, first->second, *list);
  }
  const auto* ticket = ticket_of(door, scan);
  auto row = row_of(door, scan, *list, ticket, now, position);
  Presence before;
  if (ticket != nullptr) {
    if (const auto known = door.presence.find({ticket->participant, list->id}); known != door.presence.end())
      before = known->second;
  }
  row.result = judge(scan, door.event, door.event_is_cancelled, state_of(door, ticket, *list, before.inside));
  if (row.result != ScanResult::ok) return keep(door, std::move(row));
  // Two scans may have read the clock in one order and come here in the other.
  if (before.last_at) row.effective_at = std::max(now, *before.last_at + boost::posix_time::microseconds(1));
  const bool is_entry = scan.direction == Direction::entry;
  const PresenceKey key{ticket->participant, list->id};
  door.presence[key] = {
      .inside = is_entry, .entries = before.entries + (is_entry ? 1 : 0), .last_at = row.effective_at};
  door.changed[key] = now;
  return keep(door, std::move(row));
}

bool was_inside(const History& history, const GoodScan& here) {
  const auto next = history.lower_bound(here);
  return next != history.begin() && std::prev(next)->direction == Direction::entry;
}

Decided decide_fact(Door& door, const NewCheckIn& scan, core::Instant now, std::size_t position) {
  const auto* list = door.find_list(scan.list);
  if (list == nullptr) {
    return refuse(core::fail_field("/list", core::reference_not_found,
                                   {{"object", "check-in list"}, {"value", core::echo(*scan.list)}}));
  }
  if (const auto first = door.by_nonce.find(*scan.nonce); first != door.by_nonce.end())
    return repeat(scan, first->second, *list);
  const auto* ticket = ticket_of(door, scan);
  auto row = row_of(door, scan, *list, ticket, now, position);
  row.forced = row.imported = true;
  row.effective_at = row.scanned_at;
  const GoodScan here{.effective_at = row.effective_at, .id = row.id, .direction = row.direction};
  History* history = nullptr;
  if (ticket != nullptr) history = &door.histories[{ticket->participant, list->id}];
  auto asked = scan;
  asked.forced = false;  // what would be said of it at the door
  const auto verdict = judge(asked, door.event, door.event_is_cancelled,
                             state_of(door, ticket, *list, history != nullptr && was_inside(*history, here)));
  // Nobody of this event: there is nothing to count.
  if (verdict == ScanResult::unknown_ticket || verdict == ScanResult::wrong_event) {
    row.result = verdict;
    return keep(door, std::move(row));
  }
  if (verdict != ScanResult::ok) row.contradiction = verdict;
  history->insert(here);
  const PresenceKey key{ticket->participant, list->id};
  door.presence[key] = presence_of(*history);
  door.changed[key] = now;
  return keep(door, std::move(row));
}

}  // namespace

Presence presence_of(const History& history) {
  Presence presence;
  for (const auto& scan : history) presence.entries += scan.direction == Direction::entry ? 1 : 0;
  if (history.empty()) return presence;
  presence.inside = history.rbegin()->direction == Direction::entry;
  presence.last_at = history.rbegin()->effective_at;
  return presence;
}

const CheckInList* Door::find_list(const std::optional<std::string>& key) const {
  const std::string_view wanted = key ? std::string_view(*key) : default_list_key;
  const auto found =
      std::find_if(lists.begin(), lists.end(), [&](const CheckInList& list) { return list.key == wanted; });
  return found == lists.end() ? nullptr : &*found;
}

std::vector<Decided> decide(Door& door, std::span<const ArrivedScan> scans) {
  std::vector<Decided> decided;
  decided.reserve(scans.size());
  for (std::size_t i = 0; i < scans.size(); ++i) decided.push_back(decide_one(door, *scans[i].scan, scans[i].now, i));
  return decided;
}

std::vector<Decided> decide(Door& door, std::span<const NewCheckIn> scans, core::Instant now) {
  std::vector<ArrivedScan> arrived;
  arrived.reserve(scans.size());
  for (const auto& scan : scans) arrived.push_back({&scan, now});
  return decide(door, arrived);
}

std::vector<Decided> decide_facts(Door& door, std::span<const NewCheckIn> scans, core::Instant now) {
  std::vector<std::size_t> order(scans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t one, std::size_t other) { return scans[one].at.value() < scans[other].at.value(); });
  std::vector<Decided> decided(scans.size());
  for (std::size_t position = 0; position < order.size(); ++position) {
    const auto index = order[position];
    decided[index] = decide_fact(door, scans[index], now, position);
  }
  return decided;
}

}  // namespace tagwerk::registration
