#include "api/resources/table.hpp"

#include <stdexcept>
#include <utility>

#include "api/http/negotiation.hpp"
#include "api/json/writer.hpp"
#include "api/resources/content_etag.hpp"

namespace tagwerk::resources {
namespace {

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct JsonCell {
  json::Writer& writer;
  void operator()(std::monostate) const { writer.null(); }
  void operator()(core::Date date) const { writer.value(core::to_text(date)); }
  template <class T>
  void operator()(const T& content) const {
    writer.value(content);
  }
};

struct CsvCell {
  core::CsvWriter& writer;
  void operator()(std::monostate) const { static_cast<void>(writer.empty()); }
  void operator()(const std::string& text) const { writer.text(text); }
  void operator()(bool boolean) const { writer.text(boolean ? "true" : "false"); }
  void operator()(core::Date date) const { writer.text(core::to_text(date)); }
  template <class Number>
  void operator()(Number number) const {
    writer.number(number);
  }
};

http::Response response_of(std::string body, TableForm form) {
  http::Response response;
  response.content_type = content_type_of(form);
  response.body = std::move(body);
  return response;
}

}  // namespace

void Table::add_row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size()) {
    throw std::logic_error("a row of " + std::to_string(cells.size()) + " cells in a table of " +
                           std::to_string(columns_.size()) + " columns");
  }
  rows_.push_back(std::move(cells));
}

std::string Table::rows_json() const {
  json::Writer writer;
  writer.begin_array();
  for (const auto& row : rows_) {
    writer.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      writer.key(columns_[i].name);
      std::visit(JsonCell{writer}, row[i]);
    }
    writer.end_object();
  }
  writer.end_array();
  return writer.take();
}

std::string Table::text(TableForm form) const {
  if (form == TableForm::rows) return rows_json();
  if (form == TableForm::xlsx) return documents::workbook_of(columns_, rows_);
  return csv(form == TableForm::csv_de ? core::CsvStyle::german_excel : core::CsvStyle::plain);
}

std::string Table::csv(core::CsvStyle style) const {
  core::CsvWriter writer(style);
  for (const auto& column : columns_) writer.text(column.name);
  writer.end_row();
  for (const auto& row : rows_) {
    for (const auto& one : row) std::visit(CsvCell{writer}, one);
    writer.end_row();
  }
  return writer.take();
}

pipeline::QueryParameter format_parameter() {
  return {
      .name = "format",
      .kind = pipeline::QueryParameter::Kind::choice,
      .description =
          "json (default), rows: the flat JSON array for dashboards, csv: the same as CSV, csv_de: as CSV that Excel "
          "opens in German (byte order mark, semicolons, decimal commas), xlsx: as a workbook",
      .choices = {"json", "rows", "csv", "csv_de", "xlsx"}};
}

TableForm table_form(const pipeline::Exchange& x) {
  if (const auto format = x.text("format")) {
    if (*format == "rows") return TableForm::rows;
    if (*format == "csv_de") return TableForm::csv_de;
    if (*format == "xlsx") return TableForm::xlsx;
    return *format == "csv" ? TableForm::csv : TableForm::json;
  }
  const auto accept = x.request().header("accept").value_or("");
  const auto json = http::media_quality(accept, "application/json");
  const auto csv = http::media_quality(accept, "text/csv");
  const auto workbook = http::media_quality(accept, workbook_type);
  if (csv > json && csv >= workbook) return TableForm::csv;
  return workbook > json ? TableForm::xlsx : TableForm::json;
}

std::string_view content_type_of(TableForm form) noexcept {
  switch (form) {
    case TableForm::json:
    case TableForm::rows:
      return pipeline::json_type;
    case TableForm::csv:
    case TableForm::csv_de:
      return "text/csv; charset=utf-8";
    case TableForm::xlsx:
      break;
  }
  return workbook_type;
}

std::string text_in(TableForm form, const std::function<std::string()>& json_text,
                    const std::function<Table()>& table) {
  return form == TableForm::json ? json_text() : table().text(form);
}

http::Response json_or_table(const pipeline::Exchange& x, const std::function<std::string()>& json_text,
                             const std::function<Table()>& table) {
  const auto form = table_form(x);
  auto response = response_of(text_in(form, json_text, table), form);
  response.with("etag", content_etag(response.body)).with("vary", "Accept");
  return response;
}

http::Response json_or_table_as_of(const pipeline::Exchange& x, std::string_view figures,
                                   const std::function<std::string()>& json_text, const std::function<Table()>& table) {
  const auto form = table_form(x);
  auto response = response_of(text_in(form, json_text, table), form);
  const auto what = std::to_string(static_cast<int>(form)).append(figures);
  response.with("etag", std::string("W/").append(content_etag(what))).with("vary", "Accept");
  return response;
}

http::Response table_page(const pipeline::Exchange& x, const std::optional<core::Uuid>& next_after,
                          const std::function<http::Response()>& json_list, const std::function<Table()>& table) {
  const auto form = table_form(x);
  if (form == TableForm::json) return std::move(json_list().with("vary", "Accept"));
  auto response = response_of(table().text(form), form);
  if (next_after) response.with("link", "<" + pipeline::next_page(x, *next_after) + ">; rel=\"next\"");
  response.with("vary", "Accept");
  return response;
}

std::vector<pipeline::Answer> table_answers(std::string_view description, json::SchemaSource schema) {
  const auto csv = [](json::Components&) { return std::string(R"({"type":"string"})"); };
  const auto workbook = [](json::Components&) { return std::string(R"({"type":"string","format":"binary"})"); };
  return {{200, description, std::move(schema)},
          {200, description, csv, "text/csv"},
          {200, description, workbook, workbook_type}};
}

std::string describe_columns(std::span<const Column> columns) {
  std::string text = "Columns of `format=rows` (an array of objects), of CSV and of a workbook:";
  for (const auto& column : columns) text.append("\n- `").append(column.name).append("`: ").append(column.description);
  return text;
}

}  // namespace tagwerk::resources
