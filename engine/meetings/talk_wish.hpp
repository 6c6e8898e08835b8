// Purpose: a company's wish for a talk with another: how much it is wanted, which people of either side, and what the other side
// has said. Two wishes for each other are one talk. Talks are between a partner and a vendor or supplier.
// Errors: field errors with JSON pointers into the wish. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/directory/company.hpp"
#include "engine/meetings/talk_settings.hpp"

namespace tagwerk::meetings {

using TalkWishId = core::Id<struct TalkWishTag>;

inline constexpr std::size_t max_wish_people = 8;  // of one side
inline constexpr std::size_t max_wish_text_length = 500;
inline constexpr std::int64_t max_wishes_per_company = 500;
inline constexpr std::int64_t max_wishes_per_event = 20'000;

enum class Importance : std::uint8_t { must, would_like, if_possible };
inline constexpr Importance all_importances[] = {Importance::must, Importance::would_like, Importance::if_possible};
[[nodiscard]] std::string_view to_text(Importance importance) noexcept;
[[nodiscard]] std::optional<Importance> parse_importance(std::string_view text) noexcept;
/// What a talk that is left out costs; where both sides wish, the sum. A must outweighs all of these together.
[[nodiscard]] int weight_of(Importance importance) noexcept;

enum class WishStatus : std::uint8_t { open, accepted, declined, withdrawn };
inline constexpr WishStatus all_wish_statuses[] = {WishStatus::open, WishStatus::accepted, WishStatus::declined,
                                                   WishStatus::withdrawn};
[[nodiscard]] std::string_view to_text(WishStatus status) noexcept;
[[nodiscard]] std::optional<WishStatus> parse_wish_status(std::string_view text) noexcept;

/// What the list reminds of.
enum class Reminder : std::uint8_t { due_soon, overdue };
inline constexpr Reminder all_reminders[] = {Reminder::due_soon, Reminder::overdue};
[[nodiscard]] std::string_view to_text(Reminder reminder) noexcept;
inline constexpr int due_soon_hours = 48;

struct NewTalkWish {
  core::CompanyId company;
  core::CompanyId with_company;
  Importance importance = Importance::would_like;
  std::vector<core::PersonId> people = {};  // of either company
  std::optional<std::string> session_key = {};
  std::optional<std::string> note = {};
};

struct TalkWishPatch {
  std::optional<Importance> importance;
  std::optional<std::vector<core::PersonId>> people;
  std::optional<std::optional<std::string>> session_key;
  std::optional<std::optional<std::string>> note;
};

struct WishPerson {
  core::PersonId person;
  core::CompanyId company;
  auto operator<=>(const WishPerson&) const = default;
};

struct TalkWish {
  TalkWishId id;
  core::EventId event;
  core::CompanyId company;
  core::CompanyId with_company;
  Importance importance = Importance::would_like;
  std::vector<WishPerson> people;  // sorted
  std::optional<std::string> session_key;
  std::optional<std::string> note;  // to the other side
  WishStatus status = WishStatus::open;
  std::optional<core::Instant> answered_at;
  std::optional<std::string> answered_by;
  std::optional<std::string> decline_reason;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const TalkWish&) const = default;
};

struct TalkWishFilter {
  std::optional<core::CompanyId> company;       // who wishes
  std::optional<core::CompanyId> with_company;  // who is wished for
  std::optional<core::CompanyId> of;            // either
  std::optional<WishStatus> status;
};

struct WishAnswer {
  bool accepted = false;
  std::optional<std::string> reason;  // of a refusal
};

/// Lengths and counts; that the two companies are two.
[[nodiscard]] std::vector<core::FieldError> check(const NewTalkWish& wish);
/// One side is a partner, the other a vendor or supplier.
[[nodiscard]] bool are_two_sides(directory::CompanyRole one, directory::CompanyRole other) noexcept;
/// It is planned: accepted, or not declined where that is enough.
[[nodiscard]] bool counts(const TalkWish& wish, AnswerMode mode) noexcept;
/// Of an answer that is still to come.
[[nodiscard]] std::optional<Reminder> reminder_of(const TalkWish& wish, const TalkSettings& settings,
                                                  core::Instant now);

}  // namespace tagwerk::meetings
