#include "engine/registration/registration_audit.hpp"

#include <string>

#include "engine/audit/audit.hpp"

namespace tagwerk::registration {
namespace {

using audit::Members;

Members members_of(const Registration& registration) {
  Members members{{"event_id", registration.event.text()},
                  {"company_id", registration.company.text()},
                  {"status", std::string(to_text(registration.status))},
                  {"waitlist", std::string(to_text(registration.policy))},
                  {"confirmed_headcount", std::to_string(registration.heads.confirmed)},
                  {"waitlisted_headcount", std::to_string(registration.heads.waitlisted)}};
  std::string pools;
  for (const auto& [key, share] : registration.pools) {
    pools.append(pools.empty() ? "" : ", ")
        .append(key + " " + std::to_string(share.confirmed) + "+" + std::to_string(share.waitlisted));
  }
  if (!pools.empty()) members.emplace("pools", std::move(pools));
  if (registration.category) members.emplace("category", *registration.category);
  return members;
}

Members members_of(const Participant& head) {
  Members members;
  if (head.person) {
    members.emplace("person_id", head.person->text());
  } else if (head.attendee) {
    members.emplace("given_name", head.attendee->given_name);
    members.emplace("family_name", head.attendee->family_name);
    members.emplace("email", head.attendee->email);
  }
  return members;
}

// That it was answered, not what: answers may tell of health or belief, and the trail is kept.
void add_answers(std::vector<audit::Change>& changes, const AnswerSet& before, const AnswerSet& after) {
  for (const auto& [question, answer] : after) {
    const auto known = before.find(question);
    if (known == before.end()) {
      changes.push_back({"answers/" + question, std::nullopt, "given"});
    } else if (known->second != answer) {
      changes.push_back({"answers/" + question, "given", "given anew"});
    }
  }
  for (const auto& [question, answer] : before) {
    if (!after.contains(question)) changes.push_back({"answers/" + question, "given", std::nullopt});
  }
}

}  // namespace

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Registration>& before, const Registration& after) {
  audit::Entries entries(tx);
  add(entries, call, action, before, after);
  entries.write();
}

void add(audit::Entries& entries, const access::Call& call, std::string_view action,
         const std::optional<Registration>& before, const Registration& after) {
  entries.add(call, {.object_kind = "registration",
                     .object = after.id.uuid,
                     .action = action,
                     .changes = audit::changes_between(before ? members_of(*before) : Members{}, members_of(after))});
}

void record_naming(storage::Transaction& tx, const access::Call& call, const Participant& before,
                   const Participant& after) {
  auto members = audit::changes_between(members_of(before), members_of(after));
  add_answers(members, before.answers, after.answers);
  members.push_back({"participant_id", std::nullopt, after.id.text()});
  audit::record(tx, call,
                {.object_kind = "registration",
                 .object = after.registration.uuid,
                 .action = "participant_named",
                 .changes = std::move(members)});
}

}  // namespace tagwerk::registration
