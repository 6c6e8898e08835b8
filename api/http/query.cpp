#include "api/http/query.hpp"

#include "api/http/syntax.hpp"

namespace tagwerk::http {

core::Result<std::vector<QueryParameter>> parse_query(std::string_view query) {
  std::vector<QueryParameter> parameters;
  const auto refuse = [](std::string problem, std::string_view value) {
    return core::fail(query_malformed, {{"problem", std::move(problem)}, {"value", printable(value)}});
  };
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto piece = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (piece.empty()) continue;
    if (parameters.size() == query_parameter_limit) {
      return refuse("more than " + std::to_string(query_parameter_limit) + " parameters", piece);
    }
    const auto equals = piece.find('=');
    const auto raw_value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
    auto name = percent_decode(piece.substr(0, equals), true);
    auto value = percent_decode(raw_value, true);
    if (!name || !value) return refuse("an escape is incomplete or the text is not UTF-8", piece);
    if (name->empty()) return refuse("a parameter has no name", piece);
    parameters.push_back({std::move(*name), std::move(*value)});
  }
  return parameters;
}

std::string write_query(std::span<const QueryParameter> parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    query += percent_encode(name) + '=' + percent_encode(value);
  }
  return query;
}

}  // namespace tagwerk::http
