#include "engine/scheduling/formula.hpp"

#include <algorithm>
#include <ostream>

namespace tagwerk::scheduling {

void Formula::add(std::span<const int> clause) {
  literals_.insert(literals_.end(), clause.begin(), clause.end());
  literals_.push_back(0);
  ++clauses_;
}

void Formula::add_if(int condition, std::span<const int> clause) {
  literals_.push_back(-condition);
  add(clause);
}

void Formula::at_most_one(std::span<const int> literals) {
  for (std::size_t one = 0; one < literals.size(); ++one) {
    for (std::size_t other = one + 1; other < literals.size(); ++other) add({-literals[one], -literals[other]});
  }
}

std::vector<int> Formula::from_slot_on(std::span<const int> in_slot) {
  std::vector<int> from;
  for (const int here : in_slot) {
    const int literal = new_variable();
    if (here != 0) add({-here, literal});
    if (!from.empty()) add({-literal, from.back()});
    from.push_back(literal);
  }
  return from;
}

std::vector<int> Formula::count(std::span<const int> inputs, int limit) { return count(inputs, limit, true); }

std::vector<int> Formula::count_up(std::span<const int> inputs, int limit) { return count(inputs, limit, false); }

std::vector<int> Formula::count(std::span<const int> inputs, int limit, bool both_ways) {
  if (inputs.size() <= 1) return {inputs.begin(), inputs.end()};
  const auto half = inputs.size() / 2;
  const auto left = count(inputs.first(half), limit, both_ways);
  const auto right = count(inputs.subspan(half), limit, both_ways);
  return merge(left, right, static_cast<int>(inputs.size()), limit, both_ways);
}

std::vector<int> Formula::merge(std::span<const int> left, std::span<const int> right, int inputs, int limit,
                                bool both_ways) {
  const int outputs = std::min(limit, inputs);
  const int left_outputs = static_cast<int>(left.size());
  const int right_outputs = static_cast<int>(right.size());
  std::vector<int> sum;
  for (int output = 0; output < outputs; ++output) sum.push_back(new_variable());
  std::vector<int> clause;
  const auto at = [](std::span<const int> literals, int index) { return literals[static_cast<std::size_t>(index)]; };
  for (int i = 0; i <= left_outputs; ++i) {
    for (int j = 0; j <= right_outputs; ++j) {
      if (i + j >= 1 && i + j <= outputs) {  // at least i there and j here: at least i + j
        clause.clear();
        if (i > 0) clause.push_back(-at(left, i - 1));
        if (j > 0) clause.push_back(-at(right, j - 1));
        clause.push_back(at(sum, i + j - 1));
        add(clause);
      }
      // Fewer than i + 1 there and j + 1 here: fewer than i + j + 1. (What was cut off at the limit has no i below it.)
      if (both_ways && i + j < outputs) {
        clause.clear();
        if (i < left_outputs) clause.push_back(at(left, i));
        if (j < right_outputs) clause.push_back(at(right, j));
        clause.push_back(-at(sum, i + j));
        add(clause);
      }
    }
  }
  for (int output = 0; output + 1 < outputs; ++output) add({at(sum, output), -at(sum, output + 1)});
  return sum;
}

void Formula::write(std::ostream& out) const {
  out << "p cnf " << variables_ << ' ' << clauses_ << '\n';
  for (const int literal : literals_) out << literal << (literal == 0 ? '\n' : ' ');
}

}  // namespace tagwerk::scheduling
