// Purpose: name badges on paper: PDF, A4 upright, ten badges of 90 × 55 mm a page with lines to cut along. Each has the
// event, the name, the company, the category, and the ticket as a small QR code and in letters.
// The same badges give the same bytes, on machines with the same fonts: no time, no chance. A pure writer: no SQL, no files.
// Errors: std::invalid_argument for no or too many badges; std::runtime_error without fonts.
// Thread-safety: pure functions; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace tagwerk::documents {

inline constexpr std::size_t badges_per_page = 10;
inline constexpr std::size_t max_badges = 500;  // of one document: some seconds of work at most

struct Badge {
  std::string name;  // empty: somebody writes it by hand
  std::string company;
  std::string event;
  std::string category;     // empty: none
  std::string ticket_code;  // in letters
  std::string scanned;      // what the QR code holds
};

[[nodiscard]] std::string badge_sheet_pdf(std::span<const Badge> badges);

}  // namespace tagwerk::documents
