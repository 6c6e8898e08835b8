#include "engine/assignment/linear_program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

constexpr double smallest_pivot = 1e-9;
constexpr double zero = 1e-7;
constexpr double loosest = 1e-6;
constexpr double relative_tolerance = 1e-13;  // of what a missing one costs: the last digits that a double has

// Between a tenth of the loosest and the loosest, differently by row.
double looseness(std::size_t row) {
  const auto mixed = (row + 1) * 2654435761U % 1000U;
  return loosest * (0.1 + 0.0009 * static_cast<double>(mixed));
}

}  // namespace

double LinearProgram::cost_of(int variable) const {
  if (variable >= 0) return columns_[at(variable)].cost;
  return is_missing(variable) ? missing_ : 0;
}

double LinearProgram::logical_sign(int variable) const {
  const auto& row = rows_[at(row_of(variable))];
  if (is_missing(variable)) return row.missing_sign;
  return row.sense == Sense::at_least ? -1 : 1;
}

void LinearProgram::fill(int variable, std::vector<double>& dense) const {
  dense.assign(rows_.size(), 0);
  if (variable < 0) {
    dense[at(row_of(variable))] = logical_sign(variable);
    return;
  }
  for (const auto& entry : columns_[at(variable)].rows) dense[at(entry.index)] = entry.count;
}

int LinearProgram::add_column(double cost, std::vector<Entry> rows) {
  columns_.push_back({cost, std::move(rows)});
  is_basic_.push_back(false);
  return static_cast<int>(columns_.size()) - 1;
}

void LinearProgram::add_row(Sense sense, int right, std::span<const Entry> columns) {
  const auto old = rows_.size();
  const int row = static_cast<int>(old);
  const double loosened = sense == Sense::at_most ? right + looseness(old) : right - looseness(old);
  for (const auto& entry : columns) columns_[at(entry.index)].rows.push_back({row, entry.count});

  // What the row has of the basis, and what is left of its right side.
  std::vector<double> of_basis(old, 0);
  double left = loosened;
  for (std::size_t i = 0; i < old; ++i) {
    if (basis_[i] < 0) continue;
    const auto& entries = columns_[at(basis_[i])].rows;
    if (entries.empty() || entries.back().index != row) continue;
    of_basis[i] = entries.back().count;
    left -= of_basis[i] * value_[i];
  }
  rows_.push_back({sense, static_cast<double>(right), loosened, left < 0 ? -1.0 : 1.0});
  const bool slack_does = (sense == Sense::at_most && left >= 0) || (sense == Sense::at_least && left <= 0);
  const int variable = slack_does ? slack_of(row) : missing_of(row);
  const double sign = logical_sign(variable);

  std::vector<double> grown((old + 1) * (old + 1), 0);
  for (std::size_t i = 0; i < old; ++i) std::copy_n(&inverse_[i * old], old, &grown[i * (old + 1)]);
  for (std::size_t i = 0; i < old; ++i) {
    if (of_basis[i] == 0) continue;
    for (std::size_t j = 0; j < old; ++j) grown[old * (old + 1) + j] -= sign * of_basis[i] * inverse_[i * old + j];
  }
  grown.back() = sign;
  inverse_ = std::move(grown);
  basis_.push_back(variable);
  value_.push_back(sign * left);
}

void LinearProgram::find_multipliers() {
  multipliers_.assign(rows_.size(), 0);
  for (int i = 0; i < rows(); ++i) {
    const double cost = cost_of(basis_[at(i)]);
    if (cost == 0) continue;
    const double* line = inverse_row(i);
    for (std::size_t j = 0; j < rows_.size(); ++j) multipliers_[j] += cost * line[j];
  }
}

bool LinearProgram::find_entering(int& variable) const {
  double best = -std::max(zero, missing_ * relative_tolerance);
  bool is_found = false;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (is_basic_[column]) continue;
    double reduced = columns_[column].cost;
    for (const auto& entry : columns_[column].rows) reduced -= multipliers_[at(entry.index)] * entry.count;
    if (reduced < best) {
      best = reduced;
      variable = static_cast<int>(column);
      is_found = true;
    }
  }
  for (int row = 0; row < rows(); ++row) {
    const auto sense = rows_[at(row)].sense;
    if (sense == Sense::equal) continue;
    const double reduced = sense == Sense::at_most ? -multipliers_[at(row)] : multipliers_[at(row)];
    if (reduced < best) {
      best = reduced;
      variable = slack_of(row);
      is_found = true;
    }
  }
  return is_found;
}

void LinearProgram::find_direction(int variable) {
  direction_.assign(rows_.size(), 0);
  const auto add = [&](int row, double count) {
    for (int i = 0; i < rows(); ++i) direction_[at(i)] += inverse_row(i)[row] * count;
  };
  if (variable < 0) {
    add(row_of(variable), logical_sign(variable));
    return;
  }
  for (const auto& entry : columns_[at(variable)].rows) add(entry.index, entry.count);
}

