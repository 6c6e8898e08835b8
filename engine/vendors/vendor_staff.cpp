#include "engine/vendors/vendor_staff.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {
namespace {

bool begins_before(const Absence& one, const Absence& other) { return one.starts_at < other.starts_at; }

std::string at(std::size_t index, const char* member) { return "/unavailable/" + std::to_string(index) + "/" + member; }

}  // namespace

std::vector<core::FieldError> check(const std::vector<Absence>& absences) {
  core::Fields fields;
  check_count(fields, "/unavailable", absences.size(), 0, max_absences);
  for (std::size_t i = 0; i < absences.size(); ++i) {
    const auto& [starts_at, ends_at] = absences[i];
    if (starts_at < ends_at) continue;
    fields.push_back({at(i, "ends_at"),
                      &absence_is_empty,
                      {{"value", core::to_rfc3339(ends_at)}, {"other", core::to_rfc3339(starts_at)}}});
  }
  if (!fields.empty()) return fields;
  // Told of the later one of two, at its place in the list.
  std::vector<std::size_t> order(absences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return begins_before(absences[a], absences[b]); });
  core::Instant until;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& [starts_at, ends_at] = absences[order[i]];
    if (i > 0 && starts_at < until) {
      fields.push_back({at(order[i], "starts_at"),
                        &absences_overlap,
                        {{"value", core::to_rfc3339(starts_at)}, {"other", core::to_rfc3339(until)}}});
    }
    until = i > 0 ? std::max(until, ends_at) : ends_at;
  }
  return fields;
}

std::vector<Absence> sorted(std::vector<Absence> absences) {
  std::sort(absences.begin(), absences.end(), begins_before);
  return absences;
}

std::vector<Absence> joined(std::vector<Absence> one, const std::vector<Absence>& other) {
  one.insert(one.end(), other.begin(), other.end());
  std::vector<Absence> all;
  for (const auto& absence : sorted(std::move(one))) {
    if (!all.empty() && absence.starts_at <= all.back().ends_at) {
      all.back().ends_at = std::max(all.back().ends_at, absence.ends_at);
    } else {
      all.push_back(absence);
    }
  }
  return all;
}

std::vector<core::FieldError> check_new(const StaffWish& wish) {
  auto fields = registration::check_new_head(wish.naming());
  if (wish.unavailable) append(fields, check(*wish.unavailable));
  return fields;
}

std::vector<core::FieldError> check_change(const StaffWish& wish) {
  auto fields = registration::check_person_or_name(wish.naming());
  if (wish.unavailable) append(fields, check(*wish.unavailable));
  return fields;
}

core::Result<> check_pass(std::int64_t passes, std::int64_t others) {
  if (others < passes) return {};
  return core::fail(no_pass_left, {{"passes", std::to_string(passes)}, {"issued", std::to_string(others)}});
}

}  // namespace tagwerk::vendors
