// Purpose: a propositional formula in conjunctive normal form, as a value: built once, given to as many SAT solvers as there are,
// or written to a file. Literals are as in DIMACS: variables from 1 on, negative for not.
// Errors: none. Thread-safety: a value.
#pragma once

#include <initializer_list>
#include <iosfwd>
#include <span>
#include <vector>

namespace tagwerk::scheduling {

class Formula {
 public:
  int new_variable() { return ++variables_; }
  [[nodiscard]] int variables() const noexcept { return variables_; }
  [[nodiscard]] int clauses() const noexcept { return clauses_; }
  /// All clauses, each ended by 0.
  [[nodiscard]] std::span<const int> literals() const noexcept { return literals_; }

  void add(std::span<const int> clause);
  void add(std::initializer_list<int> clause) { add(std::span<const int>(clause.begin(), clause.size())); }
  /// condition → one of the clause.
  void add_if(int condition, std::span<const int> clause);

  void at_most_one(std::span<const int> literals);

  /// A literal for each slot: follows from the one given for this slot (0: there is none) or for a later one.
  std::vector<int> from_slot_on(std::span<const int> in_slot);

  /// A literal for each k from 1 to min(limit, how many there are): at least k of the inputs are true. Both ways: the outputs
  /// follow from the inputs and the inputs' number from the outputs; beyond the limit they say nothing.
  /// Reference: the totalizer of Bailleux and Boufkhad, "Efficient CNF Encoding of Boolean Cardinality Constraints", CP 2003.
  std::vector<int> count(std::span<const int> inputs, int limit);
  /// As count(), but only that outputs follow from inputs: for what is to be kept low.
  std::vector<int> count_up(std::span<const int> inputs, int limit);

  /// As a DIMACS file.
  void write(std::ostream& out) const;

 private:
  std::vector<int> merge(std::span<const int> left, std::span<const int> right, int inputs, int limit, bool both_ways);
  std::vector<int> count(std::span<const int> inputs, int limit, bool both_ways);

  std::vector<int> literals_;
  int variables_ = 0;
  int clauses_ = 0;
};

}  // namespace tagwerk::scheduling
