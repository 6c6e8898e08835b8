#include "engine/registration/scan_batch.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/check_in_list_store.hpp"
#include "engine/registration/check_in_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/presence_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using Tickets = std::map<std::string, DoorTicket, std::less<>>;
using Heads = std::map<core::ParticipantId, Participant>;

// The scans of one event, in their order.
struct OpenDoor {
  Door door;
  events::Event event;
  std::vector<ArrivedScan> scans;
  std::vector<std::size_t> places;  // in the batch
  std::size_t good = 0;
};

class Batch {
 public:
  Batch(storage::Transaction& tx, const core::OrganizationId& organization, std::span<const Scanned> scans)
      : tx_(&tx), organization_(organization), scans_(scans), answers_(scans.size()) {}

  void open(KnownKeys known) {
    std::set<std::string> codes;
    std::set<core::EventId> events;
    std::map<core::EventId, std::set<std::string>> nonces;
    for (std::size_t i = 0; i < scans_.size(); ++i) {
      const auto& [call, event, scan] = scans_[i];
      if (auto good = validate(*scan, call->now); !good) {
        answers_[i].emplace(good.error());
        continue;
      }
      codes.insert(scan->ticket_code);
      events.insert(event);
      if (scan->nonce && known == KnownKeys::look && !core::fault("no_nonce_check")) nonces[event].insert(*scan->nonce);
    }
    if (codes.empty()) return;
    // Before the tickets, as everybody: a scan's row refers to its event.
    auto found = events::find_events(*tx_, organization_, events, storage::Lock::shared);
    const auto tickets = core::fault("no_ticket_lock") ? find_tickets(*tx_, organization_, codes)
                                                       : lock_tickets(*tx_, organization_, codes);
    open_doors(std::move(found), nonces);
    line_up(tickets);
    load_what_lists_ask();
    load_heads(tickets);
  }

  void decide() {
    for (auto& [id, open] : doors_) decided_.emplace(id, registration::decide(open.door, open.scans));
  }

  void write() {
    std::vector<CheckIn> rows;
    std::vector<ChangedPresence> changed;
    for (auto& [id, open] : doors_) {
      auto& decided = decided_.at(id);
      for (std::size_t i = 0; i < decided.size(); ++i) {
        auto& one = decided[i];
        if (!one.is_new) continue;
        one.scan->scanned_by = audit::actor_of(scans_[open.places[i]].call->principal);
        rows.push_back(one.scan.value());
        open.good += rows.back().result == ScanResult::ok ? 1 : 0;
      }
      add_changes(changed, open.door);
    }
    std::sort(rows.begin(), rows.end(), [](const CheckIn& one, const CheckIn& other) { return one.id < other.id; });
    insert_check_ins(*tx_, rows);
    save_presence(*tx_, changed);
  }

  // Nothing else counts scans. One that overlaps with the completing of its event may count without being told of.
  void tell(std::span<events::AttendanceObserver* const> observers) {
    for (const auto& [id, open] : doors_) {
      if (open.good == 0 || open.event.status != events::EventStatus::completed) continue;
      for (auto* observer : observers) {
        observer->turnout_changed(*tx_, id);
        observer->attendance_changed(*tx_, organization_, open.event.series_key);
      }
    }
  }

  std::vector<core::Result<CheckedIn>> answer() && {
    load_other_heads();
    for (auto& [id, open] : doors_) {
      auto& decided = decided_.at(id);
      for (std::size_t i = 0; i < decided.size(); ++i)
        answers_[open.places[i]].emplace(answer_to(std::move(decided[i])));
    }
    std::vector<core::Result<CheckedIn>> answers;
    answers.reserve(answers_.size());
    for (auto& one : answers_) answers.push_back(*std::move(one));
    return answers;
  }

 private:
  void open_doors(std::map<core::EventId, events::Event> events,
                  const std::map<core::EventId, std::set<std::string>>& nonces) {
    std::vector<core::EventId> found;
    found.reserve(events.size());
    for (const auto& [id, event] : events) found.push_back(id);
    auto lists = load_lists(*tx_, found);
    auto by_nonce = load_by_nonces(*tx_, nonces);
    for (auto& [id, event] : events) {
      Door door;
      door.organization = organization_;
      door.event = id;
      door.event_is_cancelled = event.status == events::EventStatus::cancelled;
      door.lists = std::move(lists[id]);
      if (std::none_of(door.lists.begin(), door.lists.end(), [](const CheckInList& one) { return one.is_default(); })) {
        door.lists.push_back(default_list(id, event.created_at));
        ensure_default_list(*tx_, organization_, door.lists.back());
      }
      door.by_nonce = std::move(by_nonce[id]);
      doors_.emplace(id, OpenDoor{.door = std::move(door), .event = std::move(event), .scans = {}, .places = {}});
    }
  }

