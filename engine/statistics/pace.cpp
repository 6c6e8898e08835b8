#include "engine/statistics/pace.hpp"

namespace tagwerk::statistics {
namespace {

PaceFigures figures_at(const Curve& curve, core::Date day) {
  const auto point = at(curve, day);
  return {.participants = point.net, .companies = point.companies};
}

std::optional<double> ratio(std::int64_t now, std::int64_t other) {
  if (other == 0) return std::nullopt;
  return static_cast<double>(now) / static_cast<double>(other);
}

PaceRow row_of(const PaceEdition& edition, std::int64_t lead, const PaceFigures& now) {
  PaceRow row;
  row.event = edition.event;
  row.name = edition.name;
  row.edition_year = edition.edition_year;
  row.starts_on = edition.starts_on;
  if (edition.curve.empty()) return row;
  const auto day = edition.starts_on - boost::gregorian::days(lead);
  if (day <= edition.today) {
    row.at_same_lead = figures_at(edition.curve, day);
    row.participants_ratio = ratio(now.participants, row.at_same_lead->participants);
    row.companies_ratio = ratio(now.companies, row.at_same_lead->companies);
  }
  if (edition.is_over) row.final = figures_at(edition.curve, edition.curve.back().day);
  return row;
}

}  // namespace

Pace pace_of(const PaceEdition& event, std::span<const PaceEdition> others) {
  Pace pace;
  pace.event = event.event;
  pace.lead_days = lead_days(event.starts_on, event.today);
  pace.now = figures_at(event.curve, event.today);
  pace.editions.reserve(others.size());
  for (const auto& edition : others) pace.editions.push_back(row_of(edition, pace.lead_days, pace.now));
  return pace;
}

}  // namespace tagwerk::statistics
