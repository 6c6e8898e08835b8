// Purpose: who sleeps where on a trip: travellers with what they wish, beds that are given, who must not share; and one lodging of it as
// a problem for engine/assignment, with words for what comes back.
// Rules: guests of a lodging are all travellers with a confirmed place and a name; where it is not for everybody, those of whom
// somebody said when they are there. What says anything of somebody who is not a guest does not count.
// Shapes: `TripRooming` holds all that a plan depends on, so that two of them are the same exactly when nothing has changed.
// Errors: lodging_missing, rooming_too_large, rooming_breaks_rules. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assignment/rooming.hpp"
#include "engine/assignment/rooming_checker.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/lodging.hpp"
#include "engine/trips/rooming_wishes.hpp"

namespace tagwerk::trips {

struct RoomingGuest {
  core::ParticipantId id;
  core::CompanyId company;
  std::string given_name;
  std::string family_name;
  RoomingWishes wishes;
  bool pays_single_supplement = false;
  bool operator==(const RoomingGuest&) const = default;

  [[nodiscard]] std::string name() const { return given_name + " " + family_name; }
};

struct Bed {
  std::string lodging;
  core::ParticipantId guest;
  std::string room;
  bool fixed = false;  // a plan leaves it as it is
  bool operator==(const Bed&) const = default;
};

/// Two who must not share a room; the smaller id first.
struct RoomingExclusion {
  core::ParticipantId one;
  core::ParticipantId other;
  auto operator<=>(const RoomingExclusion&) const = default;
};

struct TripRooming {
  std::vector<Lodging> lodgings;
  std::vector<RoomingGuest> guests;  // by id
  std::vector<Bed> beds;             // by lodging and guest
  std::vector<RoomingExclusion> exclusions;
  std::int64_t unnamed = 0;  // travellers of whom nobody knows yet who they are
  bool operator==(const TripRooming&) const = default;

  /// nullptr: there is none.
  [[nodiscard]] const Lodging* lodging(std::string_view key) const noexcept;
  [[nodiscard]] const RoomingGuest* guest(const core::ParticipantId& id) const noexcept;
};
/// What a plan of that lodging depends on.
[[nodiscard]] TripRooming only(TripRooming trip, std::string_view lodging);

/// A traveller in a lodging: from the first night on, until before the end, as positions among the lodging's.
struct LodgedGuest {
  std::size_t guest = 0;  // position in TripRooming::guests
  int first_night = 0;
  int end_night = 1;
  std::optional<std::string> room;
  bool fixed = false;
};
[[nodiscard]] std::vector<LodgedGuest> guests_in(const TripRooming& trip, const Lodging& lodging);

/// One lodging for engine/assignment. Its guests are those of `guests`, its rooms those of the lodging, in their order. Trip and lodging
/// outlive it.
struct RoomingCase {
  const TripRooming* trip = nullptr;
  const Lodging* lodging = nullptr;
  assignment::RoomingProblem problem;
  std::vector<LodgedGuest> guests;
  assignment::Rooming beds;  // that are given, fixed or not

  [[nodiscard]] const RoomingGuest& guest(int number) const;
};
[[nodiscard]] core::Result<RoomingCase> case_of(const TripRooming& trip, const Lodging& lodging);
/// What is in `rooming`, as beds of that lodging; what is fixed stays so.
[[nodiscard]] std::vector<Bed> beds_of(const RoomingCase& of, const assignment::Rooming& rooming);

struct Sentence {
  std::string en;
  std::string de;
};
[[nodiscard]] Sentence words_of(const RoomingCase& of, const assignment::RoomingViolation& violation);
/// Why somebody has no room, or not what they wish: "Anna Beispiel has no room: …". Of a rooming that breaks no rule.
[[nodiscard]] std::vector<Sentence> explanations(const RoomingCase& of, const assignment::Rooming& rooming);

inline constexpr std::size_t max_rules_told = 100;
/// `pointers`: by number of a guest; `otherwise`: of what is about no guest, and where they say nothing.
[[nodiscard]] core::Error refused_for(const RoomingCase& of,
                                      const std::vector<assignment::RoomingViolation>& violations,
                                      const std::vector<std::string>& pointers = {}, const std::string& otherwise = {});

}  // namespace tagwerk::trips
