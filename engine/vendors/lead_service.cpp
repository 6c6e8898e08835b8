#include "engine/vendors/lead_service.hpp"

#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/vendors/open_participation.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

namespace {

core::Error no_lead(const LeadId& id) { return refusals::not_found("lead", id.text()); }

// To whoever has no company there are none, whatever the route table says.
core::Result<VendorParticipation> own_participation(storage::Transaction& tx, const access::Call& call,
                                                    const VendorParticipationId& id,
                                                    storage::Lock lock = storage::Lock::none) {
  if (!call.principal.company) return refusals::not_found("vendor participation", id.text());
  return visible_participation(tx, call, id, lock);
}

void add_change(std::vector<audit::Change>& changes, const char* member, bool was, bool is, bool differs) {
  if (!differs) return;
  const auto word = [](bool given, const char* text) {
    return given ? std::optional<std::string>(text) : std::nullopt;
  };
  changes.push_back({member, word(was, "given"), word(is, was ? "given anew" : "given")});
}

// Which members changed, and not to what: the trail is kept, and others read it.
std::vector<audit::Change> changes_between(const Lead& before, const Lead& after) {
  std::vector<audit::Change> changes;
  const auto compare = [&](const char* member, const auto& was, const auto& is) {
    add_change(changes, member, was.has_value(), is.has_value(), was != is);
  };
  const bool is_new = before.id != after.id;
  add_change(changes, "company_id", !is_new, true, is_new || before.company != after.company);
  add_change(changes, "rating", !is_new, true, is_new || before.rating != after.rating);
  compare("note", before.note, after.note);
  if (is_new || before.consent != after.consent) {
    const auto word = [](bool consent) { return std::string(consent ? "true" : "false"); };
    changes.push_back({"consent", is_new ? std::nullopt : std::optional(word(before.consent)), word(after.consent)});
  }
  compare("consent_at", before.consent_at, after.consent_at);
  compare("consent_text", before.consent_text, after.consent_text);
  compare("name", before.name, after.name);
  compare("email", before.email, after.email);
  compare("phone", before.phone, after.phone);
  return changes;
}

void record(storage::Transaction& tx, const access::Call& call, std::string_view action, const LeadId& lead,
            std::vector<audit::Change> changes) {
  audit::record(tx, call,
                {.object_kind = "vendor_lead", .object = lead.uuid, .action = action, .changes = std::move(changes)});
}

// A partner, whoever asks: whom a vendor met is not one of its own companies.
core::Result<> check_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& id) {
  const auto company = directory::find_company(tx, call.principal.organization, id, storage::Lock::shared);
  if (!company) return refusals::no_such_reference("/company_id", "company", id.text());
  if (company->role == directory::CompanyRole::partner) return {};
  return core::fail_field("/company_id", company_is_no_partner,
                          {{"value", id.text()}, {"role", std::string(to_text(company->role))}});
}

}  // namespace

core::Result<Lead> LeadService::create(const access::Call& call, const VendorParticipationId& participation_id,
                                       const NewLead& wanted) {
  auto lead = make_lead(participation_id, wanted, call.now);
  if (auto wrong = check(lead, call.now); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Lead> {
    const auto company = check_company(tx, call, wanted.company);
    const auto participation = own_participation(tx, call, participation_id, storage::Lock::for_update);
    if (!participation) return participation.error();
    if (!company) return company.error();
    if (!is_booked(participation->status))
      return core::fail(participation_not_booked,
                        {{"id", participation_id.text()}, {"status", std::string(to_text(participation->status))}});
    if (count_leads(tx, participation_id) >= static_cast<std::int64_t>(max_leads))
      return core::fail(too_many_leads, {{"max", std::to_string(max_leads)}});
    lead.id = LeadId::make(call.now);
    insert_lead(tx, call.principal.organization, lead);
    record(tx, call, "created", lead.id, changes_between({}, lead));
    return lead;
  });
}

core::Result<Lead> LeadService::find(const access::Call& call, const VendorParticipationId& participation,
                                     const LeadId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Lead> {
    if (const auto own = own_participation(tx, call, participation); !own) return own.error();
    auto lead = find_lead(tx, participation, id);
    if (!lead) return no_lead(id);
    return *std::move(lead);
  });
}

core::Result<core::Page<Lead>> LeadService::list(const access::Call& call, const VendorParticipationId& participation,
                                                 const LeadFilter& filter, const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Lead>> {
    if (const auto own = own_participation(tx, call, participation); !own) return own.error();
    return list_leads(tx, participation, filter, page);
  });
}

core::Result<Lead> LeadService::change(const access::Call& call, const VendorParticipationId& participation,
                                       const LeadId& id, const LeadPatch& patch,
                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Lead> {
    const auto company = patch.company ? check_company(tx, call, *patch.company) : core::Result<>();
    if (const auto own = own_participation(tx, call, participation); !own) return own.error();
    const auto before = find_lead(tx, participation, id, storage::Lock::for_update);
    if (!before) return no_lead(id);
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    auto after = patched(*before, patch, call.now);
    auto wrong = check(after, call.now);
    if (!company) {
      for (const auto& field : company.error().fields()) wrong.push_back(field);
    }
    if (!wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_lead(tx, after);
    const bool is_taken_back = before->consent && !after.consent;
    record(tx, call, is_taken_back ? "consent_withdrawn" : "changed", id, changes_between(*before, after));
    return after;
  });
}

core::Result<> LeadService::remove(const access::Call& call, const VendorParticipationId& participation,
                                   const LeadId& id, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    if (const auto own = own_participation(tx, call, participation); !own) return own.error();
    const auto lead = find_lead(tx, participation, id, storage::Lock::for_update);
    if (!lead) return no_lead(id);
    if (!expected.is_met_by(lead->version)) return core::fail(core::precondition_failed);
    remove_lead(tx, id);
    record(tx, call, "deleted", id, {});
    return {};
  });
}

core::Result<LeadSummary> LeadService::summary(const access::Call& call, const VendorParticipationId& participation) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<LeadSummary> {
    if (const auto visible = visible_participation(tx, call, participation); !visible) return visible.error();
    return sum_leads(tx, participation);
  });
}

}  // namespace tagwerk::vendors
