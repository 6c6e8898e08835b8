// Purpose: figures of talks as statistics show them: an object `talks` in JSON, columns `talks_…` in a table.
// Thread-safety: pure functions.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/table.hpp"
#include "engine/statistics/vendor_talks.hpp"

namespace tagwerk::resources {

struct TalkFiguresDto : statistics::TalkFigures {
  std::optional<double> coverage;
  std::optional<double> no_show_rate;
  std::int64_t grade_count = 0;
  std::optional<double> grade_mean;
};
[[nodiscard]] const json::Object<TalkFiguresDto>& shape(json::Tag<TalkFiguresDto>);
[[nodiscard]] TalkFiguresDto to_dto(const statistics::TalkFigures& figures);

inline constexpr std::array talk_columns{
    Column{"talks_events", "events with a published plan of talks"},
    Column{"talks_wished", "pairs of which one at least has a wish that counts"},
    Column{"talks_wished_by_partners", "of those the ones that the partner wished"},
    Column{"talks_planned", "talks with a slot in the published plan"},
    Column{"talks_held", "recorded as held"},
    Column{"talks_not_held", "recorded as no-shows"},
    Column{"talks_vendor_absent", "no-shows of the vendor"},
    Column{"talks_partner_absent", "no-shows of the partner; where neither came it is in both"},
    Column{"talks_not_recorded", "planned, and not known"},
    Column{"talks_partners", "different partners that took part in those events"},
    Column{"talks_partners_reached", "different partners with a talk that was held"},
    Column{"talks_coverage", "partners reached / partners, as a fraction"},
    Column{"talks_no_show_rate", "no-shows / (held + no-shows), as a fraction"},
    Column{"talks_grades", "number of grades by partners"},
    Column{"talks_grade_mean", "from 3 grades on"}};
/// In the order of the columns; all missing where there are no figures.
[[nodiscard]] std::vector<Cell> talk_cells(const std::optional<TalkFiguresDto>& figures);

template <std::size_t n>
[[nodiscard]] constexpr auto with_talk_columns(const std::array<Column, n>& own) {
  std::array<Column, n + talk_columns.size()> all{};
  std::copy(own.begin(), own.end(), all.begin());
  std::copy(talk_columns.begin(), talk_columns.end(), all.begin() + n);
  return all;
}

}  // namespace tagwerk::resources
