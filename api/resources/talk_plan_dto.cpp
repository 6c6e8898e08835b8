#include "api/resources/talk_plan_dto.hpp"

#include <span>
#include <utility>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"

namespace tagwerk::meetings {

static std::span<const json::EnumName<PlanStatus>> enum_names(json::Tag<PlanStatus>) {
  static const auto names = json::names_from_text(all_plan_statuses);
  return names;
}
static std::span<const json::EnumName<PlanQuality>> enum_names(json::Tag<PlanQuality>) {
  static const auto names = json::names_from_text(all_plan_qualities);
  return names;
}
static std::span<const json::EnumName<TalkDifference::Kind>> enum_names(json::Tag<TalkDifference::Kind>) {
  static const auto names = json::names_from_text(all_difference_kinds);
  return names;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

template <class T>
json::Object<T> with_summary(json::Object<T> object) {
  return std::move(object)
      .required("id", json::inherited<T>(&T::id))
      .required("event_id", json::inherited<T>(&T::event))
      .required("number", json::inherited<T>(&T::number), json::about("Of the event's plans"))
      .nullable("name", json::inherited<T>(&T::name))
      .required("status", json::inherited<T>(&T::status))
      .required(
          "quality", json::inherited<T>(&T::quality),
          json::about("optimal: it is proved that there is no better one. feasible: `bound` says what no plan can be "
                      "better than. edited: changed by hand, nothing is claimed"))
      .required("score", json::inherited<T>(&T::score), json::about("What counts first comes first; less is better"))
      .required("bound", json::inherited<T>(&T::bound))
      .required("edits", json::inherited<T>(&T::edits), json::about("How often it was changed by hand"))
      .nullable("based_on_id", json::inherited<T>(&T::based_on),
                json::about("The plan that was published when it was made"))
      .nullable("job_id", json::inherited<T>(&T::job))
      .nullable("note", json::inherited<T>(&T::note))
      .nullable("published_at", json::inherited<T>(&T::published_at))
      .required("created_at", json::inherited<T>(&T::created_at))
      .required("updated_at", json::inherited<T>(&T::updated_at));
}

}  // namespace

static const json::Object<PlanSlotDto>& shape(json::Tag<PlanSlotDto>) {
  static const auto object = json::Object<PlanSlotDto>("TalkPlanSlot", "A slot as it was when the plan was made")
                                 .required("slot", &PlanSlotDto::slot)
                                 .required("session_key", &PlanSlotDto::session_key)
                                 .required("starts_at", &PlanSlotDto::starts_at)
                                 .required("ends_at", &PlanSlotDto::ends_at);
  return object;
}

static const json::Object<PlannedTalkDto>& shape(json::Tag<PlannedTalkDto>) {
  static const auto object =
      json::Object<PlannedTalkDto>("PlannedTalk", "A talk of a plan, or one that is left out")
          .required("talk_id", &PlannedTalkDto::talk, json::about("Of the two companies, in all plans of the event"))
          .required("company_id", &PlannedTalkDto::company)
          .required("company_name", &PlannedTalkDto::company_name)
          .required("with_company_id", &PlannedTalkDto::with_company)
          .required("with_company_name", &PlannedTalkDto::with_company_name)
          .required("attendees", &PlannedTalkDto::attendees)
          .required("must", &PlannedTalkDto::must)
          .required("weight", &PlannedTalkDto::weight)
          .nullable("slot", &PlannedTalkDto::slot, json::about("null: it is left out"))
          .nullable("starts_at", &PlannedTalkDto::starts_at)
          .nullable("ends_at", &PlannedTalkDto::ends_at)
          .nullable("table", &PlannedTalkDto::table)
          .required("pinned", &PlannedTalkDto::pinned)
          .nullable("left_out_reason", &PlannedTalkDto::left_out_reason,
                    json::about("What stands in the way, and where least would have to change"));
  return object;
}

static const json::Object<TalkDifferenceDto>& shape(json::Tag<TalkDifferenceDto>) {
  static const auto object = json::Object<TalkDifferenceDto>("TalkDifference", "What somebody would have to be told")
                                 .required("kind", &TalkDifferenceDto::kind)
                                 .required("talk_id", &TalkDifferenceDto::talk)
                                 .required("company_name", &TalkDifferenceDto::company_name)
                                 .required("with_company_name", &TalkDifferenceDto::with_company_name)
                                 .nullable("was_at", &TalkDifferenceDto::was_at)
                                 .nullable("is_at", &TalkDifferenceDto::is_at)
                                 .nullable("was_table", &TalkDifferenceDto::was_table)
                                 .nullable("is_table", &TalkDifferenceDto::is_table);
  return object;
}

namespace {

PlannedTalkDto to_dto(const meetings::NamedPlan& named, const meetings::PlannedTalk& talk) {
  PlannedTalkDto dto{.talk = talk.id,
                     .company = talk.company,
                     .company_name = named.names.of(talk.company),
                     .with_company = talk.with_company,
                     .with_company_name = named.names.of(talk.with_company),
                     .attendees = resources::to_dto(talk.attendees, named.names),
                     .must = talk.is_must,
                     .weight = talk.weight,
                     .slot = {},
                     .starts_at = {},
                     .ends_at = {},
                     .table = talk.table,
                     .pinned = talk.pinned,
                     .left_out_reason = talk.left_out_reason};
  if (talk.slot) {
    const auto& slot = named.plan.slots.at(static_cast<std::size_t>(*talk.slot));
    dto.slot = *talk.slot + 1;
    dto.starts_at = slot.starts_at;
    dto.ends_at = slot.ends_at;
  }
  return dto;
}

}  // namespace

const json::Object<AttendeeDto>& shape(json::Tag<AttendeeDto>) {
  static const auto object = json::Object<AttendeeDto>("TalkAttendee", "Who talks: a person, or a company as a whole")
                                 .required("company_id", &AttendeeDto::company)
                                 .nullable("person_id", &AttendeeDto::person)
                                 .nullable("name", &AttendeeDto::name, json::about("Of the person"));
  return object;
}

const json::Object<PlanSummaryDto>& shape(json::Tag<PlanSummaryDto>) {
  static const auto object = with_summary(json::Object<PlanSummaryDto>("TalkPlanSummary", "A plan without its talks"));
  return object;
}

const json::Object<PlanDto>& shape(json::Tag<PlanDto>) {
  static const auto object = with_summary(json::Object<PlanDto>("TalkPlan", "A plan of an event's talks"))
                                 .required("slots", &PlanDto::slots)
                                 .required("talks", &PlanDto::talks);
  return object;
}

const json::Object<DifferenceDto>& shape(json::Tag<DifferenceDto>) {
  static const auto object =
      json::Object<DifferenceDto>("TalkPlanDifference", "What is different between two plans")
          .required("plan_id", &DifferenceDto::plan)
          .nullable("from_id", &DifferenceDto::from, json::about("null: there was no plan before"))
          .required("changed", &DifferenceDto::changed, json::about("How many talks"))
          .required("unchanged", &DifferenceDto::unchanged)
          .required("talks", &DifferenceDto::talks, json::about("Those that are different, by time"));
  return object;
}

std::vector<AttendeeDto> to_dto(const std::vector<meetings::Attendee>& attendees, const directory::Names& names) {
  std::vector<AttendeeDto> dto;
  for (const auto& one : attendees) {
    dto.push_back({.company = one.company,
                   .person = one.person,
                   .name = one.person ? std::optional(names.of(*one.person)) : std::nullopt});
  }
  return dto;
}

PlanSummaryDto to_summary(const meetings::TalkPlan& plan) {
  return {.id = plan.id,
          .event = plan.event,
          .number = plan.number,
          .name = plan.name,
          .status = plan.status,
          .quality = plan.quality,
          .score = {plan.score},
          .bound = {plan.bound},
          .edits = plan.edits,
          .based_on = plan.based_on,
          .job = plan.job,
          .note = plan.note,
          .published_at = plan.published_at,
          .created_at = plan.created_at,
          .updated_at = plan.updated_at};
}

PlanDto to_dto(const meetings::NamedPlan& named) {
  PlanDto dto;
  static_cast<PlanSummaryDto&>(dto) = to_summary(named.plan);
  int number = 0;
  for (const auto& slot : named.plan.slots)
    dto.slots.push_back({++number, slot.session_key, slot.starts_at, slot.ends_at});
  for (const auto& talk : named.plan.talks) dto.talks.push_back(to_dto(named, talk));
  return dto;
}

DifferenceDto to_dto(const meetings::NamedDifference& named) {
  DifferenceDto dto{.plan = named.plan,
                    .from = named.from,
                    .changed = static_cast<std::int64_t>(named.difference.talks.size()),
                    .unchanged = named.difference.unchanged,
                    .talks = {}};
  for (const auto& one : named.difference.talks) {
    dto.talks.push_back({.kind = one.kind,
                         .talk = one.talk,
                         .company_name = named.names.of(one.company),
                         .with_company_name = named.names.of(one.with_company),
                         .was_at = one.was_at,
                         .is_at = one.is_at,
                         .was_table = one.was_table,
                         .is_table = one.is_table});
  }
  return dto;
}

json::SchemaSource talk_plan_schema() { return json::schema<PlanDto>(); }
json::SchemaSource plan_summary_list_schema() { return pipeline::list_schema<PlanSummaryDto>(); }
json::SchemaSource difference_schema() { return json::schema<DifferenceDto>(); }

}  // namespace tagwerk::resources
