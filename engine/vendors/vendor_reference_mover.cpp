#include "engine/vendors/vendor_reference_mover.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/events/event_store.hpp"
#include "engine/vendors/booth_giving.hpp"
#include "engine/vendors/lead_store.hpp"
#include "engine/vendors/vendor_package_store.hpp"
#include "engine/vendors/vendor_participation_audit.hpp"
#include "engine/vendors/vendor_participation_store.hpp"
#include "engine/vendors/vendor_staff_audit.hpp"
#include "engine/vendors/vendor_staff_store.hpp"

namespace tagwerk::vendors {
namespace {

void touch(storage::Transaction& tx, const access::Call& call, VendorStaff& staff) {
  ++staff.version;
  staff.updated_at = call.now;
  if (!update_staff(tx, staff)) throw std::logic_error("a person is among the staff twice");
}

void write(storage::Transaction& tx, const access::Call& call, const VendorStaff& before, VendorStaff after) {
  touch(tx, call, after);
  record(tx, call, "moved", before, after);
}

// One person who is there twice is there once from now on.
void join(storage::Transaction& tx, const access::Call& call, const VendorStaff& gone, const VendorStaff& kept,
          bool with_pass) {
  auto after = kept;
  after.has_pass = with_pass;
  after.unavailable = joined(kept.unavailable, gone.unavailable);
  remove_staff(tx, gone.id);
  record(tx, call, "deleted", gone, std::nullopt);
  if (after != kept) write(tx, call, kept, after);
}

// Nobody is among both: a person is of one company, and of who left it only the name stays.
void move_staff(storage::Transaction& tx, const access::Call& call, const VendorParticipation& from,
                const VendorParticipation& into) {
  const auto package = find_package(tx, into.package);
  auto passes_left = (package ? package->staff_passes : 0) - count_passes(tx, into.id);
  for (const auto& one : lock_staff_of(tx, from.id)) {
    auto after = one;
    after.participation = into.id;
    after.has_pass = one.has_pass && passes_left > 0;
    passes_left -= after.has_pass ? 1 : 0;
    write(tx, call, one, after);
  }
}

void write(storage::Transaction& tx, const access::Call& call, std::string_view action,
           const VendorParticipation& before, const VendorParticipation& after) {
  update_participation(tx, after);
  record(tx, call, action, before, after);
}

void move_participation(storage::Transaction& tx, const access::Call& call, const VendorParticipation& moving,
                        const core::CompanyId& into, const std::vector<VendorParticipation>& of_into) {
  const auto other = std::find_if(of_into.begin(), of_into.end(), [&](const VendorParticipation& one) {
    return one.event == moving.event && one.is_live() && moving.is_live();
  });
  auto after = moving;
  after.company = into;
  if (other == of_into.end()) {
    ++after.version;
    after.updated_at = call.now;
    write(tx, call, "moved", moving, after);
    return;
  }
  const bool moving_gives_way = gives_way(moving.status, other->status);
  const auto& loser = moving_gives_way ? moving : *other;
  const auto& keeper = moving_gives_way ? *other : moving;
  give_booths(tx, call, loser.id, keeper.id);
  move_staff(tx, call, loser, keeper);
  if (moving_gives_way) {
    write(tx, call, "cancelled", moving, cancelled(after, std::string(reason_merged), call.now));
    return;
  }
  write(tx, call, "cancelled", *other, cancelled(*other, std::string(reason_merged), call.now));
  ++after.version;
  after.updated_at = call.now;
  write(tx, call, "moved", moving, after);
}

// As a name that the directory does not know.
VendorStaff by_name(VendorStaff staff, const directory::Person& person) {
  staff.person.reset();
  staff.name = {.given_name = person.given_name, .family_name = person.family_name, .email = person.email};
  return staff;
}

bool is_of_company(storage::Transaction& tx, const access::Call& call, const VendorStaff& staff,
                   const core::CompanyId& company) {
  const auto participation = find_participation(tx, call.principal.organization, staff.participation);
  return participation && participation->company == company;
}

}  // namespace

void VendorReferenceMover::move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                                        const core::CompanyId& into) {
  // The companies are locked: neither comes to another event meanwhile.
  if (const auto events = load_events_of(tx, from); !events.empty()) {
    events::lock_events(tx, events, storage::Lock::shared);
    const auto of_into = lock_of_company(tx, into);
    for (const auto& one : lock_of_company(tx, from)) move_participation(tx, call, one, into, of_into);
  }
  std::vector<audit::Record> entries;
  for (const auto& lead : move_leads(tx, from, into, call.now)) {
    entries.push_back({.object_kind = "vendor_lead",
                       .object = lead.uuid,
                       .action = "moved",
                       .changes = {{"company_id", "given", "given anew"}}});
  }
  audit::record_all(tx, call, entries);
}

void VendorReferenceMover::move_person(storage::Transaction& tx, const access::Call& call,
                                       const directory::Person& from, const directory::Person& into) {
  const auto of_into = lock_staff_of(tx, into.id);
  for (const auto& one : lock_staff_of(tx, from.id)) {
    const auto same = std::find_if(of_into.begin(), of_into.end(),
                                   [&](const VendorStaff& other) { return other.participation == one.participation; });
    if (same != of_into.end()) {
      join(tx, call, one, *same, same->has_pass || one.has_pass);
    } else if (is_of_company(tx, call, one, into.company)) {
      auto after = one;
      after.person = into.id;
      write(tx, call, one, after);
    } else {
      write(tx, call, one, by_name(one, from));
    }
  }
}

void VendorReferenceMover::person_changed(storage::Transaction& tx, const access::Call& call,
                                          const directory::Person& before, const directory::Person& after) {
  const bool is_renamed = !has_the_same_name(before, after);
  if (!is_renamed && before.company == after.company) return;
  for (auto& one : lock_staff_of(tx, after.id)) {
    if (before.company != after.company && !is_of_company(tx, call, one, after.company)) {
      write(tx, call, one, by_name(one, before));
    } else if (is_renamed) {
      touch(tx, call, one);  // it shows the name, and its ETag tells so
    }
  }
}

}  // namespace tagwerk::vendors
