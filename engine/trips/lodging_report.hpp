// Purpose: what is told of a lodging: its rooms and nights, who is there when and in which room, and what is wrong with that.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/trips/trip_rooming.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_explanations = 500;  // told of one lodging

struct ToldGuest {
  RoomingGuest guest;
  core::Date first_night;
  core::Date last_night;
  std::optional<std::string> room;  // its key
  bool fixed = false;
};

struct LodgingReport {
  Lodging lodging;
  std::vector<ToldGuest> guests;  // by id
  std::int64_t unnamed = 0;       // travellers who are nobody's guests before they have a name
  /// Of the beds that are given; none while there is none, and where the lodging is missing or too large.
  std::optional<assignment::RoomingScore> score;
  std::vector<Sentence> broken_rules;  // since beds were given
  std::vector<Sentence> explanations;  // of a rooming that breaks none
};
[[nodiscard]] LodgingReport report_of(const TripRooming& trip, const Lodging& lodging);
/// Without what is judged.
[[nodiscard]] LodgingReport told_of(const TripRooming& trip, const Lodging& lodging);

}  // namespace tagwerk::trips
