// Purpose: a flat table that dashboards read without an adapter: `?format=rows` as a JSON array of objects with stable names,
// `Accept: text/csv` or `?format=csv` as CSV (RFC 4180, formula-safe), `?format=csv_de` as CSV that Excel opens in German,
// `?format=xlsx` as a workbook. Every statistic that is a table is written by this.
// Shapes: a missing cell is null in rows and empty elsewhere. Names are snake_case and part of the contract.
// Errors: std::logic_error for a row that does not fit the columns: our own mistake. Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/route.hpp"
#include "engine/core/csv.hpp"
#include "engine/documents/workbook.hpp"

namespace tagwerk::resources {

using Cell = documents::SheetCell;

template <class T>
[[nodiscard]] Cell cell(const std::optional<T>& maybe) {
  return maybe ? Cell(*maybe) : Cell();
}

using Column = documents::SheetColumn;

enum class TableForm : std::uint8_t { json, rows, csv, csv_de, xlsx };

class Table {
 public:
  explicit Table(std::span<const Column> columns) : columns_(columns) {}

  void add_row(std::vector<Cell> cells);
  [[nodiscard]] std::string rows_json() const;
  /// With a header line.
  [[nodiscard]] std::string csv(core::CsvStyle style = core::CsvStyle::plain) const;
  /// Not JSON, which is more than a table. A workbook is bytes.
  [[nodiscard]] std::string text(TableForm form) const;

 private:
  std::span<const Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// `?format=json|rows|csv|csv_de|xlsx`
[[nodiscard]] pipeline::QueryParameter format_parameter();
/// The parameter decides; without one Accept does, and JSON where it likes both as well.
[[nodiscard]] TableForm table_form(const pipeline::Exchange& x);
[[nodiscard]] std::string_view content_type_of(TableForm form) noexcept;
/// Only the wanted form is made.
[[nodiscard]] std::string text_in(TableForm form, const std::function<std::string()>& json_text,
                                  const std::function<Table()>& table);
/// What it says, in the form that is wanted, with an ETag of the content. Only the wanted form is made.
[[nodiscard]] http::Response json_or_table(const pipeline::Exchange& x, const std::function<std::string()>& json_text,
                                           const std::function<Table()>& table);
/// The same where an answer says when it was computed: the ETag is that of `figures`, which is all else,
/// and weak (RFC 9110 section 8.8.1), for the bytes differ.
[[nodiscard]] http::Response json_or_table_as_of(const pipeline::Exchange& x, std::string_view figures,
                                                 const std::function<std::string()>& json_text,
                                                 const std::function<Table()>& table);
/// A page: as JSON the list that `json_list` makes, as a table its rows, and the header Link names the next page.
[[nodiscard]] http::Response table_page(const pipeline::Exchange& x, const std::optional<core::Uuid>& next_after,
                                        const std::function<http::Response()>& json_list,
                                        const std::function<Table()>& table);
/// The answers of such a route: JSON as `schema` says, CSV, and a workbook.
[[nodiscard]] std::vector<pipeline::Answer> table_answers(std::string_view description, json::SchemaSource schema);
/// For the description of such a route: what the columns of rows and CSV are.
[[nodiscard]] std::string describe_columns(std::span<const Column> columns);

}  // namespace tagwerk::resources
