#include "engine/vendors/vendor_staff_service.hpp"

#include <span>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/vendors/open_participation.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_package_store.hpp"
#include "engine/vendors/vendor_staff_audit.hpp"
#include "engine/vendors/vendor_staff_store.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

namespace {

core::Error no_staff(const VendorStaffId& id) { return refusals::not_found("vendor staff", id.text()); }

core::Error is_staff_already(const core::PersonId& person) {
  return core::fail_field("/person_id", person_is_staff, {{"value", person.text()}});
}

// People before the event, as a merge takes them.
registration::People lock_named(storage::Transaction& tx, const access::Call& call,
                                const std::optional<core::PersonId>& person) {
  if (!person) return {};
  return registration::lock_people(tx, call.principal.organization, std::span(&*person, 1));
}

// The participation, which nobody else gives people or passes to meanwhile.
core::Result<VendorParticipation> open_live(storage::Transaction& tx, const access::Call& call,
                                            const VendorParticipationId& id) {
  auto open = open_participation(tx, call, id);
  if (!open) return open.error();
  return std::move(open->participation);
}

core::Result<> put_name(const access::Call& call, const registration::People& people,
                        const VendorParticipation& participation, const StaffWish& wish, VendorStaff& staff) {
  registration::Participant present;
  present.person = staff.person;
  if (!staff.name.email.empty()) present.attendee = staff.name;  // not of somebody new
  auto name = registration::rename(present, wish.naming());
  if (!name) return name.error();
  staff.person = name->person;
  if (!staff.person) {
    staff.name = *std::move(name->attendee);
    return {};
  }
  std::vector<core::FieldError> wrong;
  if (!registration::check_person(wrong, "/person_id", people, *staff.person, participation.company, call))
    return core::fail_fields(std::move(wrong));
  staff.name = people.at(*staff.person).attendee;
  return {};
}

core::Result<> check_pass_for(storage::Transaction& tx, const VendorParticipation& participation,
                              const VendorStaff& staff) {
  // Its passes stay: who changes them has the event alone.
  const auto package = find_package(tx, participation.package);
  if (!package) throw storage::Restart("the package vanished meanwhile");
  return check_pass(package->staff_passes, count_passes(tx, participation.id, staff.id));
}

}  // namespace

core::Result<VendorStaff> VendorStaffService::create(const access::Call& call,
                                                     const VendorParticipationId& participation_id,
                                                     const StaffWish& wish) {
  if (auto wrong = check_new(wish); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<VendorStaff> {
    const auto people = lock_named(tx, call, wish.person);
    const auto participation = open_live(tx, call, participation_id);
    if (!participation) return participation.error();
    if (auto live = check_live(*participation); !live) return live.error();
    VendorStaff staff;
    staff.id = VendorStaffId::make(call.now);
    staff.event = participation->event;
    staff.participation = participation_id;
    staff.has_pass = wish.has_pass.value_or(false);
    if (wish.unavailable) staff.unavailable = sorted(*wish.unavailable);
    staff.created_at = staff.updated_at = call.now;
    if (auto named = put_name(call, people, *participation, wish, staff); !named) return named.error();
    if (count_staff(tx, participation_id) >= static_cast<std::int64_t>(max_staff))
      return core::fail(too_many_staff, {{"max", std::to_string(max_staff)}});
    if (staff.has_pass) {
      if (auto left = check_pass_for(tx, *participation, staff); !left) return left.error();
    }
    if (!insert_staff(tx, call.principal.organization, staff)) return is_staff_already(wish.person.value());
    record(tx, call, "created", std::nullopt, staff);
    return staff;
  });
}

core::Result<VendorStaff> VendorStaffService::find(const access::Call& call, const VendorParticipationId& participation,
                                                   const VendorStaffId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<VendorStaff> {
    if (const auto visible = visible_participation(tx, call, participation); !visible) return visible.error();
    auto staff = find_staff(tx, participation, id);
    if (!staff) return no_staff(id);
    return *std::move(staff);
  });
}

core::Result<core::Page<VendorStaff>> VendorStaffService::list(const access::Call& call,
                                                               const VendorParticipationId& participation,
                                                               const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<VendorStaff>> {
    if (const auto visible = visible_participation(tx, call, participation); !visible) return visible.error();
    return list_staff(tx, participation, page);
  });
}

core::Result<VendorStaff> VendorStaffService::change(const access::Call& call,
                                                     const VendorParticipationId& participation_id,
                                                     const VendorStaffId& id, const StaffWish& wish,
                                                     const core::ExpectedVersion& expected) {
  if (auto wrong = check_change(wish); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<VendorStaff> {
    const auto people = lock_named(tx, call, wish.person);
    const auto participation = open_live(tx, call, participation_id);
    if (!participation) return participation.error();
    const auto before = find_staff(tx, participation_id, id, storage::Lock::for_update);
    if (!before) return no_staff(id);
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    if (auto live = check_live(*participation); !live) return live.error();
    auto after = *before;
    if (!wish.naming().empty()) {
      if (auto named = put_name(call, people, *participation, wish, after); !named) return named.error();
    }
    if (wish.has_pass) after.has_pass = *wish.has_pass;
    if (wish.unavailable) after.unavailable = sorted(*wish.unavailable);
    if (after == *before) return after;
    if (after.has_pass && !before->has_pass) {
      if (auto left = check_pass_for(tx, *participation, after); !left) return left.error();
    }
    ++after.version;
    after.updated_at = call.now;
    if (!update_staff(tx, after)) return is_staff_already(wish.person.value());
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> VendorStaffService::remove(const access::Call& call, const VendorParticipationId& participation,
                                          const VendorStaffId& id, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    if (const auto open = open_participation(tx, call, participation); !open) return open.error();
    const auto staff = find_staff(tx, participation, id, storage::Lock::for_update);
    if (!staff) return no_staff(id);
    if (!expected.is_met_by(staff->version)) return core::fail(core::precondition_failed);
    remove_staff(tx, id);
    record(tx, call, "deleted", *staff, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::vendors
