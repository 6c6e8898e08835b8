// Purpose: what a wish is checked against in the database, for one wish and for an import of many.
// Errors: returned; storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/meetings/talk_settings.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

/// The lesser id first.
using Pair = std::pair<core::CompanyId, core::CompanyId>;
[[nodiscard]] inline Pair pair_of(const core::CompanyId& one, const core::CompanyId& other) {
  return one < other ? Pair{one, other} : Pair{other, one};
}

struct Meeting {
  std::string event_name;
  core::Date date;
};

/// Who must not meet at an event, and who has met before where that matters.
class Obstacles {
 public:
  Obstacles(storage::Transaction& tx, const events::Event& event, const TalkSettings& settings);

  [[nodiscard]] bool is_excluded(const Pair& pair) const { return excluded_.contains(pair); }
  [[nodiscard]] std::optional<Meeting> met(const Pair& pair) const;
  /// talk_excluded, already_met, or nothing.
  [[nodiscard]] core::Result<> check(const Pair& pair) const;

 private:
  std::set<Pair> excluded_;
  std::map<Pair, Meeting> met_;
  std::optional<core::Date> since_;
};

/// unknown_session at that pointer.
[[nodiscard]] std::optional<core::FieldError> check_session(const TalkSettings& settings,
                                                            const std::optional<std::string>& key, std::string pointer);

/// They are known, of one of the two companies, and few enough of each; sorted. What is wrong goes to `fields`.
[[nodiscard]] std::vector<WishPerson> people_of(const std::vector<core::PersonId>& people,
                                                const std::map<core::PersonId, core::CompanyId>& known,
                                                const core::CompanyId& company, const core::CompanyId& with_company,
                                                std::vector<core::FieldError>& fields);

}  // namespace tagwerk::meetings
