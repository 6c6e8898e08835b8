// Purpose: who cannot talk when (absences), and who is not to talk with whom (exclusions) at an event.
// Units: instants. Errors: field errors with JSON pointers. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/meetings/talk_settings.hpp"

namespace tagwerk::meetings {

using TalkAbsenceId = core::Id<struct TalkAbsenceTag>;
using TalkExclusionId = core::Id<struct TalkExclusionTag>;

inline constexpr std::int64_t max_absences_per_company = 200;
inline constexpr std::int64_t max_absences_per_event = 20'000;
inline constexpr std::int64_t max_exclusions_per_event = 5'000;
inline constexpr std::size_t max_restriction_text_length = 500;

struct NewTalkAbsence {
  core::CompanyId company;
  std::optional<core::PersonId> person = {};  // none: the whole company
  core::Instant starts_at;
  core::Instant ends_at;
  std::optional<std::string> reason = {};
};

struct TalkAbsence {
  TalkAbsenceId id;
  core::EventId event;
  core::CompanyId company;
  std::optional<core::PersonId> person;
  core::Instant starts_at;
  core::Instant ends_at;
  std::optional<std::string> reason;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const TalkAbsence&) const = default;
};

struct NewTalkExclusion {
  core::CompanyId company;
  core::CompanyId with_company;
  std::optional<std::string> reason = {};
};

struct TalkExclusion {
  TalkExclusionId id;
  core::EventId event;
  core::CompanyId company;  // the lesser id
  core::CompanyId with_company;
  std::optional<std::string> reason;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const TalkExclusion&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const NewTalkAbsence& absence);
[[nodiscard]] std::vector<core::FieldError> check(const NewTalkExclusion& exclusion);
[[nodiscard]] bool overlaps(const TalkAbsence& absence, const TalkSlot& slot) noexcept;

}  // namespace tagwerk::meetings
