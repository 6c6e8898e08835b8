// Purpose: what a traveller thinks of a study trip: the overall grade, which is the one that engine/feedback keeps of him, grades and
// comments on visits and lodgings, and whether he would go again.
// Rules: it is given once and stays, as grades do; from the event's first day on until feedback_days_after_return after the return, in
// the event's zone. Graded are visits and lodgings of the last publication that are not cancelled and have begun. A grade that was
// given otherwise before is the overall one: then none is said here.
// Kept: what identifies who answered, and the comments, until comment_days_after_return after the return or until they are erased;
// grades and totals stay.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Units: lengths in code points.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/grade.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/itinerary_publication.hpp"
#include "engine/trips/personal_link.hpp"

namespace tagwerk::trips {

using TripCommentId = core::Id<struct TripCommentTag>;

inline constexpr int feedback_days_after_return = 30;
inline constexpr int comment_days_after_return = 365;
inline constexpr std::size_t max_trip_comment = 2'000;

/// Of a visit or a lodging: a grade, a comment, or both.
struct ItemOpinion {
  std::string item;  // its key
  std::optional<core::Grade> grade;
  std::optional<std::string> comment;
  bool operator==(const ItemOpinion&) const = default;
};
struct TripOpinion {
  std::optional<core::Grade> overall;
  std::optional<bool> would_go_again;
  std::optional<std::string> comment;  // on the whole trip
  std::vector<ItemOpinion> items;
  bool operator==(const TripOpinion&) const = default;
};
/// By item; what is blank is not said.
[[nodiscard]] TripOpinion normalized(TripOpinion opinion);
/// Lengths, items that are said twice, of which nothing is said.
[[nodiscard]] std::vector<core::FieldError> check(const TripOpinion& opinion);

struct GradedItem {
  std::string key;
  ItemKind kind = ItemKind::visit;
  std::string title;
  core::Instant starts_at;
};
[[nodiscard]] bool is_graded(ItemKind kind) noexcept;
/// Of the last publication, in its order; none without one.
[[nodiscard]] std::vector<GradedItem> graded_items(const std::optional<Publication>& told);
/// Items that cannot be graded, or not yet.
[[nodiscard]] std::vector<core::FieldError> check_items(const TripOpinion& opinion,
                                                        const std::vector<GradedItem>& items, core::Instant now);

enum class FeedbackState : std::uint8_t { not_open_yet, open, given, closed };
inline constexpr FeedbackState all_feedback_states[] = {FeedbackState::not_open_yet, FeedbackState::open,
                                                        FeedbackState::given, FeedbackState::closed};
[[nodiscard]] std::string_view to_text(FeedbackState state) noexcept;
/// The last day on which an answer is taken.
[[nodiscard]] core::Date feedback_ends_on(core::Date returns_on);
/// Of who has not answered, at a trip from `starts_on` on in that zone.
[[nodiscard]] FeedbackState feedback_state(core::Date starts_on, core::Date returns_on, const std::string& zone,
                                           core::Instant now);

/// An answer, by the one who was named then.
struct TripFeedback {
  core::ParticipantId participant;
  std::optional<PersonalLinkId> link;  // by which it was given; none: organizers entered it
  Identity who;                        // nobody: erased, or kept no longer
  TripOpinion opinion;                 // with the overall grade, whoever gave it
  core::Instant given_at;
};

/// The answer is read again by whom it is of, with the link by which it was given: not with one that organizers make later.
[[nodiscard]] bool may_read(const TripFeedback& feedback, const PersonalLink& link);

// ---- comments, moderated --------------------------------------------------------------------------------------------

enum class CommentState : std::uint8_t { pending, published, hidden };
inline constexpr CommentState all_comment_states[] = {CommentState::pending, CommentState::published,
                                                      CommentState::hidden};
[[nodiscard]] std::string_view to_text(CommentState state) noexcept;
[[nodiscard]] std::optional<CommentState> parse_comment_state(std::string_view text) noexcept;

/// Of nobody: who wrote it is not told.
struct TripComment {
  TripCommentId id;
  std::optional<std::string> item;  // its key; none: on the whole trip
  std::string text;
  CommentState state = CommentState::pending;
  std::int64_t version = 1;
};

}  // namespace tagwerk::trips
