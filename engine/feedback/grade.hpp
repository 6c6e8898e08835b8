// Purpose: what participants think of an event: one school grade each, and what may be shown of them all together.
// Units: grades in tenths (core::Grade), means in tenths, medians in hundredths; all exact integers, no floating point but for the root
// of the deviation.
// Rules: mean       rounded half up to a tenth (1.25 → 1.3)
//        median     exact: with an even count the middle between the two middle grades, which may end in a 5 (1.35)
//        quartiles  the medians of the lower and the upper half, which share the middle grade where there is one (Tukey's hinges)
//        deviation  of the grades given, not of a sample: root of the mean square distance from the exact mean, rounded half up
//        bands      the words of a school report: 1.0–1.5 very good, 1.6–2.5 good, 2.6–3.5 satisfactory, 3.6–4.5
//                   sufficient, 4.6–5.5 deficient, 5.6–6.0 insufficient
//        hidden     below min_shown grades only the count is shown: fewer would tell who gave what
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/grade.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::feedback {

struct NewGrade {
  core::ParticipantId participant;
  core::Grade grade;
};

/// A grade once given stays as it is.
struct GivenGrade {
  core::EventId event;
  core::ParticipantId participant;
  core::Grade grade;
  core::Instant created_at;
};

struct GradeCount {
  core::Grade grade;
  std::int64_t count = 0;
};

inline constexpr std::int64_t min_shown = 3;
inline constexpr std::size_t band_count = 6;

struct Spread {
  int mean_tenths = 0;
  int median_hundredths = 0;
  std::array<std::int64_t, band_count> bands{};  // [0] = very good
  bool operator==(const Spread&) const = default;
};

struct GradeSummary {
  std::int64_t n = 0;
  std::optional<Spread> spread;  // from min_shown grades on
  bool operator==(const GradeSummary&) const = default;
};

struct Dispersion {
  int lower_quartile_hundredths = 0;
  int upper_quartile_hundredths = 0;
  int deviation_hundredths = 0;
  bool operator==(const Dispersion&) const = default;
};

/// 0 = very good … 5 = insufficient.
[[nodiscard]] std::size_t band_of(core::Grade grade) noexcept;
/// `counts` ascending by grade, each grade once.
[[nodiscard]] GradeSummary summarize(std::span<const GradeCount> counts);
/// Likewise; from min_shown grades on.
[[nodiscard]] std::optional<Dispersion> disperse(std::span<const GradeCount> counts);

}  // namespace tagwerk::feedback
