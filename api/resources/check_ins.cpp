#include "api/resources/check_ins.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

std::span<const json::EnumName<Direction>> enum_names(json::Tag<Direction>) {
  static const auto names = json::names_from_text(all_directions);
  return names;
}
std::span<const json::EnumName<ScanResult>> enum_names(json::Tag<ScanResult>) {
  static const auto names = json::names_from_text(all_scan_results);
  return names;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using access::Role;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::QueryParameter;
using registration::CheckedIn;
using registration::CheckIn;
using registration::CheckInFilter;
using registration::CheckInService;
using registration::Direction;
using registration::NewCheckIn;
using registration::ScanResult;

// Who came when is the organisers' business.
constexpr access::RoleSet readers{Role::admin, Role::organizer, Role::desk, Role::viewer};

struct NewCheckInDto {
  std::string ticket_code;
  Direction direction = Direction::entry;
  std::optional<core::Instant> at;
  std::optional<std::string> nonce;
  std::optional<bool> forced;
};
const json::Object<NewCheckInDto>& shape(json::Tag<NewCheckInDto>) {
  static const auto object =
      json::Object<NewCheckInDto>("NewCheckIn", "A scan of a ticket")
          .required("ticket_code", &NewCheckInDto::ticket_code, json::text(1, registration::max_ticket_code_length))
          .required("direction", &NewCheckInDto::direction)
          .optional("at", &NewCheckInDto::at, json::about("When it was scanned; left out: now"))
          .optional("nonce", &NewCheckInDto::nonce,
                    json::text(1, registration::max_nonce_length)
                        .about("Made by the scanner: the same scan sent again is answered alike and counts once"))
          .optional("forced", &NewCheckInDto::forced, json::about("Record it although it contradicts who is inside"));
  return object;
}

struct CheckedInDto {
  core::Uuid id;
  ScanResult status = ScanResult::ok;
  Direction direction = Direction::entry;
  bool forced = false;
  core::Instant at;
  core::RegistrationId registration_id;
  core::ParticipantId participant_id;
  core::CompanyId company_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
};
const json::Object<CheckedInDto>& shape(json::Tag<CheckedInDto>) {
  static const auto object = json::Object<CheckedInDto>("CheckedIn", "Whom the ticket let in or out")
                                 .required("id", &CheckedInDto::id)
                                 .required("status", &CheckedInDto::status)
                                 .required("direction", &CheckedInDto::direction)
                                 .required("forced", &CheckedInDto::forced)
                                 .required("at", &CheckedInDto::at)
                                 .required("registration_id", &CheckedInDto::registration_id)
                                 .required("participant_id", &CheckedInDto::participant_id)
                                 .required("company_id", &CheckedInDto::company_id)
                                 .nullable("given_name", &CheckedInDto::given_name)
                                 .nullable("family_name", &CheckedInDto::family_name);
  return object;
}

struct CheckInDto {
  core::Uuid id;
  ScanResult status = ScanResult::ok;
  Direction direction = Direction::entry;
  bool forced = false;
  core::Instant at;
  core::Instant recorded_at;
  std::optional<core::ParticipantId> participant_id;
  std::optional<std::string> nonce;
  std::string ticket_code;
};
const json::Object<CheckInDto>& shape(json::Tag<CheckInDto>) {
  static const auto object =
      json::Object<CheckInDto>("CheckIn", "A scan as it was kept; refused ones have their reason as status")
          .required("id", &CheckInDto::id)
          .required("status", &CheckInDto::status)
          .required("direction", &CheckInDto::direction)
          .required("forced", &CheckInDto::forced)
          .required("at", &CheckInDto::at)
          .required("recorded_at", &CheckInDto::recorded_at)
          .nullable("participant_id", &CheckInDto::participant_id)
          .nullable("nonce", &CheckInDto::nonce)
          .required("ticket_code", &CheckInDto::ticket_code);
  return object;
}

CheckedInDto to_dto(const CheckedIn& one) {
  CheckedInDto dto{.id = one.scan.id,
                   .status = one.scan.result,
                   .direction = one.scan.direction,
                   .forced = one.scan.forced,
                   .at = one.scan.scanned_at,
                   .registration_id = one.participant.registration,
                   .participant_id = one.participant.id,
                   .company_id = one.participant.company,
                   .given_name = {},
                   .family_name = {}};
  if (one.participant.attendee) {
    dto.given_name = one.participant.attendee->given_name;
    dto.family_name = one.participant.attendee->family_name;
  }
  return dto;
}

CheckInDto to_dto(const CheckIn& scan) {
  return {.id = scan.id,
          .status = scan.result,
          .direction = scan.direction,
          .forced = scan.forced,
          .at = scan.scanned_at,
          .recorded_at = scan.recorded_at,
          .participant_id = scan.participant,
          .nonce = scan.nonce,
          .ticket_code = scan.ticket_code};
}

core::Result<http::Response> check_in(CheckInService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewCheckInDto>();
  if (!body) return body.error();
  const auto done = service.check_in(x.call(), *event,
                                     {.ticket_code = body->ticket_code,
                                      .direction = body->direction,
                                      .at = body->at,
                                      .nonce = body->nonce,
                                      .forced = body->forced.value_or(false)});
  if (!done) return done.error();
  return pipeline::ok(to_dto(*done));
}

core::Result<http::Response> list(CheckInService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  CheckInFilter filter{.result = std::nullopt, .participant = x.query_id<core::ParticipantId>("participant_id")};
  if (const auto status = x.text("status")) filter.result = registration::parse_scan_result(*status);
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const CheckIn& scan) { return to_dto(scan); });
}

}  // namespace

void add_check_ins_routes(pipeline::RouteTable& table, CheckInService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/check-ins",
       .operation_id = "createCheckIn",
       .tag = "check-ins",
       .summary = "Let somebody in or out by a ticket",
       .description = "Every scan is kept, also a refused one.",
       .roles = access::staff,
       .body = BodyRule::json<NewCheckInDto>(),
       .answers = {{200, "In, or out", json::schema<CheckedInDto>()}},
       .errors = {&registration::already_checked_in, &registration::not_checked_in, &registration::ticket_cancelled,
                  &registration::ticket_waitlisted, &registration::unknown_ticket, &registration::wrong_event,
                  &registration::event_cancelled, &registration::nonce_reused, &registration::scanned_in_future},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return check_in(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/check-ins",
                   .operation_id = "listCheckIns",
                   .tag = "check-ins",
                   .summary = "All scans of an event, refused ones too, by time of recording",
                   .roles = readers,
                   .query = pipeline::list_parameters({{.name = "participant_id", .kind = QueryParameter::Kind::id},
                                                       {.name = "status",
                                                        .kind = QueryParameter::Kind::choice,
                                                        .choices = choices_of(registration::all_scan_results)}}),
                   .answers = {{200, "A page of scans", pipeline::list_schema<CheckInDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
}

}  // namespace tagwerk::resources
