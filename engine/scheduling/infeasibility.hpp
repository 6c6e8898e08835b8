// Purpose: why there is no plan: a few demands that cannot hold together, none of which can be left out. In words, for people.
// Method: the definition as a formula with a switch for each demand; what the solver needed of them is tried without each in turn
// (deletion-based extraction of a minimal unsatisfiable subset: Marques-Silva, "Minimal Unsatisfiability: Models, Algorithms and
// Applications", ISMVL 2010).
// Errors: none. Thread-safety: pure functions; the same problem and seed give the same reason, unless it was told to stop.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/scheduling/names.hpp"
#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

struct Demand {
  enum class Kind : std::uint8_t {
    takes_place,    // talk
    allowed_slots,  // talk: its session or pin
    unavailable,    // participant
    one_at_a_time,  // participant
    tables,         // slot
    earlier,        // other talk before talk
    consecutive,    // participant
    gap,            // participant
    quota           // quota
  } kind;
  int index;      // of the talk, participant, slot or quota
  int other = 0;  // the earlier talk

  friend bool operator==(const Demand&, const Demand&) = default;
};

struct Conflict {
  enum class Kind : std::uint8_t {
    demands,           // the demands cannot hold together
    break_difference,  // they can, but only with breaks that differ too much
    not_found          // told to stop, or too hard to say in demands
  } kind = Kind::not_found;
  std::vector<Demand> demands = {};
  bool is_minimal = false;  // without any one of them there is a plan for the rest
};

/// Of a problem that has no plan.
[[nodiscard]] Conflict find_conflict(const Problem& problem, std::uint32_t seed,
                                     const std::function<bool()>& should_stop);

/// One sentence.
[[nodiscard]] std::string words_of(const Problem& problem, const Conflict& conflict, const Names& names = {});

}  // namespace tagwerk::scheduling
