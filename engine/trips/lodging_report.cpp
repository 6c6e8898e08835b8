#include "engine/trips/lodging_report.hpp"

#include <algorithm>

#include "engine/assignment/indices.hpp"

namespace tagwerk::trips {

LodgingReport told_of(const TripRooming& trip, const Lodging& lodging) {
  LodgingReport report{
      .lodging = lodging, .guests = {}, .unnamed = trip.unnamed, .score = {}, .broken_rules = {}, .explanations = {}};
  for (const auto& lodged : guests_in(trip, lodging)) {
    report.guests.push_back({.guest = trip.guests[lodged.guest],
                             .first_night = lodging.nights[assignment::at(lodged.first_night)],
                             .last_night = lodging.nights[assignment::at(lodged.end_night - 1)],
                             .room = lodged.room,
                             .fixed = lodged.fixed});
  }
  return report;
}

LodgingReport report_of(const TripRooming& trip, const Lodging& lodging) {
  auto report = told_of(trip, lodging);
  const bool has_beds = std::ranges::any_of(report.guests, [](const ToldGuest& one) { return one.room.has_value(); });
  if (!has_beds) return report;
  const auto made = case_of(trip, lodging);
  if (!made) return report;
  report.score = assignment::score_of(made->problem, made->beds);
  for (const auto& violation : assignment::check_rooming(made->problem, made->beds)) {
    if (report.broken_rules.size() < max_rules_told) report.broken_rules.push_back(words_of(*made, violation));
  }
  if (!report.broken_rules.empty()) return report;
  report.explanations = explanations(*made, made->beds);
  if (report.explanations.size() > max_explanations) report.explanations.resize(max_explanations);
  return report;
}

}  // namespace tagwerk::trips
