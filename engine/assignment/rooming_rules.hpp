// Purpose: the rules of a rooming problem, prepared for being asked often: who may share with whom, what a room with these guests
// is worth. For what makes plans; the checker has its own.
// Errors: none. Thread-safety: const after construction; the problem outlives it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming.hpp"

namespace tagwerk::assignment {

/// What the guests of one room do not get, and what the room costs.
struct RoomValue {
  std::int64_t unmet = 0;
  std::int64_t cost = 0;
};

class RoomingRules {
 public:
  explicit RoomingRules(const RoomingProblem& problem);

  enum class Pair : std::uint8_t { never_meet, may_share, must_not };
  [[nodiscard]] Pair pair(int one, int other) const { return pairs_[at(one) * guests_ + at(other)]; }
  /// Whether they may be in one bed.
  [[nodiscard]] bool both_ask(int one, int other) const {
    return asks_[at(one) * guests_ + at(other)] && asks_[at(other) * guests_ + at(one)];
  }
  [[nodiscard]] bool suits(int guest, int room) const { return suits_[at(guest) * rooms_ + at(room)] != 0; }
  /// Each of the guests suits the room, and they fit in together.
  [[nodiscard]] bool fit(std::span<const int> guests, int room) const;
  [[nodiscard]] RoomValue value(std::span<const int> guests, int room) const;
  /// Of a guest without a room.
  [[nodiscard]] std::int64_t all_wishes(int guest) const { return all_wishes_[at(guest)]; }

 private:
  const RoomingProblem& problem_;
  std::size_t guests_;
  std::size_t rooms_;
  std::vector<Pair> pairs_;
  std::vector<std::uint8_t> asks_;
  std::vector<std::uint8_t> suits_;
  std::vector<std::vector<ShareWish>> wishes_of_;
  std::vector<std::int64_t> all_wishes_;
};

}  // namespace tagwerk::assignment
