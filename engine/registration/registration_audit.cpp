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
  const auto add = [&](const char* name, const auto& value, auto text) {
    if (value) members.emplace(name, text(*value));
  };
  const auto instant = [](core::Instant at) { return core::to_rfc3339(at); };
  const auto word = [](auto value) { return std::string(to_text(value)); };
  const auto id = [](const auto& one) { return one.text(); };
  add("category", registration.category, [](const std::string& text) { return text; });
  if (registration.heads.held > 0) members.emplace("held_headcount", std::to_string(registration.heads.held));
  add("held_for", registration.held_for, word);
  add("held_until", registration.held_until, instant);
  add("approval", registration.approval, word);
  add("reason", registration.reason, [](const std::string& text) { return text; });
  if (registration.fee_net != 0) members.emplace("fee_net", std::to_string(registration.fee_net));
  if (registration.imported) {
    members.emplace("imported", "true");
    members.emplace("registered_at", core::to_rfc3339(registration.registered_at));
  }
  add("transferred_from_id", registration.transferred_from, id);
  add("transferred_to_id", registration.transferred_to, id);
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

// Heads that came or left one by one; of a whole registration its own members say it.
void add_heads(Members& before, Members& after, const Registration& was, const Registration& is) {
  if (was.status == RegistrationStatus::cancelled || is.status == RegistrationStatus::cancelled) return;
  for (std::size_t i = 0; i < is.participants.size(); ++i) {
    const auto& head = is.participants[i];
    const auto key = "participants/" + head.id.text();
    if (i < was.participants.size()) {
      if (!head.left_at || was.participants[i].left_at) continue;
      before.emplace(key, std::string(to_text(was.participants[i].state)));
      after.emplace(key, std::string(to_text(head.state)));
      continue;
    }
    after.emplace(key, std::string(to_text(head.state)));
    if (head.replaces) after.emplace(key + "/replaces", head.replaces->text());
    for (auto& [member, value] : members_of(head)) after.emplace(key + "/" + member, std::move(value));
  }
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
  auto was = before ? members_of(*before) : Members{};
  auto is = members_of(after);
  if (before) add_heads(was, is, *before, after);
  entries.add(call, {.object_kind = "registration",
                     .object = after.id.uuid,
                     .action = action,
                     .changes = audit::changes_between(std::move(was), is)});
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
