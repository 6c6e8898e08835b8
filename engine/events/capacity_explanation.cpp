#include "engine/events/capacity_explanation.hpp"

#include <algorithm>
#include <utility>

#include "engine/events/terms_change.hpp"

namespace tagwerk::events {
namespace {

PoolRow row_of(const std::vector<PoolRow>& rows, const std::string& key) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const PoolRow& row) { return row.key == key; });
  return found == rows.end() ? PoolRow{} : *found;
}

std::optional<WhyNone> why_none(const PoolRow& row, std::int64_t reserved, bool is_in_turn) {
  const auto places = row.places();
  if (!places) return std::nullopt;
  if (row.confirmed >= *places) return WhyNone::full;
  if (row.taken() >= *places) return WhyNone::held;
  const auto free = *places - row.taken() - reserved;
  if (free <= 0) return WhyNone::reserved;
  return is_in_turn && row.waitlisted >= free ? std::optional(WhyNone::all_waited_for) : std::nullopt;
}

ExplainedCategory explained(const TicketCategory& category, const std::vector<PoolRow>& rows) {
  auto row = row_of(rows, category_pool(category.key));
  row.limit = category.limit;
  return {.key = category.key,
          .limit = category.limit,
          .taken = row.taken(),
          .waitlisted = row.waitlisted,
          .available = row.available()};
}

ExplainedContingent explained(const Contingent& contingent, const std::vector<PoolRow>& rows, core::Instant now) {
  const auto taken = taken_of(contingent, rows);
  const bool released = !contingent.is_kept_at(now);
  return {.contingent = contingent,
          .taken = taken,
          .available = released ? 0 : std::max<std::int64_t>(0, contingent.places - taken),
          .released = released};
}

}  // namespace

std::string_view to_text(WhyNone why) noexcept {
  switch (why) {
    case WhyNone::full:
      return "full";
    case WhyNone::held:
      return "held";
    case WhyNone::reserved:
      return "reserved";
    case WhyNone::all_waited_for:
      return "all_waited_for";
  }
  return "unknown";
}

core::Text words_of(WhyNone why) noexcept {
  switch (why) {
    case WhyNone::full:
      return {"All places are given away.", "Alle Plätze sind vergeben."};
    case WhyNone::held:
      return {"The last places are held for a while; some of them may become free.",
              "Die letzten Plätze sind vorübergehend belegt; einige können frei werden."};
    case WhyNone::reserved:
      return {"The free places are kept for contingents.", "Die freien Plätze sind für Kontingente reserviert."};
    case WhyNone::all_waited_for:
      return {"There are free places, but others wait for them.", "Es gibt freie Plätze, aber andere warten darauf."};
  }
  return {};
}

std::optional<std::int64_t> ExplainedPool::available() const {
  const auto free = PoolRow::available();
  if (!free) return std::nullopt;
  return std::max<std::int64_t>(0, *free - reserved);
}

ExplainedPool explained(PoolRow row, std::int64_t reserved, bool is_in_turn) {
  const auto why = why_none(row, reserved, is_in_turn);
  return {std::move(row), reserved, why};
}

Capacity explain(const std::vector<PoolRow>& rows, const EventTerms& terms, core::Instant now) {
  const auto reserved = reserved_places(terms.contingents, rows, now);
  const bool is_in_turn = terms.rules.waitlist_order == WaitlistOrder::strict && terms.rules.priorities.empty();
  Capacity capacity;
  for (auto& row : shown(rows)) {
    const auto kept = reserved_in(reserved, row.key);
    capacity.pools.push_back(explained(std::move(row), kept, is_in_turn));
  }
  for (const auto& one : terms.categories) capacity.categories.push_back(explained(one, rows));
  for (const auto& one : terms.contingents) capacity.contingents.push_back(explained(one, rows, now));
  return capacity;
}

}  // namespace tagwerk::events
