#include "engine/meetings/planning_input.hpp"

#include <set>
#include <utility>

#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"

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
  for (auto& [id, company] : load_company_names(tx, companies))
    input.companies[id] = {.name = std::move(company.first), .role = company.second};
  input.people = load_person_names(tx, people);
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
                      .absences = load_absences(tx, event.id),
                      .excluded = {},
                      .met = {},
                      .talks = load_talk_ids(tx, event.id),
                      .published = find_published_plan(tx, event.id)};
  load_names(tx, input);
  for (const auto& company : load_taking_part(tx, event.id)) {
    if (const auto known = input.companies.find(company.company); known != input.companies.end())
      known->second.takes_part = true;
  }
  for (const auto& one : load_exclusions(tx, event.id)) input.excluded.insert(pair_of(one.company, one.with_company));
  if (input.settings.not_met_since) input.met = load_meetings(tx, event, *input.settings.not_met_since);
  return input;
}

}  // namespace tagwerk::meetings
