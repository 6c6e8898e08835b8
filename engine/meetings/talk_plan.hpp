// Purpose: a plan of an event's talks: which talk is in which slot at which table, which ones are left out and why, and what is
// different from another plan. Slots are those of when the plan was made.
// Units: slots from 0 on (their numbers for people and in the API from 1). Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/figures.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/meetings/talk_settings.hpp"

namespace tagwerk::meetings {

using TalkPlanId = core::Id<struct TalkPlanTag>;
using TalkId = core::Id<struct TalkTag>;

inline constexpr std::size_t max_plan_name_length = 200;
inline constexpr std::size_t max_plan_note_length = 2000;
inline constexpr std::size_t max_table_name_length = 64;

enum class PlanStatus : std::uint8_t { draft, published, superseded };
inline constexpr PlanStatus all_plan_statuses[] = {PlanStatus::draft, PlanStatus::published, PlanStatus::superseded};
[[nodiscard]] std::string_view to_text(PlanStatus status) noexcept;
[[nodiscard]] std::optional<PlanStatus> parse_plan_status(std::string_view text) noexcept;

/// What is known about how good it is: optimal and feasible as the solver says (scheduling/outcome.hpp); edited: changed by hand.
enum class PlanQuality : std::uint8_t { optimal, feasible, edited };
inline constexpr PlanQuality all_plan_qualities[] = {PlanQuality::optimal, PlanQuality::feasible, PlanQuality::edited};
[[nodiscard]] std::string_view to_text(PlanQuality quality) noexcept;
[[nodiscard]] std::optional<PlanQuality> parse_plan_quality(std::string_view text) noexcept;

struct Attendee {
  core::CompanyId company;
  std::optional<core::PersonId> person;  // none: the company as a whole
  auto operator<=>(const Attendee&) const = default;
};

struct PlannedTalk {
  TalkId id;  // of the pair, the same in all plans of the event
  core::CompanyId company;
  core::CompanyId with_company;
  std::vector<Attendee> attendees;
  bool is_must = false;
  int weight = 1;
  std::optional<int> slot;                 // none: left out
  std::optional<std::string> table;        // exactly where it has a slot
  bool pinned = false;                     // stays where it is when the plan is made anew
  int sequence = 0;                        // how often it was published otherwise than before
  std::optional<TalkSlot> cancelled_slot;  // where it was published last, when it is not any more
  std::optional<std::string> left_out_reason;
  bool operator==(const PlannedTalk&) const = default;
};

struct TalkPlan {
  TalkPlanId id;
  core::EventId event;
  int number = 0;  // of the event's plans
  PlanStatus status = PlanStatus::draft;
  std::optional<TalkPlanId> based_on;  // the plan that was published when it was made
  std::optional<core::Uuid> job;
  std::optional<std::string> name;
  PlanQuality quality = PlanQuality::feasible;
  core::Figures score;
  core::Figures bound;  // no plan is better; empty once it was changed by hand
  int edits = 0;
  std::optional<std::string> note;  // what the publication says
  std::optional<core::Instant> published_at;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  std::vector<TalkSlot> slots;
  std::vector<PlannedTalk> talks;  // by id
};

/// What somebody would have to be told.
struct TalkDifference {
  enum class Kind : std::uint8_t { added, removed, moved, other_table, other_people } kind = Kind::added;
  TalkId talk;
  core::CompanyId company;
  core::CompanyId with_company;
  std::optional<core::Instant> was_at;
  std::optional<core::Instant> is_at;
  std::optional<std::string> was_table;
  std::optional<std::string> is_table;
};
inline constexpr TalkDifference::Kind all_difference_kinds[] = {
    TalkDifference::Kind::added, TalkDifference::Kind::removed, TalkDifference::Kind::moved,
    TalkDifference::Kind::other_table, TalkDifference::Kind::other_people};
[[nodiscard]] std::string_view to_text(TalkDifference::Kind kind) noexcept;

struct PlanDifference {
  std::vector<TalkDifference> talks;  // by time
  std::int64_t unchanged = 0;
};
/// From one plan to another of the same event; slots are compared by their time. No `before`: everything is new.
[[nodiscard]] PlanDifference difference(const TalkPlan* before, const TalkPlan& after);

/// Counts up the sequence of what is published otherwise than before, and remembers what is cancelled, also from earlier plans.
/// Talks that are in the former plan alone are added, as cancelled ones.
void carry_sequences(const TalkPlan& before, TalkPlan& after);

}  // namespace tagwerk::meetings
