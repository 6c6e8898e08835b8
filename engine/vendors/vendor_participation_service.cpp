#include "engine/vendors/vendor_participation_service.hpp"

#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/vendors/booth_giving.hpp"
#include "engine/vendors/open_participation.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_package_store.hpp"
#include "engine/vendors/vendor_participation_audit.hpp"
#include "engine/vendors/vendor_staff_store.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

namespace {

using Status = ParticipationStatus;
using Participation = core::Result<VendorParticipation>;

/// A participation whose places are decided: its event is locked shared, its package and itself alone.
struct Deciding {
  events::Event event;
  VendorParticipation participation;
  VendorPackage package;
  std::optional<VendorPackage> wanted;  // the package of another key that was named, locked as well
};

core::Result<Deciding> lock_all(storage::Transaction& tx, const access::Call& call, const VendorParticipationId& id,
                                const std::optional<std::string>& wanted_key = std::nullopt) {
  const auto seen = visible_participation(tx, call, id);
  if (!seen) return seen.error();
  auto event = events::find_event(tx, call.principal.organization, seen->event, storage::Lock::shared);
  if (!event) return refusals::not_found("event", seen->event.text());
  std::set<VendorPackageId> ids{seen->package};
  const auto wanted = wanted_key ? find_package(tx, event->id, *wanted_key) : std::nullopt;
  if (wanted) ids.insert(wanted->id);
  const auto packages = lock_packages(tx, ids);
  auto participation = visible_participation(tx, call, id, storage::Lock::for_update);
  if (!participation) return participation.error();
  const auto package = packages.find(participation->package);
  if (package == packages.end()) throw storage::Restart("the participation has another package meanwhile");
  return Deciding{*std::move(event), *std::move(participation), package->second,
                  wanted ? std::optional(packages.at(wanted->id)) : std::nullopt};
}

core::Result<Deciding> decide(storage::Transaction& tx, const access::Call& call, const VendorParticipationId& id,
                              Status to) {
  auto deciding = lock_all(tx, call, id);
  if (!deciding) return deciding;
  if (auto takes = check_takes_vendors(deciding->event); !takes) return takes.error();
  if (auto may = check_transition(deciding->participation.status, to, actor_of(call)); !may) return may.error();
  return deciding;
}

// Is there a place of the package for this one, whatever it holds now?
core::Result<> check_place_for(storage::Transaction& tx, const access::Call& call,
                               const VendorParticipation& participation, const VendorPackage& package) {
  return check_place(package, count_holding(tx, package.id, participation.id, call.now));
}

core::Result<> check_other_package(storage::Transaction& tx, const access::Call& call, const Deciding& deciding,
                                   const std::string& key) {
  const auto& participation = deciding.participation;
  const auto& wanted = deciding.wanted;
  if (!wanted) return refusals::no_such_reference("/package", "vendor package", core::echo(key));
  if (!may_change_package(participation.status, actor_of(call)))
    return core::fail(package_is_fixed,
                      {{"id", participation.id.text()}, {"status", std::string(to_text(participation.status))}});
  if (holds_place(participation, call.now)) {
    if (auto free = check_place_for(tx, call, participation, *wanted); !free) return free;
  }
  const auto issued = count_passes(tx, participation.id);
  if (issued <= wanted->staff_passes) return {};
  return core::fail(
      passes_below_issued,
      {{"package", wanted->key}, {"passes", std::to_string(wanted->staff_passes)}, {"issued", std::to_string(issued)}});
}

VendorParticipation write(storage::Transaction& tx, const access::Call& call, std::string_view action,
                          const VendorParticipation& before, VendorParticipation after) {
  after.updated_at = call.now;
  after.version = before.version + 1;
  update_participation(tx, after);
  record(tx, call, action, before, after);
  return after;
}

core::Result<directory::Company> find_vendor(storage::Transaction& tx, const access::Call& call,
                                             const core::CompanyId& id) {
  auto company = call.principal.may_see(id)
                     ? directory::find_company(tx, call.principal.organization, id, storage::Lock::shared)
                     : std::nullopt;
  if (!company) return refusals::no_such_reference("/company_id", "company", id.text());
  if (company->role == directory::CompanyRole::partner)
    return core::fail_field("/company_id", company_is_no_vendor,
                            {{"value", id.text()}, {"role", std::string(to_text(company->role))}});
  return *std::move(company);
}

}  // namespace

