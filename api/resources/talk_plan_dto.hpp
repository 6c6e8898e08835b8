// Purpose: a plan of talks, and what is different in it, as the API shows them. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/figures_form.hpp"
#include "engine/meetings/talk_plan_service.hpp"

namespace tagwerk::resources {

struct PlanSummaryDto {
  meetings::TalkPlanId id;
  core::EventId event;
  int number = 0;
  std::optional<std::string> name;
  meetings::PlanStatus status = meetings::PlanStatus::draft;
  meetings::PlanQuality quality = meetings::PlanQuality::feasible;
  FiguresDto score;
  FiguresDto bound;
  int edits = 0;
  std::optional<meetings::TalkPlanId> based_on;
  std::optional<core::Uuid> job;
  std::optional<std::string> note;
  std::optional<core::Instant> published_at;
  core::Instant created_at;
  core::Instant updated_at;
};

struct AttendeeDto {
  core::CompanyId company;
  std::optional<core::PersonId> person;
  std::optional<std::string> name;
};

struct PlannedTalkDto {
  meetings::TalkId talk;
  core::CompanyId company;
  std::string company_name;
  core::CompanyId with_company;
  std::string with_company_name;
  std::vector<AttendeeDto> attendees;
  bool must = false;
  int weight = 0;
  std::optional<int> slot;
  std::optional<core::Instant> starts_at;
  std::optional<core::Instant> ends_at;
  std::optional<std::string> table;
  bool pinned = false;
  std::optional<std::string> left_out_reason;
};

struct PlanSlotDto {
  int slot = 1;
  std::string session_key;
  core::Instant starts_at;
  core::Instant ends_at;
};

struct PlanDto : PlanSummaryDto {
  std::vector<PlanSlotDto> slots;
  std::vector<PlannedTalkDto> talks;
};

struct TalkDifferenceDto {
  meetings::TalkDifference::Kind kind = meetings::TalkDifference::Kind::added;
  meetings::TalkId talk;
  std::string company_name;
  std::string with_company_name;
  std::optional<core::Instant> was_at;
  std::optional<core::Instant> is_at;
  std::optional<std::string> was_table;
  std::optional<std::string> is_table;
};

struct DifferenceDto {
  meetings::TalkPlanId plan;
  std::optional<meetings::TalkPlanId> from;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::vector<TalkDifferenceDto> talks;
};

[[nodiscard]] const json::Object<PlanDto>& shape(json::Tag<PlanDto>);
[[nodiscard]] const json::Object<PlanSummaryDto>& shape(json::Tag<PlanSummaryDto>);
[[nodiscard]] const json::Object<DifferenceDto>& shape(json::Tag<DifferenceDto>);
[[nodiscard]] const json::Object<AttendeeDto>& shape(json::Tag<AttendeeDto>);

[[nodiscard]] PlanSummaryDto to_summary(const meetings::TalkPlan& plan);
[[nodiscard]] PlanDto to_dto(const meetings::NamedPlan& plan);
[[nodiscard]] DifferenceDto to_dto(const meetings::NamedDifference& difference);
[[nodiscard]] std::vector<AttendeeDto> to_dto(const std::vector<meetings::Attendee>& attendees,
                                              const directory::Names& names);

[[nodiscard]] json::SchemaSource talk_plan_schema();
[[nodiscard]] json::SchemaSource plan_summary_list_schema();
[[nodiscard]] json::SchemaSource difference_schema();

}  // namespace tagwerk::resources
