#include "engine/meetings/talk_wish.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/meetings/meetings_errors.hpp"

namespace tagwerk::meetings {
namespace {

constexpr int would_like_weight = 3;
constexpr int if_possible_weight = 1;
constexpr int must_weight = 10;  // of a pair of which only one side must

bool is_partner(directory::CompanyRole role) { return role == directory::CompanyRole::partner; }

}  // namespace

std::string_view to_text(Importance importance) noexcept {
  switch (importance) {
    case Importance::must:
      return "must";
    case Importance::would_like:
      return "would_like";
    case Importance::if_possible:
      break;
  }
  return "if_possible";
}

std::optional<Importance> parse_importance(std::string_view text) noexcept {
  return core::one_of(all_importances, text);
}

int weight_of(Importance importance) noexcept {
  switch (importance) {
    case Importance::must:
      return must_weight;
    case Importance::would_like:
      return would_like_weight;
    case Importance::if_possible:
      break;
  }
  return if_possible_weight;
}

std::string_view to_text(WishStatus status) noexcept {
  switch (status) {
    case WishStatus::open:
      return "open";
    case WishStatus::accepted:
      return "accepted";
    case WishStatus::declined:
      return "declined";
    case WishStatus::withdrawn:
      break;
  }
  return "withdrawn";
}

std::optional<WishStatus> parse_wish_status(std::string_view text) noexcept {
  return core::one_of(all_wish_statuses, text);
}

std::string_view to_text(Reminder reminder) noexcept { return reminder == Reminder::due_soon ? "due_soon" : "overdue"; }

std::vector<core::FieldError> check(const NewTalkWish& wish) {
  core::MemberRules rules("");
  if (wish.note) rules.line("note", *wish.note, max_wish_text_length);
  rules.key("session_key", wish.session_key);
  auto fields = rules.take();
  if (wish.company == wish.with_company)
    fields.push_back({"/with_company_id", &wish_for_oneself, {{"value", wish.with_company.text()}}});
  check_count(fields, "/people", wish.people.size(), 0, 2 * max_wish_people);
  if (wish.people.size() > 2 * max_wish_people) return fields;
  for (std::size_t i = 0; i < wish.people.size(); ++i) {
    const auto here = wish.people.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(wish.people.begin(), here, *here) != here)
      fields.push_back({"/people/" + std::to_string(i), &core::field_duplicate, {{"value", here->text()}}});
  }
  return fields;
}

bool are_two_sides(directory::CompanyRole one, directory::CompanyRole other) noexcept {
  return is_partner(one) != is_partner(other);
}

bool counts(const TalkWish& wish, AnswerMode mode) noexcept {
  return wish.status == WishStatus::accepted || (mode == AnswerMode::opt_out && wish.status == WishStatus::open);
}

std::optional<Reminder> reminder_of(const TalkWish& wish, const TalkSettings& settings, core::Instant now) {
  if (wish.status != WishStatus::open || !settings.answers_until) return std::nullopt;
  if (now >= *settings.answers_until) return Reminder::overdue;
  if (now >= *settings.answers_until - boost::posix_time::hours(due_soon_hours)) return Reminder::due_soon;
  return std::nullopt;
}

}  // namespace tagwerk::meetings
