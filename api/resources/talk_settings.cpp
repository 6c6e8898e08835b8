#include "api/resources/talk_settings.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/time_of_day_form.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_settings_service.hpp"

namespace tagwerk::meetings {

static std::span<const json::EnumName<AnswerMode>> enum_names(json::Tag<AnswerMode>) {
  static const auto names = json::names_from_text(all_answer_modes);
  return names;
}

static std::span<const json::EnumName<PlanGoal>> enum_names(json::Tag<PlanGoal>) {
  static const auto names = json::names_from_text(all_plan_goals);
  return names;
}

static const json::Object<TalkSession>& shape(json::Tag<TalkSession>) {
  static const auto object =
      json::Object<TalkSession>("TalkSession", "A part of a day in which there are talks")
          .required("key", &TalkSession::key, json::about("A key; wishes name it").like(R"("morning")"))
          .required("name", &TalkSession::name, json::about("One line"))
          .required("date", &TalkSession::date, json::about("A day of the event"))
          .required("starts_at", &TalkSession::starts_at)
          .required("ends_at", &TalkSession::ends_at);
  return object;
}

static const json::Object<TalkBreak>& shape(json::Tag<TalkBreak>) {
  static const auto object = json::Object<TalkBreak>("TalkBreak", "A time without talks: lunch, coffee")
                                 .required("name", &TalkBreak::name, json::about("One line"))
                                 .required("date", &TalkBreak::date)
                                 .required("starts_at", &TalkBreak::starts_at)
                                 .required("ends_at", &TalkBreak::ends_at);
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using core::EventId;
using meetings::AnswerMode;
using meetings::PlanGoal;
using meetings::TalkBreak;
using meetings::TalkGrid;
using meetings::TalkSession;
using meetings::TalkSettings;
using meetings::TalkSettingsService;
using pipeline::Exchange;

constexpr const char* pattern = "/api/v1/events/{event_id}/talks/settings";

struct SettingsBody {
  int slot_minutes = 20;
  int tables = 0;
  std::vector<TalkSession> sessions;
  std::optional<std::vector<TalkBreak>> breaks;
  std::optional<AnswerMode> answer_mode;
  std::optional<core::Instant> answers_until;
  std::optional<int> max_talks_per_partner;
  std::optional<int> max_talks_per_vendor;
  std::optional<int> max_talks_per_session;
  std::optional<int> max_consecutive_talks;
  std::optional<int> min_gap_slots;
  std::optional<std::vector<PlanGoal>> objective;
  std::optional<core::Date> not_met_since;
};

// Ranges and what members are to each other are checked by the noun.
template <class T>
json::Object<T> with_settings(json::Object<T> object) {
  return std::move(object)
      .required("slot_minutes", json::inherited<T>(&T::slot_minutes),
                json::about("How long a talk is, with the way to the next: 15, 20 or 30 as a rule").like("20"))
      .required("tables", json::inherited<T>(&T::tables),
                json::about("Common ones; vendors' own come on top").like("60"))
      .required("sessions", json::inherited<T>(&T::sessions),
                json::about("1 to 20; each makes as many slots as fit between its breaks, 256 in all"))
      .nullable("breaks", json::inherited<T>(&T::breaks), json::about("At most 50"))
      .nullable(
          "answer_mode", json::inherited<T>(&T::answer_mode),
          json::about("opt_in (default): a wish is planned once the other side has accepted it. opt_out: unless it "
                      "has declined"))
      .nullable("answers_until", json::inherited<T>(&T::answers_until),
                json::about("Later only organizers answer; from 48 hours before the list reminds"))
      .nullable("max_talks_per_partner", json::inherited<T>(&T::max_talks_per_partner))
      .nullable("max_talks_per_vendor", json::inherited<T>(&T::max_talks_per_vendor),
                json::about("Suppliers count as vendors"))
      .nullable("max_talks_per_session", json::inherited<T>(&T::max_talks_per_session), json::about("Of any company"))
      .nullable("max_consecutive_talks", json::inherited<T>(&T::max_consecutive_talks),
                json::about("Of one participant without a free slot between them"))
      .nullable("min_gap_slots", json::inherited<T>(&T::min_gap_slots),
                json::about("Free slots between two talks of one participant; 0 by default"))
      .nullable(
          "objective", json::inherited<T>(&T::objective),
          json::items(0, std::size(meetings::all_plan_goals))
              .about("What counts in a plan, first things first, once as few musts and as little weight of wishes as "
                     "can be are left out: talks that move from where they were published, breaks, how far they "
                     "differ between participants, idle slots between anybody's first and last talk of a day. All "
                     "four in this order where it is left out; what is not in it does not count"))
      .nullable("not_met_since", json::inherited<T>(&T::not_met_since),
                json::about("Companies that had a talk in this series on that date or later do not meet again"));
}

const auto break_difference_rule = json::about(
    "Between the participant with most breaks and the one with fewest; 2 where it is left out, null: any. A break is an "
    "idle run between two talks of one day");

struct NewSettings : SettingsBody {
  std::optional<std::optional<int>> max_break_difference;
};
const json::Object<NewSettings>& shape(json::Tag<NewSettings>) {
  static const auto object =
      with_settings(json::Object<NewSettings>("NewTalkSettings",
                                              "When and where talks of an event can be, and what a plan keeps to"))
          .patch("max_break_difference", &NewSettings::max_break_difference, break_difference_rule);
  return object;
}

struct SlotDto {
  int slot = 1;
  std::string session_key;
  core::Instant starts_at;
  core::Instant ends_at;
  std::string local_date;
  std::string local_time;
};
const json::Object<SlotDto>& shape(json::Tag<SlotDto>) {
  static const auto object = json::Object<SlotDto>("TalkSlot", "A time in which a talk can be")
                                 .required("slot", &SlotDto::slot, json::about("Its number, from 1 on"))
                                 .required("session_key", &SlotDto::session_key)
                                 .required("starts_at", &SlotDto::starts_at)
                                 .required("ends_at", &SlotDto::ends_at)
                                 .required("local_date", &SlotDto::local_date)
                                 .required("local_time", &SlotDto::local_time, json::about("In the event's zone"));
  return object;
}

struct GridDto : SettingsBody {
  std::optional<int> max_break_difference;
  std::string time_zone;
  std::vector<SlotDto> slots;
};
const json::Object<GridDto>& shape(json::Tag<GridDto>) {
  static const auto object =
      with_settings(json::Object<GridDto>("TalkSettings", "The settings, and the slots that they make"))
          .nullable("max_break_difference", &GridDto::max_break_difference, break_difference_rule)
          .required("time_zone", &GridDto::time_zone)
          .required("slots", &GridDto::slots, json::about("In the order of time"));
  return object;
}

TalkSettings settings_of(const NewSettings& body) {
  TalkSettings settings;
  settings.slot_minutes = body.slot_minutes;
  settings.tables = body.tables;
  settings.sessions = body.sessions;
  settings.breaks = body.breaks.value_or(std::vector<TalkBreak>{});
  settings.answer_mode = body.answer_mode.value_or(AnswerMode::opt_in);
  settings.answers_until = body.answers_until;
  settings.max_talks_per_partner = body.max_talks_per_partner;
  settings.max_talks_per_vendor = body.max_talks_per_vendor;
  settings.max_talks_per_session = body.max_talks_per_session;
  settings.max_consecutive_talks = body.max_consecutive_talks;
  settings.min_gap_slots = body.min_gap_slots.value_or(0);
  if (body.max_break_difference) settings.max_break_difference = *body.max_break_difference;
  if (body.objective) settings.objective = *body.objective;
  settings.not_met_since = body.not_met_since;
  return settings;
}

GridDto to_dto(const TalkGrid& grid) {
  GridDto dto;
  const auto& settings = grid.settings;
  dto.slot_minutes = settings.slot_minutes;
  dto.tables = settings.tables;
  dto.sessions = settings.sessions;
  dto.breaks = settings.breaks;
  dto.answer_mode = settings.answer_mode;
  dto.answers_until = settings.answers_until;
  dto.max_talks_per_partner = settings.max_talks_per_partner;
  dto.max_talks_per_vendor = settings.max_talks_per_vendor;
  dto.max_talks_per_session = settings.max_talks_per_session;
  dto.max_consecutive_talks = settings.max_consecutive_talks;
  dto.min_gap_slots = settings.min_gap_slots;
  dto.max_break_difference = settings.max_break_difference;
  dto.objective = settings.objective;
  dto.not_met_since = settings.not_met_since;
  dto.time_zone = grid.time_zone;
  int number = 0;
  for (const auto& slot : grid.slots) {
    const auto wall = core::wall_time(slot.starts_at, grid.time_zone);
    dto.slots.push_back({.slot = ++number,
                         .session_key = slot.session_key,
                         .starts_at = slot.starts_at,
                         .ends_at = slot.ends_at,
                         .local_date = wall ? core::to_text(wall->date) : "",
                         .local_time = wall ? core::to_text(wall->time) : ""});
  }
  return dto;
}

core::Result<http::Response> answer(const core::Result<TalkGrid>& grid) {
  if (!grid) return grid.error();
  return pipeline::ok(to_dto(*grid), grid->version);
}

core::Result<http::Response> put(TalkSettingsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewSettings>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, settings_of(*body), *version));
}

}  // namespace

void add_talk_settings_routes(pipeline::RouteTable& table, TalkSettingsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getTalkSettings",
                   .tag = "talks",
                   .summary = "When and where talks of an event can be, with the slots that follow",
                   .roles = access::everyone,
                   .answers = {{200, "The settings", json::schema<GridDto>()}},
                   .errors = {&meetings::no_talk_settings},
                   .never_304 = true,  // the event's zone and date are not in its version
                   .handle = [&service](Exchange& x) -> core::Result<http::Response> {
                     const auto event = x.id<EventId>("event_id");
                     if (!event) return event.error();
                     return answer(service.get(x.call(), *event));
                   }});
  table.push_back({.method = http::Method::put,
                   .pattern = pattern,
                   .operation_id = "putTalkSettings",
                   .tag = "talks",
                   .summary = "Say when and where talks of an event can be",
                   .description = "Replaces all of it. Plans that were made before keep the slots of then.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<NewSettings>(),
                   .answers = {{200, "The settings as they are now", json::schema<GridDto>()}},
                   .errors = {&meetings::not_a_day_of_the_event, &meetings::ends_before_it_starts,
                              &meetings::sessions_overlap, &meetings::slots_out_of_range},
                   .precondition = pipeline::Precondition::if_match_optional,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
