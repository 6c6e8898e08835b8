#include "engine/assignment/column_search.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

constexpr int pivots_at_a_time = 50;
constexpr int most_rounds_of_cuts = 20;  // at one node
constexpr double whole = 1e-4;

std::int64_t rounded_up(std::int64_t bound) { return bound >= 0 ? (bound + fine - 1) / fine : bound / fine; }

// Choices that are still to be looked at: those that keep these rules.
struct Node {
  std::vector<int> rules;
  std::vector<int> basis;  // empty: none yet
  std::int64_t bound = 0;
};

class Search {
 public:
  Search(PatternRoom& room, const SearchLimits& limits) : room_(room), limits_(limits) {}

  std::int64_t run() {
    Node root;
    for (auto& rule : room_.rules()) root.rules.push_back(keep(std::move(rule)));
    open_.push_back(std::move(root));
    while (!open_.empty() && !is_over()) {
      // The last one of those with the lowest bound.
      const auto next = std::min_element(open_.rbegin(), open_.rend(),
                                         [](const Node& one, const Node& other) { return one.bound < other.bound; });
      Node node = std::move(*next);
      open_.erase(std::next(next).base());
      if (node.bound >= room_.best()) continue;
      load(node);
      if (!explore(std::move(node))) is_stopped_ = true;
    }
    std::int64_t bound = room_.best();
    for (const auto& node : open_) bound = std::min(bound, node.bound);
    return bound;
  }

 private:
  [[nodiscard]] bool is_over() const {
    return is_stopped_ || steps_ > limits_.steps || (limits_.should_stop && limits_.should_stop());
  }

  int keep(Rule rule) {
    rules_.push_back(std::move(rule));
    return static_cast<int>(rules_.size()) - 1;
  }

  void add_row(int rule) {
    std::vector<LinearProgram::Entry> row;
    for (std::size_t column = 0; column < patterns_.size(); ++column) {
      if (const int count = room_.count(rules_[at(rule)], patterns_[column]); count != 0)
        row.push_back({static_cast<int>(column), count});
    }
    program_->add_row(rules_[at(rule)].sense, rules_[at(rule)].right, row);
    active_.push_back(&rules_[at(rule)]);
    steps_ += program_->rows() * std::int64_t{program_->rows()} / 1000 + 1;
  }

  void add_column(const Pattern& pattern) {
    std::vector<LinearProgram::Entry> rows;
    for (std::size_t row = 0; row < active_.size(); ++row) {
      if (const int count = room_.count(*active_[row], pattern); count != 0)
        rows.push_back({static_cast<int>(row), count});
    }
    program_->add_column(static_cast<double>(pattern.cost), std::move(rows));
  }

  void load(const Node& node) {
    const auto size = static_cast<std::int64_t>(node.rules.size());
    steps_ += size * size * size / 500 + 1;
    for (const bool has_basis : {!node.basis.empty(), false}) {
      program_.emplace(static_cast<double>(room_.missing()));
      active_.clear();
      // Before any column is there: all rows are missing all of it, or nothing.
      for (const int rule : node.rules) {
        program_->add_row(rules_[at(rule)].sense, rules_[at(rule)].right, {});
        active_.push_back(&rules_[at(rule)]);
      }
      for (const auto& pattern : patterns_) add_column(pattern);
      if (!has_basis || program_->set_basis(node.basis)) return;
    }
  }

  // The linear program, and its bound. False: told to stop.
  bool relax(Node& node) {
    while (!is_over()) {
      const int pivots = program_->optimise(pivots_at_a_time);
      const std::int64_t size = program_->rows();
      steps_ += (pivots + 1) * (size * size / 700 + static_cast<std::int64_t>(patterns_.size()) / 200 + 1);
      const auto& exact = program_->multipliers();
      std::vector<std::int64_t> multipliers;
      multipliers.reserve(exact.size());
      for (std::size_t row = 0; row < exact.size(); ++row) {
        const auto sense = active_[row]->sense;
        auto multiplier = static_cast<std::int64_t>(std::llround(exact[row] * static_cast<double>(fine)));
        if (sense == Sense::at_most) multiplier = std::min<std::int64_t>(multiplier, 0);
        if (sense == Sense::at_least) multiplier = std::max<std::int64_t>(multiplier, 0);
        multipliers.push_back(multiplier);
      }
      auto priced = room_.price(active_, multipliers);
      node.bound = std::max(node.bound, rounded_up(priced.bound));
      steps_ += priced.steps;
      for (auto& pattern : priced.found) {
        patterns_.push_back(std::move(pattern));
        add_column(patterns_.back());
      }
      if (node.bound >= room_.best()) return true;
      if (priced.found.empty() && pivots < pivots_at_a_time) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Used> mixture() const {
    std::vector<Used> used;
    for (const auto& [column, value] : program_->solution()) used.push_back({&patterns_[at(column)], value});
    return used;
  }

  // False: told to stop.
  bool explore(Node node) {
    int rounds = 0;
    while (true) {
      if (!relax(node)) {
        open_.push_back(std::move(node));
        return false;
      }
      if (node.bound >= room_.best()) return true;
      const auto used = mixture();
      const bool is_missing = program_->missed() > whole;
      if (rounds++ < most_rounds_of_cuts) {
        auto cuts = room_.cuts(used);
        for (auto& cut : cuts) {
          node.rules.push_back(keep(std::move(cut)));
          add_row(node.rules.back());
        }
        if (!cuts.empty()) continue;
      }
      auto branches = room_.branches(used);
      if (!branches) {
        if (!is_missing) room_.found(used);
        if (node.bound >= room_.best()) return true;
        // Rounding, or a rule that nothing can keep is worth more than was thought: nothing more is known here.
        open_.push_back(std::move(node));
        return false;
      }
      rounds = 0;
      Node other = node;
      other.rules.push_back(keep(std::move(branches->second)));
      other.basis = program_->basis();
      other.basis.push_back(program_->missing_of(program_->rows()));  // neither branch's rule is kept here
      open_.push_back(std::move(other));
      node.rules.push_back(keep(std::move(branches->first)));
      add_row(node.rules.back());
    }
  }

  PatternRoom& room_;
  const SearchLimits& limits_;
  std::deque<Rule> rules_;        // that there ever were
  std::deque<Pattern> patterns_;  // likewise
  std::vector<Node> open_;
  std::optional<LinearProgram> program_;
  std::vector<const Rule*> active_;  // the rows of the program
  std::int64_t steps_ = 0;
  bool is_stopped_ = false;
};

}  // namespace

std::int64_t search_columns(PatternRoom& room, const SearchLimits& limits) { return Search(room, limits).run(); }

}  // namespace tagwerk::assignment
