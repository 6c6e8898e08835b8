// Purpose: a linear program that grows while it is solved: columns come in as they are found, rows as they are needed. All
// variables are at least 0, and the sum of their costs is to be small.
// Method: the revised primal simplex with an explicit inverse (Dantzig, Orchard-Hays: "The Product Form for the Inverse in the
// Simplex Method", 1954); right sides are loosened by millionths, differently, against the ties that covering has many of.
// What comes out is in floating point, and proves nothing by itself: see column_search.hpp.
// Errors: none. Thread-safety: one thread at a time; the same calls give the same answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tagwerk::assignment {

enum class Sense : std::uint8_t { equal, at_most, at_least };

class LinearProgram {
 public:
  struct Entry {
    int index;  // of a row in a column, or of a column in a row
    int count;
  };

  /// `missing`: what it costs to miss one of a right side: more than any row is worth.
  explicit LinearProgram(double missing) : missing_(missing) {}

  int add_column(double cost, std::vector<Entry> rows);
  /// `right` is at least 0 of a row that comes before the first optimise(). The solution so far is kept.
  void add_row(Sense sense, int right, std::span<const Entry> columns);

  /// Until no column makes it cheaper, or `most_pivots` are done. Returns how many were.
  int optimise(int most_pivots);

  [[nodiscard]] int rows() const noexcept { return static_cast<int>(rows_.size()); }
  /// By row: what one more of its right side would cost.
  [[nodiscard]] const std::vector<double>& multipliers() const noexcept { return multipliers_; }
  /// Columns that are not 0, with their values.
  [[nodiscard]] std::vector<std::pair<int, double>> solution() const;
  /// By how much right sides are missed, in sum.
  [[nodiscard]] double missed() const;

  /// What is missing of a row, in a basis.
  [[nodiscard]] static int missing_of(int row) { return -(2 * row + 2); }
  /// What the solution rests on, for a program with the same columns and rows.
  [[nodiscard]] const std::vector<int>& basis() const noexcept { return basis_; }
  /// False: it cannot be used, and the program neither from then on.
  bool set_basis(const std::vector<int>& basis);

 private:
  struct Row {
    Sense sense;
    double right;
    double loosened;
    double missing_sign;  // of what is missing, in this row
  };
  struct Column {
    double cost;
    std::vector<Entry> rows;
  };

  // A variable of the basis: a column, or of a row its slack or what is missing.
  [[nodiscard]] static int slack_of(int row) { return -(2 * row + 1); }
  [[nodiscard]] static bool is_missing(int variable) { return variable < 0 && variable % 2 == 0; }
  [[nodiscard]] static int row_of(int variable) { return (-variable - 1) / 2; }
  [[nodiscard]] double cost_of(int variable) const;
  [[nodiscard]] double logical_sign(int variable) const;
  void fill(int variable, std::vector<double>& dense) const;
  void find_multipliers();
  /// False: there is none that makes it cheaper.
  bool find_entering(int& variable) const;
  void find_direction(int variable);
  [[nodiscard]] int find_leaving() const;
  void pivot(int leaving, int entering);
  bool refactor();
  [[nodiscard]] std::vector<double> values(bool loosened) const;
  [[nodiscard]] double* inverse_row(int row) { return &inverse_[static_cast<std::size_t>(row) * rows_.size()]; }
  [[nodiscard]] const double* inverse_row(int row) const {
    return &inverse_[static_cast<std::size_t>(row) * rows_.size()];
  }

  double missing_;
  std::vector<Row> rows_;
  std::vector<Column> columns_;
  std::vector<bool> is_basic_;  // by column
  std::vector<int> basis_;      // by row: a variable
  std::vector<double> inverse_;
  std::vector<double> value_;  // of the basis, with the loosened right sides
  std::vector<double> multipliers_;
  std::vector<double> direction_;
  int pivots_since_ = 0;  // the inverse was made
};

}  // namespace tagwerk::assignment