  // Each scan at the door of its event, which must be there.
  void line_up(const Tickets& tickets) {
    for (std::size_t i = 0; i < scans_.size(); ++i) {
      if (answers_[i]) continue;
      const auto& event = scans_[i].event;
      const auto open = doors_.find(event);
      if (open == doors_.end()) {
        answers_[i].emplace(refusals::not_found("event", event.text()));
        continue;
      }
      open->second.scans.push_back({.scan = scan_of(i), .now = scans_[i].call->now});
      open->second.places.push_back(i);
      if (const auto ticket = tickets.find(scans_[i].scan->ticket_code); ticket != tickets.end())
        open->second.door.tickets.insert(*ticket);
    }
  }

  const NewCheckIn* scan_of(std::size_t i) {
    if (!core::fault("no_nonce_check")) return scans_[i].scan;
    auto& without = without_nonce_.emplace_back(std::make_unique<NewCheckIn>(*scans_[i].scan));
    without->nonce.reset();
    return without.get();
  }

  // Lists that ask for more than the ticket.
  void load_what_lists_ask() {
    std::set<core::RegistrationId> registrations;
    bool asks_pools = false;
    for (const auto& [id, open] : doors_) {
      for (const auto& [scan, now] : open.scans) {
        const auto* list = open.door.find_list(scan->list);
        if (list == nullptr || list->admits == Admits::all) continue;
        asks_pools = asks_pools || list->admits == Admits::pool;
        if (const auto ticket = open.door.tickets.find(scan->ticket_code); ticket != open.door.tickets.end())
          registrations.insert(ticket->second.registration);
      }
    }
    const auto holdings = load_holdings(*tx_, std::vector(registrations.begin(), registrations.end()), asks_pools);
    for (auto& [id, open] : doors_) {
      for (const auto& [code, ticket] : open.door.tickets) {
        if (const auto holding = holdings.find(ticket.registration); holding != holdings.end())
          open.door.holdings.insert(*holding);
      }
    }
  }

  void load_heads(const Tickets& tickets) {
    std::vector<core::ParticipantId> ids;
    std::map<core::ParticipantId, core::EventId> event_of;
    for (const auto& [code, ticket] : tickets) {
      ids.push_back(ticket.participant);
      event_of.emplace(ticket.participant, ticket.event);
    }
    heads_ = find_participants(*tx_, ids);
    for (const auto& [key, presence] : load_presence(*tx_, ids)) {
      if (const auto open = doors_.find(event_of.at(key.first)); open != doors_.end())
        open->second.door.presence.emplace(key, presence);
    }
  }

  // Of repeated scans, by their nonce, whose ticket is another one by now.
  void load_other_heads() {
    std::set<core::ParticipantId> missing;
    for (const auto& [id, decided] : decided_) {
      for (const auto& one : decided) {
        if (one.scan && one.scan->result == ScanResult::ok && !heads_.contains(one.scan->participant.value()))
          missing.insert(*one.scan->participant);
      }
    }
    heads_.merge(find_participants(*tx_, std::vector(missing.begin(), missing.end())));
  }

  core::Result<CheckedIn> answer_to(Decided decided) {
    if (decided.refused) return *std::move(decided.refused);
    auto& scan = decided.scan.value();
    if (scan.result != ScanResult::ok) return refusal_of(scan.result, scan.ticket_code);
    const auto& head = heads_.at(scan.participant.value());
    return CheckedIn{.scan = std::move(scan), .participant = head};
  }

  storage::Transaction* tx_;
  core::OrganizationId organization_;
  std::span<const Scanned> scans_;
  std::vector<std::optional<core::Result<CheckedIn>>> answers_;
  std::map<core::EventId, OpenDoor> doors_;
  std::map<core::EventId, std::vector<Decided>> decided_;
  Heads heads_;
  std::vector<std::unique_ptr<NewCheckIn>> without_nonce_;
};

}  // namespace

std::vector<core::Result<CheckedIn>> check_in_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                                    std::span<const Scanned> scans,
                                                    std::span<events::AttendanceObserver* const> observers,
                                                    KnownKeys nonces) {
  Batch batch(tx, organization, scans);
  batch.open(nonces);
  batch.decide();
  batch.write();
  batch.tell(observers);
  return std::move(batch).answer();
}

}  // namespace tagwerk::registration
