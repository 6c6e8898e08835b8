#include "engine/registration/check_in_service.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/check_in_list_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/presence_store.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;
using Scans = std::vector<NewCheckIn>;

enum class Use : std::uint8_t { facts, dry_run };

struct OpenDoor {
  Door door;
  events::Event event;
};

std::vector<CheckInList> lists_of(storage::Transaction& tx, const access::Call& call, const events::Event& event,
                                  Use use) {
  auto lists = load_lists(tx, event.id);
  if (std::none_of(lists.begin(), lists.end(), [](const CheckInList& list) { return list.is_default(); })) {
    lists.push_back(default_list(event.id, event.created_at));
    if (use != Use::dry_run) ensure_default_list(tx, call.principal.organization, lists.back());
  }
  return lists;
}

// Lists that ask for more than the ticket.
void load_what_lists_ask(storage::Transaction& tx, Door& door, const Scans& scans) {
  bool asks = false;
  bool asks_pools = false;
  for (const auto& scan : scans) {
    const auto* list = door.find_list(scan.list);
    asks = asks || (list != nullptr && list->admits != Admits::all);
    asks_pools = asks_pools || (list != nullptr && list->admits == Admits::pool);
  }
  if (!asks) return;
  std::set<core::RegistrationId> registrations;
  for (const auto& [code, ticket] : door.tickets) registrations.insert(ticket.registration);
  door.holdings = load_holdings(tx, std::vector(registrations.begin(), registrations.end()), asks_pools);
}

core::Result<OpenDoor> open_door(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id,
                                 const Scans& scans, Use use) {
  std::set<std::string> codes;
  std::set<std::string> nonces;
  for (const auto& scan : scans) {
    codes.insert(scan.ticket_code);
    if (scan.nonce) nonces.insert(*scan.nonce);
  }
  const auto& organization = call.principal.organization;
  // Before the tickets, as everybody: a scan's row refers to its event.
  auto event =
      events::find_event(tx, organization, event_id, use == Use::facts ? storage::Lock::shared : storage::Lock::none);
  if (!event) return refusals::not_found("event", event_id.text());
  auto tickets = use == Use::facts ? lock_tickets(tx, organization, codes) : find_tickets(tx, organization, codes);
  Door door{.organization = organization,
            .event = event_id,
            .event_is_cancelled = event->status == EventStatus::cancelled,
            .lists = lists_of(tx, call, *event, use),
            .tickets = std::move(tickets),
            .holdings = {},
            .presence = {},
            .histories = {},
            .by_nonce = load_by_nonce(tx, event_id, nonces),
            .changed = {}};
  load_what_lists_ask(tx, door, scans);
  std::vector<core::ParticipantId> participants;
  participants.reserve(door.tickets.size());
  for (const auto& [code, ticket] : door.tickets) participants.push_back(ticket.participant);
  door.histories = load_histories(tx, participants);
  return OpenDoor{.door = std::move(door), .event = *std::move(event)};
}

// What was decided, written.
struct Kept {
  std::size_t good = 0;
  std::size_t failed = 0;
};
Kept keep(storage::Transaction& tx, const access::Call& call, const Door& door, const std::vector<Decided>& decided) {
  std::vector<CheckIn> rows;
  Kept kept;
  for (const auto& one : decided) {
    if (!one.is_new) continue;
    rows.push_back(one.scan.value());
    rows.back().scanned_by = audit::actor_of(call.principal);
    ++(rows.back().result == ScanResult::ok ? kept.good : kept.failed);
  }
  if (rows.empty()) return kept;
  std::sort(rows.begin(), rows.end(), [](const CheckIn& one, const CheckIn& other) { return one.id < other.id; });
  insert_check_ins(tx, rows);
  std::vector<ChangedPresence> changed;
  add_changes(changed, door);
  save_presence(tx, changed);
  return kept;
}

void require_bounded(std::size_t scans) {
  if (scans > max_scans_at_once) throw std::logic_error("more scans at once than max_scans_at_once");
}

}  // namespace

// Nothing else counts scans. One that overlaps with the completing of its event may count without being told of.
void CheckInService::tell_observers(storage::Transaction& tx, const access::Call& call, const events::Event& event) {
  if (event.status != EventStatus::completed) return;
  for (auto* observer : observers_) {
    observer->turnout_changed(tx, event.id);
    observer->attendance_changed(tx, call.principal.organization, event.series_key);
  }
}

core::Result<CheckedIn> CheckInService::check_in(const access::Call& call, const core::EventId& event_id,
                                                 const NewCheckIn& scan) {
  return std::move(check_in_all(call, event_id, std::span(&scan, 1)).front());
}

