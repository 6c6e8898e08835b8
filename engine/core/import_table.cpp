#include "engine/core/import_table.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/text.hpp"

namespace tagwerk::core {

ImportTable::ImportTable(std::string_view text, std::span<const ImportColumn> columns)
    : reader_(text), columns_(columns), position_of_(columns.size()) {
  read_header();
  at_end_ = !problems_.empty();
}

void ImportTable::read_header() {
  if (!reader_.next(record_)) record_.line = 1;
  if (record_.problem) {
    record_.problem->pointer = at();
    return refuse(*record_.problem);
  }
  width_ = record_.cells.size();
  for (std::size_t i = 0; i < width_; ++i) {
    const auto& name = record_.cells[i];
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const ImportColumn& column) { return column.name == name; });
    if (known == columns_.end()) {
      refuse({at(), &field_unknown, {{"value", echo(name)}}});
    } else if (auto& position = position_of_[static_cast<std::size_t>(known - columns_.begin())]; position) {
      refuse({at() + "/" + name, &field_duplicate, {{"value", name}}});
    } else {
      position = i;
    }
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].required && !position_of_[i])
      refuse({at() + "/" + std::string(columns_[i].name), &field_required, {}});
  }
}

bool ImportTable::next() {
  while (!at_end_ && reader_.next(record_)) {
    if (++rows_ > import_max_rows) {
      refuse({at(),
              &field_items,
              {{"count", "more than " + std::to_string(import_max_rows)},
               {"min", "0"},
               {"max", std::to_string(import_max_rows)}}});
      break;
    }
    if (record_.problem) {
      record_.problem->pointer = at();
      refuse(*record_.problem);
    } else if (record_.cells.size() != width_) {
      refuse({at(),
              &csv_cell_count,
              {{"count", std::to_string(record_.cells.size())}, {"expected", std::to_string(width_)}}});
    } else {
      return true;
    }
  }
  at_end_ = true;
  return false;
}

std::string ImportTable::at() const { return "line " + std::to_string(record_.line); }

const std::string& ImportTable::cell(std::string_view column) const {
  static const std::string nothing;
  const auto known =
      std::find_if(columns_.begin(), columns_.end(), [&](const ImportColumn& one) { return one.name == column; });
  if (known == columns_.end()) return nothing;
  const auto position = position_of_[static_cast<std::size_t>(known - columns_.begin())];
  return position ? record_.cells[*position] : nothing;
}

std::optional<std::string> ImportTable::maybe(std::string_view column) const {
  const auto& text = cell(column);
  return text.empty() ? std::nullopt : std::optional(text);
}

bool ImportTable::accept(std::vector<FieldError> wrong) {
  const bool good = wrong.empty();
  for (auto& error : wrong) {
    const auto column = std::string_view(error.pointer).substr(at().size() + 1);
    if (cell(column).empty()) error = {error.pointer, &field_required, {}};
    refuse(std::move(error));
  }
  return good;
}

}  // namespace tagwerk::core
