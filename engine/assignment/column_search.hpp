// Purpose: the cheapest choice among patterns (who is in a room together; which groups a traveller gets), of which there are too
// many to look at one by one, and how cheap it can be at best.
// Method: branch and price: Barnhart, Johnson, Nemhauser, Savelsbergh, Vance: "Branch-and-Price: Column Generation for Solving
// Huge Integer Programs", Operations Research 46 (1998). Bounds are Lagrangian ones, computed in integers from the rounded
// multipliers of the linear program: they hold whatever it got wrong.
// Errors: none. Thread-safety: one thread at a time; the same calls give the same answers, unless told to stop.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/assignment/linear_program.hpp"

namespace tagwerk::assignment {

struct Pattern {
  std::int64_t cost;
  int owner;                 // what the room calls it: a kind of room, a traveller
  std::vector<int> members;  // likewise
};

/// How many patterns of what kind there may be in a choice.
struct Rule {
  Sense sense;
  int right;
  int kind;                  // what the room calls it
  std::vector<int> members;  // likewise
};

struct Used {
  const Pattern* pattern;
  double value;  // how often
};

/// Multipliers come in 1024ths.
inline constexpr std::int64_t fine = 1024;

/// What a room says about its patterns.
class PatternRoom {
 public:
  PatternRoom() = default;
  virtual ~PatternRoom() = default;
  PatternRoom(const PatternRoom&) = delete;
  PatternRoom& operator=(const PatternRoom&) = delete;

  /// That every choice keeps; none has a right side below 0.
  [[nodiscard]] virtual std::vector<Rule> rules() const = 0;
  /// More than any rule is worth, in costs.
  [[nodiscard]] virtual std::int64_t missing() const = 0;
  [[nodiscard]] virtual int count(const Rule& rule, const Pattern& pattern) const = 0;

  struct Priced {
    std::int64_t bound;          // no choice under the rules costs less, in 1024ths
    std::vector<Pattern> found;  // those that would make it cheaper, some of them
    std::int64_t steps;          // that this took
  };
  /// `multipliers` by rule; at least 0 for at_least, at most 0 for at_most. Rules are the same object when they are the same.
  [[nodiscard]] virtual Priced price(std::span<const Rule* const> rules, std::span<const std::int64_t> multipliers) = 0;

  /// Rules that every choice keeps and this mixture breaks.
  [[nodiscard]] virtual std::vector<Rule> cuts(std::span<const Used> mixture) = 0;
  /// Two rules, of which every choice keeps one, and this mixture none. nullopt: it is a choice already.
  [[nodiscard]] virtual std::optional<std::pair<Rule, Rule>> branches(std::span<const Used> mixture) = 0;
  /// A choice.
  virtual void found(std::span<const Used> choice) = 0;
  /// What the best choice that is known costs.
  [[nodiscard]] virtual std::int64_t best() const = 0;
};

struct SearchLimits {
  std::int64_t steps;                 // about a millionth of a second each
  std::function<bool()> should_stop;  // asked some hundred times a second
};

/// No choice costs less.
[[nodiscard]] std::int64_t search_columns(PatternRoom& room, const SearchLimits& limits);

}  // namespace tagwerk::assignment