Participation VendorParticipationService::create(const access::Call& call, const core::EventId& event_id,
                                                 const NewVendorParticipation& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    // Before the event, as a merge takes them.
    const auto company = find_vendor(tx, call, wanted.company);
    const auto event = events::find_event(tx, call.principal.organization, event_id, storage::Lock::shared);
    if (!event) return refusals::not_found("event", event_id.text());
    const auto package = find_package(tx, event_id, wanted.package);
    std::vector<core::FieldError> wrong;
    if (!company) wrong = company.error().fields();
    if (!package) {
      wrong.push_back({"/package",
                       &core::reference_not_found,
                       {{"object", "vendor package"}, {"value", core::echo(wanted.package)}}});
    }
    if (!wrong.empty()) return core::fail_fields(std::move(wrong));
    if (auto takes = check_takes_vendors(*event); !takes) return takes.error();
    if (const auto live = find_live(tx, event_id, wanted.company))
      return core::fail(already_participates, {{"id", live->text()}});
    VendorParticipation participation;
    participation.id = VendorParticipationId::make(call.now);
    participation.event = event_id;
    participation.company = wanted.company;
    participation.package = package->id;
    participation.package_key = package->key;
    participation.note = wanted.note;
    participation.created_at = participation.updated_at = call.now;
    // Somebody else was quicker: the next run finds it.
    if (!insert_participation(tx, call.principal.organization, participation))
      throw storage::Restart("the company enquired at the same time");
    record(tx, call, "created", std::nullopt, participation);
    return participation;
  });
}

Participation VendorParticipationService::find(const access::Call& call, const VendorParticipationId& id) {
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) { return visible_participation(tx, call, id); });
}

core::Result<> VendorParticipationService::check_visible(const access::Call& call, const VendorParticipationId& id) {
  const auto found = find(call, id);
  return found ? core::Result<>() : found.error();
}

core::Result<core::Page<VendorParticipation>> VendorParticipationService::list(const access::Call& call,
                                                                               const core::EventId& event,
                                                                               ParticipationFilter filter,
                                                                               const core::PageRequest& page) {
  const auto& own = call.principal.company;
  if (own && filter.company && *filter.company != *own) return core::Page<VendorParticipation>{};
  if (own) filter.company = own;
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) -> core::Result<core::Page<VendorParticipation>> {
                           if (!events::find_event(tx, call.principal.organization, event))
                             return refusals::not_found("event", event.text());
                           return list_participations(tx, event, filter, page);
                         });
}

Participation VendorParticipationService::change(const access::Call& call, const VendorParticipationId& id,
                                                 const VendorParticipationPatch& patch,
                                                 const core::ExpectedVersion& expected) {
  if (auto wrong = check(patch); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    const auto locked = lock_all(tx, call, id, patch.package);
    if (!locked) return locked.error();
    const auto& before = locked->participation;
    if (!expected.is_met_by(before.version)) return core::fail(core::precondition_failed);
    if (auto takes = check_takes_vendors(locked->event); !takes) return takes.error();
    if (auto live = check_live(before); !live) return live.error();
    auto after = before;
    if (patch.note) after.note = *patch.note;
    if (patch.package && *patch.package != before.package_key) {
      if (auto fits = check_other_package(tx, call, *locked, *patch.package); !fits) return fits.error();
      after.package = locked->wanted->id;
      after.package_key = locked->wanted->key;
    }
    if (after == before) return after;
    return write(tx, call, "changed", before, std::move(after));
  });
}

