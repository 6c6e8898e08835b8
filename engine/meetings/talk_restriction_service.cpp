#include "engine/meetings/talk_restriction_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/directory/person_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_wish_rules.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

audit::Members members_of(const TalkAbsence& absence) {
  audit::Members members{{"event_id", absence.event.text()},
                         {"company_id", absence.company.text()},
                         {"starts_at", core::to_rfc3339(absence.starts_at)},
                         {"ends_at", core::to_rfc3339(absence.ends_at)}};
  if (absence.person) members.emplace("person_id", absence.person->text());
  if (absence.reason) members.emplace("reason", *absence.reason);
  return members;
}

audit::Members members_of(const TalkExclusion& exclusion) {
  audit::Members members{{"event_id", exclusion.event.text()},
                         {"company_id", exclusion.company.text()},
                         {"with_company_id", exclusion.with_company.text()}};
  if (exclusion.reason) members.emplace("reason", *exclusion.reason);
  return members;
}

template <class Noun>
void record(storage::Transaction& tx, const access::Call& call, std::string_view kind, std::string_view action,
            const std::optional<Noun>& before, const std::optional<Noun>& after) {
  audit::record(tx, call,
                {.object_kind = kind,
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before ? members_of(*before) : audit::Members{},
                                                   after ? members_of(*after) : audit::Members{})});
}

core::Result<> check_room(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company) {
  const auto counts = count_absences(tx, event, company);
  if (counts.of_company >= max_absences_per_company) {
    return core::fail(too_many_absences, {{"max", std::to_string(max_absences_per_company)}, {"of", "of one company"}});
  }
  if (counts.of_event >= max_absences_per_event)
    return core::fail(too_many_absences, {{"max", std::to_string(max_absences_per_event)}, {"of", "of one event"}});
  return {};
}

}  // namespace

core::Result<TalkAbsence> TalkRestrictionService::add_absence(const access::Call& call, const core::EventId& event,
                                                              const NewTalkAbsence& wanted) {
  if (!call.principal.may_see(wanted.company)) return refusals::not_found("company", wanted.company.text());
  auto fields = check(wanted);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TalkAbsence> {
    const auto& organization = call.principal.organization;
    if (!directory::find_company(tx, organization, wanted.company, storage::Lock::shared))
      return refusals::no_such_reference("/company_id", "company", wanted.company.text());
    if (wanted.person) {
      const auto person = directory::find_person(tx, organization, *wanted.person, storage::Lock::shared);
      if (!person || person->company != wanted.company)
        return core::fail_field("/person_id", person_of_another_company, {{"value", wanted.person->text()}});
    }
    if (!events::find_event(tx, organization, event, storage::Lock::shared))
      return refusals::not_found("event", event.text());
    if (auto room = check_room(tx, event, wanted.company); !room) return room.error();
    const TalkAbsence absence{.id = TalkAbsenceId::make(call.now),
                              .event = event,
                              .company = wanted.company,
                              .person = wanted.person,
                              .starts_at = wanted.starts_at,
                              .ends_at = wanted.ends_at,
                              .reason = wanted.reason,
                              .created_at = call.now,
                              .updated_at = call.now,
                              .version = core::first_version(call.now)};
    insert_absence(tx, organization, absence);
    record<TalkAbsence>(tx, call, "talk_absence", "created", std::nullopt, absence);
    return absence;
  });
}

core::Result<TalkAbsence> TalkRestrictionService::find_absence(const access::Call& call, const TalkAbsenceId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkAbsence> {
    auto absence = meetings::find_absence(tx, call.principal.organization, id);
    if (!absence || !call.principal.may_see(absence->company)) return refusals::not_found("talk absence", id.text());
    return *std::move(absence);
  });
}

core::Result<core::Page<TalkAbsence>> TalkRestrictionService::absences(const access::Call& call,
                                                                       const core::EventId& event,
                                                                       std::optional<core::CompanyId> company,
                                                                       const core::PageRequest& page) {
  if (call.principal.company) {
    if (company && *company != *call.principal.company) return refusals::not_found("company", company->text());
    company = call.principal.company;
  }
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<TalkAbsence>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_absences(tx, event, company, page);
  });
}

core::Result<> TalkRestrictionService::remove_absence(const access::Call& call, const TalkAbsenceId& id,
                                                      const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto absence = meetings::find_absence(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!absence || !call.principal.may_see(absence->company)) return refusals::not_found("talk absence", id.text());
    if (!expected.is_met_by(absence->version)) return core::fail(core::precondition_failed);
    meetings::remove_absence(tx, id);
    record<TalkAbsence>(tx, call, "talk_absence", "deleted", absence, std::nullopt);
    return {};
  });
}

core::Result<TalkExclusion> TalkRestrictionService::add_exclusion(const access::Call& call, const core::EventId& event,
                                                                  const NewTalkExclusion& wanted) {
  auto fields = check(wanted);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  const auto pair = pair_of(wanted.company, wanted.with_company);
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TalkExclusion> {
    const auto& organization = call.principal.organization;
    std::vector<core::FieldError> wrong;
    for (const auto& id : {pair.first, pair.second}) {
      if (directory::find_company(tx, organization, id, storage::Lock::shared)) continue;
      wrong.push_back({id == wanted.company ? "/company_id" : "/with_company_id",
                       &core::reference_not_found,
                       {{"object", "company"}, {"value", id.text()}}});
    }
    if (!wrong.empty()) return core::fail_fields(std::move(wrong));
    if (!events::find_event(tx, organization, event, storage::Lock::shared))
      return refusals::not_found("event", event.text());
    if (count_exclusions(tx, event) >= max_exclusions_per_event)
      return core::fail(too_many_exclusions, {{"max", std::to_string(max_exclusions_per_event)}});
    const TalkExclusion exclusion{.id = TalkExclusionId::make(call.now),
                                  .event = event,
                                  .company = pair.first,
                                  .with_company = pair.second,
                                  .reason = wanted.reason,
                                  .created_at = call.now,
                                  .updated_at = call.now,
                                  .version = core::first_version(call.now)};
    if (!insert_exclusion(tx, organization, exclusion))
      return refusals::already_exists("talk exclusion", "with_company_id", wanted.with_company.text());
    record<TalkExclusion>(tx, call, "talk_exclusion", "created", std::nullopt, exclusion);
    return exclusion;
  });
}

core::Result<TalkExclusion> TalkRestrictionService::find_exclusion(const access::Call& call,
                                                                   const TalkExclusionId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkExclusion> {
    auto exclusion = meetings::find_exclusion(tx, call.principal.organization, id);
    if (!exclusion) return refusals::not_found("talk exclusion", id.text());
    return *std::move(exclusion);
  });
}

core::Result<core::Page<TalkExclusion>> TalkRestrictionService::exclusions(const access::Call& call,
                                                                           const core::EventId& event,
                                                                           const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<TalkExclusion>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_exclusions(tx, event, page);
  });
}

core::Result<> TalkRestrictionService::remove_exclusion(const access::Call& call, const TalkExclusionId& id,
                                                        const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto exclusion = meetings::find_exclusion(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!exclusion) return refusals::not_found("talk exclusion", id.text());
    if (!expected.is_met_by(exclusion->version)) return core::fail(core::precondition_failed);
    meetings::remove_exclusion(tx, id);
    record<TalkExclusion>(tx, call, "talk_exclusion", "deleted", exclusion, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::meetings
