// Purpose: what all travellers of a trip think of it together.
// Rules: as of grades (feedback/grade.hpp): below min_shown only the number is told. Organizers enter answers from paper and know
// these: so of items and of going again something is told only where the answers that nobody entered are none, or min_shown too; else
// theirs would follow by subtraction. There are no figures over several items, from which those that are hidden would follow. The
// overall grade is that of feedback, under its rule. Who reads it is the route table's business: no company, which knows its own.
// Units: as in feedback/grade.hpp; shares are fractions rounded to four decimals. Errors: none. Thread-safety: values, pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/feedback/grade.hpp"
#include "engine/trips/itinerary_publication.hpp"

namespace tagwerk::trips {

struct AgainCounts {
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t by_link = 0;  // of both
  bool operator==(const AgainCounts&) const = default;
};
struct AgainShare {
  std::int64_t n = 0;           // who said it
  std::optional<double> share;  // of them who would
  bool operator==(const AgainShare&) const = default;
};
[[nodiscard]] AgainShare again_share(const AgainCounts& counts);

struct ItemGrades {
  std::string item;                          // its key
  std::vector<feedback::GradeCount> counts;  // ascending by grade
  std::int64_t by_link = 0;
};
struct ItemSummary {
  std::string item;
  ItemKind kind = ItemKind::visit;
  std::string title;
  feedback::GradeSummary grades;
};
/// Visits and lodgings of the last publication in its order, cancelled ones where they have grades.
[[nodiscard]] std::vector<ItemSummary> summaries_of(const std::optional<Publication>& told,
                                                    const std::vector<ItemGrades>& grades);

/// May something be told of `n` answers, of which `by_link` were entered by nobody else?
[[nodiscard]] bool may_be_told(std::int64_t n, std::int64_t by_link) noexcept;

}  // namespace tagwerk::trips
