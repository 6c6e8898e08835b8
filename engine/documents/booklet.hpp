// Purpose: a booklet to take along: PDF, A5 upright, chapters with entries that have a time and a text, page numbers, and an
// outline of the chapters. Any script, as far as fonts are installed; they are embedded.
// The same booklet gives the same bytes, on machines with the same fonts: no time, no chance. A pure writer: no SQL, no files.
// Errors: std::invalid_argument for too many entries; std::runtime_error without fonts. Thread-safety: pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tagwerk::documents {

inline constexpr std::size_t max_booklet_entries = 5'000;

struct BookletEntry {
  std::string when;  // beside it: "09:30–15:00"; empty: nothing
  std::string title;
  std::vector<std::string> lines;  // below it, each may be long
  bool is_off = false;             // it does not take place: struck through
};

struct BookletChapter {
  std::string title;
  std::vector<BookletEntry> entries;
};

struct Booklet {
  std::string title;
  std::vector<std::string> lines;  // below it
  std::vector<BookletChapter> chapters;
};

[[nodiscard]] std::string booklet_pdf(const Booklet& booklet);

}  // namespace tagwerk::documents
