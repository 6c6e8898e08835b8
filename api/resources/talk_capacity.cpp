#include "api/resources/talk_capacity.hpp"

#include <span>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_capacity_service.hpp"

namespace tagwerk::meetings {

static std::span<const json::EnumName<TalkCapacity::Bottleneck>> enum_names(json::Tag<TalkCapacity::Bottleneck>) {
  static const auto names = json::names_from_text(all_bottlenecks);
  return names;
}

static const json::Object<CompanyLoad>& shape(json::Tag<CompanyLoad>) {
  static const auto object =
      json::Object<CompanyLoad>("TalkCompanyLoad", "A company that has more talks than it can hold")
          .required("company_id", &CompanyLoad::company)
          .required("name", &CompanyLoad::name)
          .required("wished", &CompanyLoad::wished)
          .required("possible", &CompanyLoad::possible, json::about("By its slots, limits and tables"));
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using meetings::TalkCapacity;
using meetings::TalkCapacityService;
using pipeline::Exchange;

struct SlotUseDto {
  int slot = 1;
  std::string session_key;
  core::Instant starts_at;
  int tables = 0;
  std::optional<int> used;
  std::optional<int> own_used;
  std::optional<double> utilisation;
  int participants_away = 0;
};
const json::Object<SlotUseDto>& shape(json::Tag<SlotUseDto>) {
  static const auto object =
      json::Object<SlotUseDto>("TalkSlotUse", "How full a slot is")
          .required("slot", &SlotUseDto::slot)
          .required("session_key", &SlotUseDto::session_key)
          .required("starts_at", &SlotUseDto::starts_at)
          .required("tables", &SlotUseDto::tables, json::about("Common ones"))
          .nullable("used", &SlotUseDto::used, json::about("Common tables by the published plan; null: none is"))
          .nullable("own_used", &SlotUseDto::own_used, json::about("Talks at vendors' own tables"))
          .nullable("utilisation", &SlotUseDto::utilisation, json::about("used / tables"))
          .required("participants_away", &SlotUseDto::participants_away);
  return object;
}

struct CapacityDto {
  int slots = 0;
  int tables = 0;
  int own_tables = 0;
  int places_offered = 0;
  int talks_wished = 0;
  int musts = 0;
  int at_own_tables = 0;
  int not_planned = 0;
  int waiting_for_answer = 0;
  int tables_needed = 0;
  TalkCapacity::Bottleneck bottleneck = TalkCapacity::Bottleneck::none;
  std::string words;
  std::vector<meetings::CompanyLoad> overloaded;
  std::int64_t overloaded_companies = 0;
  std::vector<SlotUseDto> by_slot;
  bool what_if = false;
};
const json::Object<CapacityDto>& shape(json::Tag<CapacityDto>) {
  static const auto object =
      json::Object<CapacityDto>("TalkCapacity",
                                "How many talks fit, how many are wished for, and what stands in the way")
          .required("slots", &CapacityDto::slots)
          .required("tables", &CapacityDto::tables, json::about("Common ones"))
          .required("own_tables", &CapacityDto::own_tables)
          .required("places_offered", &CapacityDto::places_offered, json::about("slots × tables"))
          .required("talks_wished", &CapacityDto::talks_wished, json::about("That would be planned now"))
          .required("musts", &CapacityDto::musts)
          .required("at_own_tables", &CapacityDto::at_own_tables,
                    json::about("Of talks_wished, at vendors' own tables"))
          .required("not_planned", &CapacityDto::not_planned,
                    json::about("Wishes that count, but a side does not take part, or they are kept apart"))
          .required("waiting_for_answer", &CapacityDto::waiting_for_answer)
          .required("tables_needed", &CapacityDto::tables_needed,
                    json::about("Common ones: talks at common tables / slots, rounded up"))
          .required("bottleneck", &CapacityDto::bottleneck)
          .required("words", &CapacityDto::words, json::about("The bottleneck in words"))
          .required("overloaded", &CapacityDto::overloaded, json::about("The worst first, at most 50"))
          .required("overloaded_companies", &CapacityDto::overloaded_companies)
          .required("by_slot", &CapacityDto::by_slot, json::about("Of the settings as they are"))
          .required("what_if", &CapacityDto::what_if);
  return object;
}

CapacityDto to_dto(const TalkCapacity& capacity) {
  CapacityDto dto;
  dto.slots = capacity.slots;
  dto.tables = capacity.tables;
  dto.own_tables = capacity.own_tables;
  dto.places_offered = capacity.places_offered;
  dto.talks_wished = capacity.talks_wished;
  dto.musts = capacity.musts;
  dto.at_own_tables = capacity.at_own_tables;
  dto.not_planned = capacity.not_planned;
  dto.waiting_for_answer = capacity.waiting_for_answer;
  dto.tables_needed = capacity.tables_needed;
  dto.bottleneck = capacity.bottleneck;
  dto.words = capacity.words;
  dto.overloaded = capacity.overloaded;
  dto.overloaded_companies = capacity.overloaded_companies;
  dto.what_if = capacity.is_what_if;
  for (const auto& use : capacity.by_slot) {
    SlotUseDto slot;
    slot.slot = use.slot + 1;
    slot.session_key = use.at.session_key;
    slot.starts_at = use.at.starts_at;
    slot.tables = use.tables;
    slot.used = use.used;
    slot.own_used = use.own_used;
    if (use.used && use.tables > 0) slot.utilisation = static_cast<double>(*use.used) / use.tables;
    slot.participants_away = use.participants_away;
    dto.by_slot.push_back(std::move(slot));
  }
  return dto;
}

core::Result<http::Response> get(TalkCapacityService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto number = [&](std::string_view name) -> std::optional<int> {
    const auto value = x.integer(name);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
  };
  const auto capacity = service.get(x.call(), *event, {.tables = number("tables"), .slots = number("slots")});
  if (!capacity) return capacity.error();
  auto response = pipeline::ok(to_dto(*capacity));
  response.with("etag", content_etag(response.body));
  return response;
}

pipeline::QueryParameter what_if(std::string_view name, std::int64_t max, std::string_view description) {
  return {
      .name = name, .kind = pipeline::QueryParameter::Kind::integer, .description = description, .min = 1, .max = max};
}

}  // namespace

void add_talk_capacity_routes(pipeline::RouteTable& table, TalkCapacityService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/talks/capacity",
                   .operation_id = "getTalkCapacity",
                   .tag = "talks",
                   .summary = "How many talks fit, how many are wished for, and what stands in the way",
                   .description = "Counted as things are now; the same figures have the same ETag.",
                   .roles = access::staff_and_viewers,
                   .query = {what_if("tables", meetings::max_common_tables, "What if there were so many common tables"),
                             what_if("slots", static_cast<std::int64_t>(meetings::max_talk_slots),
                                     "What if there were so many slots")},
                   .answers = {{200, "The figures", json::schema<CapacityDto>()}},
                   .errors = {&meetings::no_talk_settings},
                   .handle = [&service](Exchange& x) { return get(service, x); }});
}

}  // namespace tagwerk::resources
