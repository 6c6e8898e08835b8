#include <sodium.h>

#include <charconv>
#include <stdexcept>

#include "engine/storage/embedded_schema.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::storage {
namespace {

std::string checksum_of(std::string_view text) {
  unsigned char hash[32];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  char hex[2 * sizeof hash + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

// The end of what begins at `start`: a quoted piece or a comment; `start + 1` for anything else.
std::size_t end_of_piece(std::string_view text, std::size_t start) {
  const auto behind = [&](std::string_view mark, std::size_t from) {
    const auto found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const char c = text[start];
  if (text.substr(start, 2) == "--" || c == '#') return behind("\n", start);
  if (text.substr(start, 2) == "/*") return behind("*/", start + 2);
  if (c != '\'' && c != '"' && c != '`') return start + 1;
  auto end = start + 1;
  while (end < text.size() && text[end] != c) end += text[end] == '\\' && c != '`' ? 2 : 1;
  return std::min(end + 1, text.size());
}

bool is_comment(std::string_view piece) {
  return piece.starts_with("--") || piece.starts_with("#") || piece.starts_with("/*");
}

std::string trimmed(const std::string& text) {
  constexpr const char* space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace

SchemaFile schema_file(std::string name, std::string_view text) {
  SchemaFile file{.name = std::move(name), .text = text, .checksum = checksum_of(text)};
  const auto* first = file.name.data() + 1;
  const bool shaped = file.name.size() > 11 && file.name.starts_with('V') && file.name.substr(5, 2) == "__" &&
                      file.name.ends_with(".sql") && std::from_chars(first, first + 4, file.version).ptr == first + 4;
  if (!shaped || file.version < 1)
    throw std::logic_error("not the name of a migration (V0001__words.sql): " + file.name);
  return file;
}

const std::vector<SchemaFile>& schema_files() {
  static const auto files = [] {
    std::vector<SchemaFile> all;
    for (const auto& embedded : embedded_schema()) {
      all.push_back(schema_file(std::string(embedded.name), embedded.text));
      if (all.size() > 1 && all[all.size() - 2].version >= all.back().version) {
        throw std::logic_error("two migrations have the same version: " + all.back().name);
      }
    }
    return all;
  }();
  return files;
}

std::vector<std::string> split_statements(std::string_view text) {
  std::vector<std::string> statements;
  std::string statement;
  const auto finish = [&] {
    auto whole = trimmed(statement);
    if (!whole.empty()) statements.push_back(std::move(whole));
    statement.clear();
  };
  for (std::size_t position = 0; position < text.size();) {
    const auto end = end_of_piece(text, position);
    const auto piece = text.substr(position, end - position);
    position = end;
    if (piece == ";") {
      finish();
    } else if (is_comment(piece)) {
      statement.push_back('\n');
    } else {
      statement.append(piece);
    }
  }
  finish();
  return statements;
}

}  // namespace tagwerk::storage
