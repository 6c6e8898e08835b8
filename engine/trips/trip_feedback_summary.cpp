#include "engine/trips/trip_feedback_summary.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/trips/trip_feedback.hpp"

namespace tagwerk::trips {

bool may_be_told(std::int64_t n, std::int64_t by_link) noexcept {
  return n >= feedback::min_shown && (by_link == 0 || by_link >= feedback::min_shown);
}

AgainShare again_share(const AgainCounts& counts) {
  AgainShare share{.n = counts.yes + counts.no, .share = {}};
  if (!may_be_told(share.n, counts.by_link)) return share;
  constexpr double decimals = 10'000;
  share.share = std::round(static_cast<double>(counts.yes) * decimals / static_cast<double>(share.n)) / decimals;
  return share;
}

std::vector<ItemSummary> summaries_of(const std::optional<Publication>& told, const std::vector<ItemGrades>& grades) {
  std::vector<ItemSummary> summaries;
  if (!told) return summaries;
  for (std::size_t i = 0; i < told->itinerary.items.size(); ++i) {
    const auto& item = told->itinerary.items[i];
    if (!is_graded(item.kind)) continue;
    const auto found = std::ranges::find(grades, item.key, &ItemGrades::item);
    if (found == grades.end() && told->items[i].cancelled) continue;
    ItemSummary summary{.item = item.key, .kind = item.kind, .title = item.title, .grades = {}};
    if (found != grades.end()) {
      summary.grades = feedback::summarize(found->counts);
      if (!may_be_told(summary.grades.n, found->by_link)) summary.grades.spread.reset();
    }
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace tagwerk::trips
