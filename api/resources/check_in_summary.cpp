#include "api/resources/check_in_summary.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/event_stream.hpp"
#include "api/resources/table.hpp"
#include "engine/registration/check_in_report_service.hpp"
#include "engine/registration/door_watch.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using registration::CheckInReportService;
using registration::DoorState;
using registration::DoorWatch;
using registration::ListSummary;

struct ListSummaryDto {
  std::string list;
  std::string name;
  std::int64_t registered = 0;
  std::int64_t checked_in = 0;
  std::int64_t inside = 0;
  std::optional<std::int64_t> no_show;
  std::map<std::string, std::int64_t> failed;
};
const json::Object<ListSummaryDto>& shape(json::Tag<ListSummaryDto>) {
  using Dto = ListSummaryDto;
  static const auto object =
      json::Object<Dto>("CheckInListSummary", "The door of one check-in list")
          .required("list", &Dto::list, json::about("Its key"))
          .required("name", &Dto::name)
          .required("registered", &Dto::registered, json::about("Confirmed heads on the list"))
          .required("checked_in", &Dto::checked_in, json::about("Heads that were let in at least once"))
          .required("inside", &Dto::inside, json::about("Heads that are inside now"))
          .nullable("no_show", &Dto::no_show,
                    json::about("Registered who never came; null until the event is over, and when it is cancelled"))
          .required("failed", &Dto::failed, json::about("Refused scans by the code of the refusal"));
  return object;
}

struct SummaryDto {
  std::vector<ListSummaryDto> lists;
};
const json::Object<SummaryDto>& shape(json::Tag<SummaryDto>) {
  static const auto object =
      json::Object<SummaryDto>("CheckInSummary", "The door of an event, list by list, the default one first")
          .required("lists", &SummaryDto::lists);
  return object;
}

SummaryDto to_dto(const std::vector<ListSummary>& lists) {
  SummaryDto dto;
  for (const auto& list : lists) {
    ListSummaryDto one{.list = list.key,
                       .name = list.name,
                       .registered = list.registered,
                       .checked_in = list.checked_in,
                       .inside = list.inside,
                       .no_show = list.no_show,
                       .failed = {}};
    for (const auto& [result, count] : list.failed) one.failed.emplace(to_text(result), count);
    dto.lists.push_back(std::move(one));
  }
  return dto;
}

constexpr Column columns[] = {
    {"list", "key of the check-in list"},
    {"name", "its name"},
    {"registered", "confirmed heads on the list"},
    {"checked_in", "heads that were let in at least once"},
    {"inside", "heads that are inside now"},
    {"no_show", "registered who never came, once the event is over"},
    {"failed", "refused scans"},
};

Table to_table(const std::vector<ListSummary>& lists) {
  Table table(columns);
  for (const auto& list : lists) {
    std::int64_t failed = 0;
    for (const auto& [result, count] : list.failed) failed += count;
    table.add_row({list.key, list.name, list.registered, list.checked_in, list.inside, cell(list.no_show), failed});
  }
  return table;
}

core::Result<http::Response> sum_up(CheckInReportService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto lists = service.summary(x.call(), *event);
  if (!lists) return lists.error();
  return json_or_table(
      x, [&] { return json::to_json(to_dto(*lists)); }, [&] { return to_table(*lists); });
}

std::string event_of(const DoorState& door) {
  return server_sent_event(door.is_over() ? "end" : "summary", json::to_json(to_dto(door.lists)));
}

core::Result<http::Response> follow(DoorWatch& watch, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  return stream_events(x, [&watch, &x, id = *event](const std::shared_ptr<EventTeller>& teller) {
    return watch.follow(x.call(), id, [teller](const DoorState* now) {
      return now == nullptr ? teller->show_life() : teller->tell(event_of(*now));
    });
  });
}

std::string_view description() {
  static const std::string text =
      "Counted as they are now; the same figures have the same ETag.\n\n" + describe_columns(columns);
  return text;
}

}  // namespace

void add_check_in_summary_routes(pipeline::RouteTable& table, CheckInReportService& service, DoorWatch& watch) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/check-ins/summary",
                   .operation_id = "getCheckInSummary",
                   .tag = "check-ins",
                   .summary = "Registered, checked in, inside now, no-show and failed scans, list by list",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = {format_parameter()},
                   .answers = table_answers("The counters", json::schema<SummaryDto>()),
                   .handle = [&service](Exchange& x) { return sum_up(service, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/check-ins/events",
       .operation_id = "followCheckIns",
       .tag = "check-ins",
       .summary = "The counters of the door as server-sent events, until the event is over",
       .description =
           "Events `summary`, at once and whenever a figure has changed, at most one a second; `end` as the "
           "last one, when the event is completed or cancelled. The data of each is the summary. A client that "
           "reads too slowly is let go; so are all when the server ends. At most 200 follow at once, each for "
           "at most an hour.",
       .roles = access::staff_and_viewers,
       .answers = {{200, "The stream", {}, event_stream}},
       .errors = {&storage::too_many_streams},
       .never_304 = true,
       .handle = [&watch](Exchange& x) { return follow(watch, x); }});
}

}  // namespace tagwerk::resources
