// Purpose: reads wishes for talks from CSV text. Pure: the service brings what is known.
// Columns, in any order, named by the header (line 1): company, with_company (names), importance (must, would_like, if_possible); may
// be missing: session, note, status (open, accepted; open where it is left out).
// Errors: every wrong line ("line 3") and cell ("line 3/company"); see core::problems_error(). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/import_report.hpp"
#include "engine/meetings/talk_wish.hpp"

namespace tagwerk::meetings {

struct WishLine {
  std::size_t line = 0;
  std::string company;
  std::string with_company;
  Importance importance = Importance::would_like;
  std::optional<std::string> session_key;
  std::optional<std::string> note;
  bool is_accepted = false;
};

struct ReadWishes {
  std::vector<WishLine> lines;  // those that are right
  std::size_t rows = 0;         // all of them
  core::ImportProblems problems;
};

[[nodiscard]] ReadWishes read_wishes(std::string_view csv);

}  // namespace tagwerk::meetings