int LinearProgram::find_leaving() const {
  int leaving = -1;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < rows(); ++i) {
    const double slope = direction_[at(i)];
    if (slope <= zero) continue;
    const double ratio = std::max(0.0, value_[at(i)]) / slope;
    const bool is_tie = leaving >= 0 && std::abs(ratio - least) <= 1e-12;
    if (is_tie ? slope > direction_[at(leaving)] : ratio < least) {
      leaving = i;
      least = std::min(least, ratio);
    }
  }
  return leaving;
}

void LinearProgram::pivot(int leaving, int entering) {
  const double slope = direction_[at(leaving)];
  double* line = inverse_row(leaving);
  for (int j = 0; j < rows(); ++j) line[j] /= slope;
  const double step = std::max(0.0, value_[at(leaving)]) / slope;
  for (int i = 0; i < rows(); ++i) {
    const double factor = direction_[at(i)];
    if (i == leaving || factor == 0) continue;
    double* other = inverse_row(i);
    for (int j = 0; j < rows(); ++j) other[j] -= factor * line[j];
    value_[at(i)] -= factor * step;
  }
  value_[at(leaving)] = step;
  if (const int old = basis_[at(leaving)]; old >= 0) is_basic_[at(old)] = false;
  if (entering >= 0) is_basic_[at(entering)] = true;
  basis_[at(leaving)] = entering;
  ++pivots_since_;
}

// Gauss-Jordan with the largest pivot of each column.
bool LinearProgram::refactor() {
  const std::size_t size = rows_.size();
  std::vector<double> matrix(size * size, 0);
  std::vector<double> dense;
  for (std::size_t column = 0; column < size; ++column) {
    fill(basis_[column], dense);
    for (std::size_t row = 0; row < size; ++row) matrix[row * size + column] = dense[row];
  }
  std::vector<double> inverse(size * size, 0);
  for (std::size_t i = 0; i < size; ++i) inverse[i * size + i] = 1;
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t best = column;
    for (std::size_t row = column + 1; row < size; ++row) {
      if (std::abs(matrix[row * size + column]) > std::abs(matrix[best * size + column])) best = row;
    }
    if (std::abs(matrix[best * size + column]) < smallest_pivot) return false;
    if (best != column) {
      std::swap_ranges(&matrix[best * size], &matrix[best * size] + size, &matrix[column * size]);
      std::swap_ranges(&inverse[best * size], &inverse[best * size] + size, &inverse[column * size]);
    }
    const double pivot = matrix[column * size + column];
    for (std::size_t j = 0; j < size; ++j) {
      matrix[column * size + j] /= pivot;
      inverse[column * size + j] /= pivot;
    }
    for (std::size_t row = 0; row < size; ++row) {
      const double factor = matrix[row * size + column];
      if (row == column || factor == 0) continue;
      for (std::size_t j = column; j < size; ++j) matrix[row * size + j] -= factor * matrix[column * size + j];
      for (std::size_t j = 0; j < size; ++j) inverse[row * size + j] -= factor * inverse[column * size + j];
    }
  }
  inverse_ = std::move(inverse);
  value_ = values(true);
  pivots_since_ = 0;
  return true;
}

std::vector<double> LinearProgram::values(bool loosened) const {
  std::vector<double> found(rows_.size(), 0);
  for (int i = 0; i < rows(); ++i) {
    for (std::size_t j = 0; j < rows_.size(); ++j)
      found[at(i)] += inverse_row(i)[j] * (loosened ? rows_[j].loosened : rows_[j].right);
  }
  return found;
}

int LinearProgram::optimise(int most_pivots) {
  int pivots = 0;
  for (;; ++pivots) {
    if (pivots_since_ > std::max(100, 2 * rows())) refactor();
    find_multipliers();
    int entering = 0;
    if (pivots == most_pivots || !find_entering(entering)) return pivots;
    find_direction(entering);
    const int leaving = find_leaving();
    if (leaving < 0) return pivots;  // only by rounding: all costs are at least 0
    pivot(leaving, entering);
  }
}

std::vector<std::pair<int, double>> LinearProgram::solution() const {
  std::vector<std::pair<int, double>> found;
  const auto exact = values(false);
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    if (basis_[i] >= 0 && std::abs(exact[i]) > 10 * loosest) found.emplace_back(basis_[i], exact[i]);
  }
  return found;
}

double LinearProgram::missed() const {
  double sum = 0;
  const auto exact = values(false);
  for (std::size_t i = 0; i < basis_.size(); ++i) {
    if (is_missing(basis_[i])) sum += std::abs(exact[i]);
  }
  return sum;
}

bool LinearProgram::set_basis(const std::vector<int>& basis) {
  // What is missing counts upwards until it is known which way it is missing.
  for (auto& row : rows_) row.missing_sign = 1;
  basis_ = basis;
  if (!refactor()) return false;
  for (int i = 0; i < rows(); ++i) {
    if (value_[at(i)] >= -zero) continue;
    if (!is_missing(basis_[at(i)])) return false;
    rows_[at(row_of(basis_[at(i)]))].missing_sign = -1;
    for (int j = 0; j < rows(); ++j) inverse_row(i)[j] *= -1;
    value_[at(i)] *= -1;
  }
  std::fill(is_basic_.begin(), is_basic_.end(), false);
  for (const int variable : basis_) {
    if (variable >= 0) is_basic_[at(variable)] = true;
  }
  return true;
}

}  // namespace tagwerk::assignment