Participation VendorParticipationService::offer(const access::Call& call, const VendorParticipationId& id,
                                                const std::optional<core::Instant>& expires_at) {
  if (expires_at && *expires_at <= call.now)
    return core::fail_field("/expires_at", offer_not_in_future,
                            {{"value", core::to_rfc3339(*expires_at)}, {"now", core::to_rfc3339(call.now)}});
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    const auto deciding = decide(tx, call, id, Status::offered);
    if (!deciding) return deciding.error();
    const auto& before = deciding->participation;
    if (auto free = check_place_for(tx, call, before, deciding->package); !free) return free.error();
    auto after = before;
    after.status = Status::offered;
    after.offer_expires_at = expires_at;
    return write(tx, call, "offered", before, std::move(after));
  });
}

Participation VendorParticipationService::book(const access::Call& call, const VendorParticipationId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    const auto deciding = decide(tx, call, id, Status::booked);
    if (!deciding) return deciding.error();
    const auto& before = deciding->participation;
    // Also of an offer: the place of one that has expired is everybody's, and clocks may disagree whether it has.
    if (auto place = check_place_for(tx, call, before, deciding->package); !place) return place.error();
    auto after = before;
    after.status = Status::booked;
    after.offer_expires_at.reset();
    after.booking = vendors::book(deciding->package, call.now);
    return write(tx, call, "booked", before, std::move(after));
  });
}

Participation VendorParticipationService::confirm(const access::Call& call, const VendorParticipationId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    const auto deciding = decide(tx, call, id, Status::confirmed);
    if (!deciding) return deciding.error();
    auto after = deciding->participation;
    after.status = Status::confirmed;
    return write(tx, call, "confirmed", deciding->participation, std::move(after));
  });
}

Participation VendorParticipationService::cancel(const access::Call& call, const VendorParticipationId& id,
                                                 const std::optional<std::string>& reason) {
  core::MemberRules rules("");
  if (auto wrong = rules.line("reason", reason, max_reason).take(); !wrong.empty())
    return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    const auto deciding = decide(tx, call, id, Status::cancelled);
    if (!deciding) return deciding.error();
    const auto& before = deciding->participation;
    give_booths(tx, call, id, std::nullopt);
    return write(tx, call, "cancelled", before, cancelled(before, reason, call.now));
  });
}

Participation VendorParticipationService::put_extra_lines(const access::Call& call, const VendorParticipationId& id,
                                                          const std::vector<ExtraLine>& lines,
                                                          const core::ExpectedVersion& expected) {
  if (auto wrong = check(lines); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> Participation {
    auto open = open_participation(tx, call, id);
    if (!open) return open.error();
    const auto& before = open->participation;
    if (!expected.is_met_by(before.version)) return core::fail(core::precondition_failed);
    auto after = before;
    after.extra_lines = lines;
    if (after == before) return after;
    save_extra_lines(tx, after);
    return write(tx, call, "extra_lines_changed", before, std::move(after));
  });
}

core::Result<VendorInvoice> VendorParticipationService::invoice(const access::Call& call,
                                                                const VendorParticipationId& id) {
  const auto& organization = call.principal.organization;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<VendorInvoice> {
    const auto participation = visible_participation(tx, call, id);
    if (!participation) return participation.error();
    auto event = events::find_event(tx, organization, participation->event);
    if (!event) return refusals::not_found("event", participation->event.text());
    auto company = directory::find_company_or_merged(tx, organization, participation->company);
    if (!company) return refusals::not_found("company", participation->company.text());
    const auto package = find_package(tx, participation->package);
    if (!package) return refusals::not_found("vendor package", participation->package_key);
    VendorInvoice invoice;
    invoice.participation = id;
    invoice.event = event->id;
    invoice.event_name = std::move(event->name);
    invoice.starts_on = event->starts_on;
    invoice.ends_on = event->ends_on;
    invoice.company = company->id;
    invoice.company_name = std::move(company->name);
    invoice.company_city = std::move(company->city);
    invoice.status = participation->status;
    if (participation->booking) invoice.booked_at = participation->booking->at;
    invoice.lines = lines_of(*participation, *package);
    sum_up(invoice);
    return invoice;
  });
}

}  // namespace tagwerk::vendors
