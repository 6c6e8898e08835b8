#include "engine/meetings/talk_plan.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "engine/core/one_of.hpp"

namespace tagwerk::meetings {
namespace {

std::optional<TalkSlot> slot_of(const TalkPlan& plan, const PlannedTalk& talk) {
  if (!talk.slot) return std::nullopt;
  return plan.slots.at(static_cast<std::size_t>(*talk.slot));
}

std::optional<core::Instant> start_of(const std::optional<TalkSlot>& slot) {
  return slot ? std::optional(slot->starts_at) : std::nullopt;
}

std::map<TalkId, const PlannedTalk*> by_id(const TalkPlan* plan) {
  std::map<TalkId, const PlannedTalk*> talks;
  if (plan != nullptr) {
    for (const auto& talk : plan->talks) talks.emplace(talk.id, &talk);
  }
  return talks;
}

bool is_same_time(const std::optional<TalkSlot>& one, const std::optional<TalkSlot>& other) {
  return one && other && one->starts_at == other->starts_at && one->ends_at == other->ends_at;
}

std::optional<TalkDifference::Kind> kind_of(const std::optional<TalkSlot>& was, const PlannedTalk* before,
                                            const std::optional<TalkSlot>& is, const PlannedTalk* after) {
  using Kind = TalkDifference::Kind;
  if (!was) return Kind::added;
  if (!is) return Kind::removed;
  if (!is_same_time(was, is)) return Kind::moved;
  if (before->table != after->table) return Kind::other_table;
  if (before->attendees != after->attendees) return Kind::other_people;
  return std::nullopt;
}

}  // namespace

std::string_view to_text(PlanStatus status) noexcept {
  switch (status) {
    case PlanStatus::draft:
      return "draft";
    case PlanStatus::published:
      return "published";
    case PlanStatus::superseded:
      break;
  }
  return "superseded";
}

std::optional<PlanStatus> parse_plan_status(std::string_view text) noexcept {
  return core::one_of(all_plan_statuses, text);
}

std::string_view to_text(PlanQuality quality) noexcept {
  switch (quality) {
    case PlanQuality::optimal:
      return "optimal";
    case PlanQuality::feasible:
      return "feasible";
    case PlanQuality::edited:
      break;
  }
  return "edited";
}

std::optional<PlanQuality> parse_plan_quality(std::string_view text) noexcept {
  return core::one_of(all_plan_qualities, text);
}

std::string_view to_text(TalkDifference::Kind kind) noexcept {
  switch (kind) {
    case TalkDifference::Kind::added:
      return "added";
    case TalkDifference::Kind::removed:
      return "removed";
    case TalkDifference::Kind::moved:
      return "moved";
    case TalkDifference::Kind::other_table:
      return "other_table";
    case TalkDifference::Kind::other_people:
      break;
  }
  return "other_people";
}

PlanDifference difference(const TalkPlan* before, const TalkPlan& after) {
  PlanDifference found;
  const auto then = by_id(before);
  const auto now = by_id(&after);
  const auto compare = [&](const PlannedTalk* was_talk, const PlannedTalk* is_talk) {
    const auto was = was_talk != nullptr ? slot_of(*before, *was_talk) : std::nullopt;
    const auto is = is_talk != nullptr ? slot_of(after, *is_talk) : std::nullopt;
    if (!was && !is) return;
    const auto kind = kind_of(was, was_talk, is, is_talk);
    if (!kind) {
      ++found.unchanged;
      return;
    }
    const auto& either = is_talk != nullptr ? *is_talk : *was_talk;
    found.talks.push_back({.kind = *kind,
                           .talk = either.id,
                           .company = either.company,
                           .with_company = either.with_company,
                           .was_at = start_of(was),
                           .is_at = start_of(is),
                           .was_table = was ? was_talk->table : std::nullopt,
                           .is_table = is ? is_talk->table : std::nullopt});
  };
  for (const auto& [id, talk] : then) {
    const auto match = now.find(id);
    compare(talk, match == now.end() ? nullptr : match->second);
  }
  for (const auto& [id, talk] : now) {
    if (!then.contains(id)) compare(nullptr, talk);
  }
  std::stable_sort(found.talks.begin(), found.talks.end(), [](const TalkDifference& a, const TalkDifference& b) {
    return (a.is_at ? a.is_at : a.was_at) < (b.is_at ? b.is_at : b.was_at);
  });
  return found;
}

void carry_sequences(const TalkPlan& before, TalkPlan& after) {
  const auto then = by_id(&before);
  for (auto& talk : after.talks) {
    const auto match = then.find(talk.id);
    if (match == then.end()) continue;
    const auto& was_talk = *match->second;
    const auto was = slot_of(before, was_talk);
    const auto is = slot_of(after, talk);
    talk.sequence = was_talk.sequence;
    talk.cancelled_slot.reset();
    if (!was && !is) {
      talk.cancelled_slot = was_talk.cancelled_slot;
      continue;
    }
    if (!is) talk.cancelled_slot = was;
    // One that was cancelled and comes back is news as well.
    if (!was ? was_talk.cancelled_slot.has_value() : kind_of(was, &was_talk, is, &talk).has_value()) ++talk.sequence;
  }
  const auto now = by_id(&after);
  std::vector<PlannedTalk> gone;
  for (const auto& was_talk : before.talks) {
    if (now.contains(was_talk.id)) continue;
    const auto was = slot_of(before, was_talk);
    if (!was && !was_talk.cancelled_slot) continue;
    auto talk = was_talk;
    if (was) {
      ++talk.sequence;
      talk.cancelled_slot = was;
      talk.left_out_reason = "it is not wished for any more, or one side does not take part any more";
    }
    talk.slot.reset();
    talk.table.reset();
    talk.pinned = false;
    gone.push_back(std::move(talk));
  }
  after.talks.insert(after.talks.end(), std::make_move_iterator(gone.begin()), std::make_move_iterator(gone.end()));
  std::sort(after.talks.begin(), after.talks.end(),
            [](const PlannedTalk& a, const PlannedTalk& b) { return a.id < b.id; });
}

}  // namespace tagwerk::meetings
