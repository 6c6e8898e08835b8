#include "engine/meetings/talk_wish_rules.hpp"

#include <algorithm>

#include "engine/core/field_checks.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_store.hpp"

namespace tagwerk::meetings {

Obstacles::Obstacles(storage::Transaction& tx, const events::Event& event, const TalkSettings& settings)
    : since_(settings.not_met_since) {
  for (const auto& one : load_exclusions(tx, event.id)) excluded_.insert(pair_of(one.company, one.with_company));
  if (!since_) return;
  for (auto& [pair, meeting] : load_meetings(tx, event, *since_)) met_.insert_or_assign(pair, std::move(meeting));
}

std::optional<Meeting> Obstacles::met(const Pair& pair) const {
  const auto found = met_.find(pair);
  return found == met_.end() ? std::nullopt : std::optional(found->second);
}

core::Result<> Obstacles::check(const Pair& pair) const {
  if (is_excluded(pair)) return core::fail(talk_excluded);
  if (const auto meeting = met(pair)) {
    return core::fail(
        already_met,
        {{"event", meeting->event_name}, {"date", core::to_text(meeting->date)}, {"since", core::to_text(*since_)}});
  }
  return {};
}

std::optional<core::FieldError> check_session(const TalkSettings& settings, const std::optional<std::string>& key,
                                              std::string pointer) {
  if (!key) return std::nullopt;
  std::string known;
  for (const auto& session : settings.sessions) {
    if (session.key == *key) return std::nullopt;
    known.append(known.empty() ? "" : ", ").append(session.key);
  }
  return core::FieldError{std::move(pointer), &unknown_session, {{"value", *key}, {"known", std::move(known)}}};
}

std::vector<WishPerson> people_of(const std::vector<core::PersonId>& people,
                                  const std::map<core::PersonId, core::CompanyId>& known,
                                  const core::CompanyId& company, const core::CompanyId& with_company,
                                  std::vector<core::FieldError>& fields) {
  std::vector<WishPerson> found;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto pointer = "/people/" + std::to_string(i);
    const auto one = known.find(people[i]);
    // Whose a stranger is, is nobody's business.
    if (one == known.end() || (one->second != company && one->second != with_company)) {
      fields.push_back({pointer, &person_of_neither_company, {{"value", people[i].text()}}});
      continue;
    }
    found.push_back({people[i], one->second});
  }
  for (const auto& side : {company, with_company}) {
    const auto count = std::count_if(found.begin(), found.end(), [&](const auto& one) { return one.company == side; });
    check_count(fields, "/people", static_cast<std::size_t>(count), 0, max_wish_people);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace tagwerk::meetings
