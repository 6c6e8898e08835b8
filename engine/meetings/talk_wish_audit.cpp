#include "engine/meetings/talk_wish_audit.hpp"

#include <string>

namespace tagwerk::meetings {

audit::Members members_of(const TalkWish& wish) {
  audit::Members members{{"event_id", wish.event.text()},
                         {"company_id", wish.company.text()},
                         {"with_company_id", wish.with_company.text()},
                         {"importance", std::string(to_text(wish.importance))},
                         {"status", std::string(to_text(wish.status))}};
  std::string people;
  for (const auto& one : wish.people) people.append(people.empty() ? "" : ", ").append(one.person.text());
  if (!people.empty()) members.emplace("people", std::move(people));
  if (wish.session_key) members.emplace("session_key", *wish.session_key);
  if (wish.note) members.emplace("note", *wish.note);
  if (wish.decline_reason) members.emplace("decline_reason", *wish.decline_reason);
  return members;
}

void record_wish(storage::Transaction& tx, const access::Call& call, std::string_view action,
                 const std::optional<TalkWish>& before, const TalkWish& after) {
  audit::record(
      tx, call,
      {.object_kind = "talk_wish",
       .object = after.id.uuid,
       .action = action,
       .changes = audit::changes_between(before ? members_of(*before) : audit::Members{}, members_of(after))});
}

}  // namespace tagwerk::meetings
