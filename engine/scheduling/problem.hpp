// Purpose: what is to be scheduled: talks of participants with each other, in numbered slots at tables. One value that every
// part of this room reads. A slot is as long as a talk; talks, participants and slots are numbered from 0.
// Reference: the published problem is Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret: "Constraint Solving Approaches to
// the Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022).
// Errors: check_problem() says what makes no sense; the rest of the room may rely on it. Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::scheduling {

// Beyond these a problem is refused: a solver's memory grows with their products.
inline constexpr int max_slots = 256;
inline constexpr int max_participants = 5'000;
inline constexpr int max_talks = 20'000;
inline constexpr int max_attendees = 64;  // of one talk
inline constexpr int max_weight = 100;
inline constexpr int max_tables = 10'000;
inline constexpr int max_quotas = 20'000;

/// What it means that a talk has no slot.
enum class Importance : std::uint8_t {
  required,  // then there is no plan
  must,      // worse than all wishes together
  wish       // as bad as its weight
};

struct Talk {
  std::vector<int> attendees;      // participants, each once; all of them are busy while it lasts
  std::vector<bool> allowed;       // by slot: its session, and a pin where it has one; empty: any slot
  std::vector<int> earlier_talks;  // each of these that has a slot has an earlier one
  Importance importance = Importance::required;
  int weight = 1;              // of a wish, from 1 on
  bool has_own_table = false;  // at a table of an attendee's own: takes none of the common ones
};

inline constexpr int left_out = -1;  // instead of a slot

/// At most so many of these talks are in these slots: of a company in a session, or on all days.
struct Quota {
  std::vector<int> talks = {};   // each once
  std::vector<bool> slots = {};  // by slot; empty: all
  int max = 0;

  [[nodiscard]] bool covers(int slot) const { return slots.empty() || slots[static_cast<std::size_t>(slot)]; }
};

struct Participant {
  std::vector<bool> unavailable = {};                 // by slot; empty: none
  std::optional<int> max_consecutive = std::nullopt;  // talks side by side on one day, at least 1; nullopt: any number
  int min_gap = 0;                                    // idle slots between two talks of one day
};

struct Problem {
  int slots = 0;
  std::vector<int> day_starts = {0};  // the first slot of each day, ascending, from 0 on; no break spans two days
  std::vector<int> tables;            // by slot: talks that fit at the same time
  std::vector<Participant> participants;
  std::vector<Talk> talks;
  /// No two participants' numbers of breaks may differ by more; nullopt: they may.
  std::optional<int> max_break_difference = std::nullopt;
  std::vector<Quota> quotas = {};
  /// Of a plan that is published already, by talk: its slot, or left_out; empty: there is none.
  std::vector<int> published = {};
  Objective objective = {};

  [[nodiscard]] int talk_count() const noexcept { return static_cast<int>(talks.size()); }
  [[nodiscard]] int participant_count() const noexcept { return static_cast<int>(participants.size()); }
};

/// The slots of one day: [begin, end).
struct Day {
  int begin;
  int end;
};

[[nodiscard]] std::vector<Day> days_of(const Problem& problem);
/// By slot: the day it is in, as an index into days_of().
[[nodiscard]] std::vector<int> day_of_slot(const Problem& problem);
/// By participant: the talks with it, ascending.
[[nodiscard]] std::vector<std::vector<int>> talks_by_participant(const Problem& problem);
/// By talk: those that have it among their earlier talks.
[[nodiscard]] std::vector<std::vector<int>> later_talks(const Problem& problem);
/// By talk: the quotas that it is in, as indices.
[[nodiscard]] std::vector<std::vector<int>> quotas_by_talk(const Problem& problem);
/// What the talk itself and its attendees allow, before any other talk is looked at.
[[nodiscard]] bool may_be_in(const Problem& problem, const Talk& talk, int slot);

/// Sizes within the limits, numbers that exist, lists as long as there are slots, no talk before itself.
[[nodiscard]] core::Result<> check_problem(const Problem& problem);

/// By talk: its slot, or left_out.
struct Plan {
  std::vector<int> slots;

  friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace tagwerk::scheduling
