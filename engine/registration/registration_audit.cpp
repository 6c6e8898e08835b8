#include "engine/registration/registration_audit.hpp"

#include <map>
#include <string>

#include "engine/audit/audit.hpp"

namespace tagwerk::registration {
namespace {

using Members = std::map<std::string, std::string>;

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

std::vector<audit::Change> changes(const Members& before, const Members& after) {
  std::vector<audit::Change> changes;
  for (const auto& [member, value] : before) {
    const auto now = after.find(member);
    changes.push_back({member, value, now == after.end() ? std::nullopt : std::optional(now->second)});
  }
  for (const auto& [member, value] : after) {
    if (!before.contains(member)) changes.push_back({member, std::nullopt, value});
  }
  return changes;
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
                     .changes = changes(before ? members_of(*before) : Members{}, members_of(after))});
}

void record_naming(storage::Transaction& tx, const access::Call& call, const Participant& before,
                   const Participant& after) {
  auto members = changes(members_of(before), members_of(after));
  members.push_back({"participant_id", std::nullopt, after.id.text()});
  audit::record(tx, call,
                {.object_kind = "registration",
                 .object = after.registration.uuid,
                 .action = "participant_named",
                 .changes = std::move(members)});
}

}  // namespace tagwerk::registration
