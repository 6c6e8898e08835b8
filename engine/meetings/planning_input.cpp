#include "engine/meetings/planning_input.hpp"

#include <map>
#include <set>
#include <utility>

#include "engine/directory/names_store.hpp"
#include "engine/meetings/taking_part.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"
#include "engine/vendors/vendor_staff_store.hpp"

namespace tagwerk::meetings {
namespace {

void load_names(storage::Transaction& tx, PlanningInput& input) {
  std::set<core::CompanyId> companies;
  std::set<core::PersonId> people;
  for (const auto& wish : input.wishes) {
    companies.insert({wish.company, wish.with_company});
    for (const auto& one : wish.people) people.insert(one.person);
  }
  if (input.published) {
    for (const auto& talk : input.published->talks) {
      companies.insert({talk.company, talk.with_company});
      for (const auto& attendee : talk.attendees) {
        if (attendee.person) people.insert(*attendee.person);
      }
    }
  }
  for (auto& [id, company] : directory::load_named_companies(tx, companies))
    input.companies[id] = {.name = std::move(company.name), .role = company.role};
  input.people = directory::load_person_names(tx, people);
}

// Of vendors' staff; whose they are is known where a wish names them.
void add_staff_absences(storage::Transaction& tx, const events::Event& event, PlanningInput& input) {
  std::map<core::PersonId, core::CompanyId> company_of;
  for (const auto& wish : input.wishes) {
    for (const auto& one : wish.people) company_of.emplace(one.person, one.company);
  }
  for (const auto& [person, absences] : vendors::staff_absences(tx, event.id)) {
    const auto company = company_of.find(person);
    if (company == company_of.end()) continue;
    for (const auto& one : absences) {
      TalkAbsence absence;
      absence.event = event.id;
      absence.company = company->second;
      absence.person = person;
      absence.starts_at = one.starts_at;
      absence.ends_at = one.ends_at;
      input.absences.push_back(std::move(absence));
    }
  }
}

}  // namespace

std::optional<PlanningInput> load_planning_input(storage::Transaction& tx, const events::Event& event,
                                                 core::Instant now) {
  auto settings = find_talk_settings(tx, event.id);
  if (!settings) return std::nullopt;
  PlanningInput input{.now = now,
                      .time_zone = event.time_zone,
                      .settings = std::move(settings->settings),
                      .wishes = load_wishes(tx, event.id),
                      .companies = {},
                      .people = {},
                      .own_tables = {},
                      .absences = load_absences(tx, event.id),
                      .excluded = {},
                      .met = {},
                      .talks = load_talk_ids(tx, event.id),
                      .published = find_published_plan(tx, event.id)};
  load_names(tx, input);
  for (const auto& company : load_taking_part(tx, event.id)) {
    input.own_tables.insert(company.own_tables.begin(), company.own_tables.end());
    const auto known = input.companies.find(company.company);
    if (known == input.companies.end()) continue;
    known->second.takes_part = true;
    known->second.talk_quota = company.talk_quota;
    known->second.own_tables = company.own_tables;
  }
  add_staff_absences(tx, event, input);
  for (const auto& one : load_exclusions(tx, event.id)) input.excluded.insert(pair_of(one.company, one.with_company));
  if (input.settings.not_met_since) input.met = load_meetings(tx, event, *input.settings.not_met_since);
  return input;
}

}  // namespace tagwerk::meetings
