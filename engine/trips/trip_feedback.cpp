#include "engine/trips/trip_feedback.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/trips/trip_feedback_errors.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

void drop_blank(std::optional<std::string>& text) {
  if (text && core::is_blank(*text)) text.reset();
}

}  // namespace

TripOpinion normalized(TripOpinion opinion) {
  drop_blank(opinion.comment);
  for (auto& one : opinion.items) drop_blank(one.comment);
  std::ranges::sort(opinion.items, {}, &ItemOpinion::item);
  return opinion;
}

std::vector<core::FieldError> check(const TripOpinion& opinion) {
  core::Fields fields;
  if (opinion.comment) check_note(fields, "/comment", *opinion.comment, max_trip_comment);
  check_count(fields, "/items", opinion.items.size(), 0, max_items);
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < opinion.items.size(); ++i) {
    const auto& one = opinion.items[i];
    const auto at = "/items/" + std::to_string(i);
    if (!keys.insert(one.item).second)
      fields.push_back({at + "/item", &core::field_duplicate, {{"value", core::echo(one.item)}}});
    if (one.comment) check_note(fields, at + "/comment", *one.comment, max_trip_comment);
    if (!one.grade && (!one.comment || core::is_blank(*one.comment)))
      fields.push_back({at + "/grade", &core::field_required, {}});
  }
  return fields;
}

bool is_graded(ItemKind kind) noexcept { return kind == ItemKind::visit || kind == ItemKind::lodging; }

std::vector<GradedItem> graded_items(const std::optional<Publication>& told) {
  std::vector<GradedItem> items;
  if (!told) return items;
  for (std::size_t i = 0; i < told->itinerary.items.size(); ++i) {
    const auto& item = told->itinerary.items[i];
    if (!is_graded(item.kind) || told->items[i].cancelled) continue;
    items.push_back({.key = item.key,
                     .kind = item.kind,
                     .title = item.title,
                     .starts_at = span_of(told->itinerary, item).starts_at});
  }
  return items;
}

std::vector<core::FieldError> check_items(const TripOpinion& opinion, const std::vector<GradedItem>& items,
                                          core::Instant now) {
  core::Fields fields;
  for (std::size_t i = 0; i < opinion.items.size(); ++i) {
    const auto& key = opinion.items[i].item;
    const auto pointer = "/items/" + std::to_string(i) + "/item";
    const auto found = std::ranges::find(items, key, &GradedItem::key);
    if (found == items.end()) {
      fields.push_back({pointer, &item_not_graded, {{"value", core::echo(key)}}});
    } else if (found->starts_at > now) {
      fields.push_back({pointer, &item_not_begun, {{"value", core::echo(key)}}});
    }
  }
  return fields;
}

std::string_view to_text(FeedbackState state) noexcept {
  switch (state) {
    case FeedbackState::not_open_yet:
      return "not_open_yet";
    case FeedbackState::open:
      return "open";
    case FeedbackState::given:
      return "given";
    case FeedbackState::closed:
      break;
  }
  return "closed";
}

core::Date feedback_ends_on(core::Date returns_on) {
  return returns_on + boost::gregorian::days(feedback_days_after_return);
}

FeedbackState feedback_state(core::Date starts_on, core::Date returns_on, const std::string& zone, core::Instant now) {
  const auto start = core::start_of_day(starts_on, zone);
  if (!start || *start > now) return FeedbackState::not_open_yet;
  const bool is_over = is_kept_no_longer(returns_on, feedback_days_after_return, today_in(now, zone));
  return is_over ? FeedbackState::closed : FeedbackState::open;
}

bool may_read(const TripFeedback& feedback, const PersonalLink& link) {
  return is_same_person(feedback.who, link.who) && (!feedback.link || *feedback.link == link.id);
}

std::string_view to_text(CommentState state) noexcept {
  switch (state) {
    case CommentState::pending:
      return "pending";
    case CommentState::published:
      return "published";
    case CommentState::hidden:
      break;
  }
  return "hidden";
}

std::optional<CommentState> parse_comment_state(std::string_view text) noexcept {
  return core::one_of(all_comment_states, text);
}

}  // namespace tagwerk::trips