std::vector<core::Result<CheckedIn>> CheckInService::check_in_all(const access::Call& call,
                                                                  const core::EventId& event_id,
                                                                  std::span<const NewCheckIn> scans) {
  require_bounded(scans.size());
  std::vector<Scanned> asked;
  asked.reserve(scans.size());
  for (const auto& scan : scans) asked.push_back({.call = &call, .event = event_id, .scan = &scan});
  // A refused scan is kept, so the unit of work commits it: inside, a refusal is a value like any other.
  return database_->transact(call.transaction, [&](storage::Transaction& tx) {
    return check_in_batch(tx, call.principal.organization, asked, observers_);
  });
}

core::Result<std::vector<Decided>> CheckInService::import_facts(const access::Call& call, const core::EventId& event_id,
                                                                std::span<const NewCheckIn> scans, bool dry_run) {
  require_bounded(scans.size());
  Scans valid;
  std::map<std::size_t, core::Error> invalid;
  for (std::size_t i = 0; i < scans.size(); ++i) {
    if (!scans[i].at || !scans[i].nonce) throw std::logic_error("a fact has a time and a nonce");
    if (auto good = validate(scans[i], call.now); !good) {
      invalid.emplace(i, good.error());
    } else {
      valid.push_back(scans[i]);
    }
  }
  using Answers = std::vector<Decided>;
  const auto decide_in = [&](storage::Transaction& tx, OpenDoor& opened) {
    auto decided = decide_facts(opened.door, valid, call.now);
    if (dry_run) return decided;
    const auto kept = keep(tx, call, opened.door, decided);
    if (kept.good > 0) tell_observers(tx, call, opened.event);
    if (kept.good + kept.failed > 0) {
      audit::record(tx, call,
                    {.object_kind = "event",
                     .object = event_id.uuid,
                     .action = "check_ins_imported",
                     .changes = {{"counted", std::nullopt, std::to_string(kept.good)},
                                 {"failed", std::nullopt, std::to_string(kept.failed)}}});
    }
    return decided;
  };
  const auto run = [&](storage::Transaction& tx) -> core::Result<Answers> {
    auto opened = open_door(tx, call, event_id, valid, dry_run ? Use::dry_run : Use::facts);
    if (!opened) return opened.error();
    return decide_in(tx, *opened);
  };
  auto decided = dry_run ? access::reading(*database_, call, run) : database_->transact(call.transaction, run);
  if (!decided) return decided;
  for (auto& [index, error] : invalid) {
    decided->insert(decided->begin() + static_cast<std::ptrdiff_t>(index),
                    Decided{.scan = {}, .is_new = false, .refused = std::move(error)});
  }
  return decided;
}

core::Result<CheckIn> CheckInService::annul(const access::Call& call, const core::EventId& event_id,
                                            const core::Uuid& id) {
  const auto& organization = call.principal.organization;
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<CheckIn> {
    auto scan = find_check_in(tx, organization, event_id, id);
    if (!scan) return refusals::not_found("check-in", id.text());
    if (scan->result != ScanResult::ok) {
      return core::fail(scan_was_refused, {{"id", id.text()}, {"result", std::string(to_text(scan->result))}});
    }
    const auto participant = scan->participant.value();
    lock_participant(tx, participant);
    scan = find_check_in(tx, organization, event_id, id);
    if (scan.value().annulled_at) return core::fail(already_annulled, {{"id", id.text()}});
    const auto event = events::find_event(tx, organization, event_id);
    scan->annulled_at = call.now;
    scan->annulled_by = audit::actor_of(call.principal);
    save_annulment(tx, *scan);
    const PresenceKey key{participant, scan->list};
    const auto histories = load_histories(tx, std::span(&participant, 1));
    const auto left = histories.find(key);
    const ChangedPresence changed{.event = event_id,
                                  .key = key,
                                  .presence = left == histories.end() ? Presence{} : presence_of(left->second),
                                  .now = call.now};
    save_presence(tx, std::span(&changed, 1));
    audit::record(tx, call,
                  {.object_kind = "check_in",
                   .object = id,
                   .action = "annulled",
                   .changes = {{"annulled_at", std::nullopt, core::to_rfc3339(call.now)},
                               {"event_id", std::nullopt, event_id.text()},
                               {"participant_id", std::nullopt, participant.text()},
                               {"direction", std::nullopt, std::string(to_text(scan->direction))}}});
    tell_observers(tx, call, event.value());
    return *std::move(scan);
  });
}

core::Result<core::Page<CheckIn>> CheckInService::list(const access::Call& call, const core::EventId& event,
                                                       const CheckInFilter& filter, const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<CheckIn>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_check_ins(tx, call.principal.organization, event, filter, page);
  });
}

}  // namespace tagwerk::registration
