#include "api/resources/check_ins.hpp"

#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/hand_in.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/gate.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/ticket_key.hpp"

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

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using registration::CheckIn;
using registration::CheckInService;
using registration::Direction;
using registration::Gate;
using registration::NewCheckIn;
using registration::ScanResult;
using registration::TicketKeys;

using CheckInId = core::Id<struct CheckInTag>;  // as a path segment

constexpr const char* annulment = "/api/v1/events/{event_id}/check-ins/{check_in_id}/annulment";
constexpr const char* of_event = "/api/v1/events/{event_id}/check-ins";

struct CheckInBody {
  std::string ticket_code;
  Direction direction = Direction::entry;
  std::optional<core::Instant> at;
  std::optional<std::string> nonce;
  std::optional<bool> forced;
  std::optional<std::string> list;
};
const json::Object<CheckInBody>& shape(json::Tag<CheckInBody>) {
  static const auto object =
      json::Object<CheckInBody>("NewCheckIn", "A scan of a ticket")
          .required("ticket_code", &CheckInBody::ticket_code,
                    json::text(1, registration::max_ticket_code_length + 1 + registration::ticket_signature_length)
                        .about("What was scanned or typed: the code of a ticket, at most 64 characters, or the signed "
                               "code that is printed on it"))
          .required("direction", &CheckInBody::direction)
          .optional("at", &CheckInBody::at, json::about("When it was scanned; left out: now"))
          .optional("nonce", &CheckInBody::nonce,
                    json::text(1, registration::max_nonce_length)
                        .about("Made by the scanner, visible ASCII: the same scan sent again gets the same answer and "
                               "is counted once"))
          .optional("forced", &CheckInBody::forced,
                    json::about("Record it as a fact although it contradicts who is inside"))
          .optional("list", &CheckInBody::list,
                    json::format(json::Format::key)
                        .about("Key of the check-in list; left out: default. Who is inside is counted per list"))
          .rule({"ticket_code"}, [](const CheckInBody& body) { return registration::check_scanned(body.ticket_code); })
          .rule({"nonce"}, [](const CheckInBody& body) {
            return body.nonce ? registration::check_nonce(*body.nonce) : std::vector<core::FieldError>{};
          });
  return object;
}

struct CheckedInDto {
  ScanResult status = ScanResult::ok;
  core::Uuid id;
  EventId event_id;
  core::RegistrationId registration_id;
  core::CompanyId company_id;
  ParticipantDto participant;
  Direction direction = Direction::entry;
  bool forced = false;
  core::Instant at;
  core::Instant recorded_at;
  std::string list;
};
const json::Object<CheckedInDto>& shape(json::Tag<CheckedInDto>) {
  static const auto object = json::Object<CheckedInDto>("CheckedIn", "A good scan and whom it let in or out")
                                 .required("status", &CheckedInDto::status, json::about("Always ok"))
                                 .required("id", &CheckedInDto::id)
                                 .required("event_id", &CheckedInDto::event_id)
                                 .required("registration_id", &CheckedInDto::registration_id)
                                 .required("company_id", &CheckedInDto::company_id)
                                 .required("participant", &CheckedInDto::participant)
                                 .required("direction", &CheckedInDto::direction)
                                 .required("forced", &CheckedInDto::forced)
                                 .required("at", &CheckedInDto::at)
                                 .required("recorded_at", &CheckedInDto::recorded_at)
                                 .required("list", &CheckedInDto::list, json::about("Key of the check-in list"));
  return object;
}

struct CheckInDto {
  core::Uuid id;
  EventId event_id;
  std::optional<core::ParticipantId> participant_id;
  std::string ticket_code;
  Direction direction = Direction::entry;
  ScanResult result = ScanResult::ok;
  bool forced = false;
  core::Instant at;
  core::Instant recorded_at;
  std::optional<std::string> nonce;
  std::string list;
  bool imported = false;
  std::optional<ScanResult> contradiction;
  std::optional<core::Instant> annulled_at;
  std::optional<std::string> annulled_by;
  std::optional<std::string> scanned_by;
};
const json::Object<CheckInDto>& shape(json::Tag<CheckInDto>) {
  static const auto object =
      json::Object<CheckInDto>("CheckIn", "A scan and what came of it")
          .required("id", &CheckInDto::id)
          .required("event_id", &CheckInDto::event_id)
          .nullable("participant_id", &CheckInDto::participant_id, json::about("null: the ticket is unknown"))
          .required("ticket_code", &CheckInDto::ticket_code, json::about("As it was scanned, without a signature"))
          .required("direction", &CheckInDto::direction)
          .required("result", &CheckInDto::result, json::about("ok, or the code of the refusal"))
          .required("forced", &CheckInDto::forced)
          .required("at", &CheckInDto::at)
          .required("recorded_at", &CheckInDto::recorded_at)
          .nullable("nonce", &CheckInDto::nonce)
          .required("list", &CheckInDto::list, json::about("Key of the check-in list"))
          .required("imported", &CheckInDto::imported, json::about("A fact from a scanner that was offline"))
          .nullable("contradiction", &CheckInDto::contradiction,
                    json::about("Of an imported scan: why it would have been refused at the door"))
          .nullable("annulled_at", &CheckInDto::annulled_at, json::about("Since then it counts no more"))
          .nullable("annulled_by", &CheckInDto::annulled_by)
          .nullable("scanned_by", &CheckInDto::scanned_by,
                    json::about("Role and name of the token; null: it was not kept then"));
  return object;
}

CheckedInDto to_dto(const registration::CheckedIn& done) {
  return {.status = done.scan.result,
          .id = done.scan.id,
          .event_id = done.scan.event,
          .registration_id = done.participant.registration,
          .company_id = done.participant.company,
          .participant = participant_dto(done.participant),
          .direction = done.scan.direction,
          .forced = done.scan.forced,
          .at = done.scan.scanned_at,
          .recorded_at = done.scan.recorded_at,
          .list = done.scan.list_key};
}

CheckInDto to_dto(const CheckIn& scan) {
  return {.id = scan.id,
          .event_id = scan.event,
          .participant_id = scan.participant,
          .ticket_code = scan.ticket_code,
          .direction = scan.direction,
          .result = scan.result,
          .forced = scan.forced,
          .at = scan.scanned_at,
          .recorded_at = scan.recorded_at,
          .nonce = scan.nonce,
          .list = scan.list_key,
          .imported = scan.imported,
          .contradiction = scan.contradiction,
          .annulled_at = scan.annulled_at,
          .annulled_by = scan.annulled_by,
          .scanned_by = scan.scanned_by};
}

core::Result<http::Response> checked_in(const core::Result<registration::CheckedIn>& done) {
  if (!done) return done.error();
  return pipeline::ok(to_dto(*done));
}

core::Result<> check_in(Gate& gate, const TicketKeys& keys, Exchange& x,
                        std::function<void(pipeline::MakeAnswer)> done) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto scan = [&]() -> core::Result<NewCheckIn> {
    auto body = x.body<CheckInBody>();
    if (!body) return body.error();
    auto scanned = keys.read(x.call().principal.organization, *event, body->ticket_code);
    return NewCheckIn{.ticket_code = std::move(scanned.code),
                      .direction = body->direction,
                      .at = body->at,
                      .nonce = std::move(body->nonce),
                      .forced = body->forced.value_or(false),
                      .signature_fits = scanned.signature_fits,
                      .list = std::move(body->list)};
  };
  return hand_in(gate, x, std::move(done), *event, scan(), checked_in);
}

core::Result<http::Response> annul(CheckInService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto id = x.id<CheckInId>("check_in_id");
  if (!id) return id.error();
  if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
  const auto scan = service.annul(x.call(), *event, id->uuid);
  if (!scan) return scan.error();
  return pipeline::ok(to_dto(*scan));
}

core::Result<http::Response> list(CheckInService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  registration::CheckInFilter filter;
  if (const auto result = x.text("result")) filter.result = registration::parse_scan_result(*result);
  filter.list = x.text("list");
  filter.participant = x.query_id<core::ParticipantId>("participant_id");
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const CheckIn& scan) { return to_dto(scan); });
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "result",
           .kind = Kind::choice,
           .description = "Only scans with this result",
           .choices = choices_of(registration::all_scan_results)},
          {.name = "participant_id", .kind = Kind::id, .description = "Only scans of this participant's ticket"},
          {.name = "list", .kind = Kind::key, .description = "Only scans of the check-in list with this key"}};
}

}  // namespace

void add_check_ins_routes(pipeline::RouteTable& table, CheckInService& service, Gate& gate, const TicketKeys& keys) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_event,
       .operation_id = "checkIn",
       .tag = "check-ins",
       .summary = "Let the holder of a ticket in or out",
       .description = "Every scan is kept, also those that are refused. Of several scans of one ticket at once exactly "
                      "one is ok.",
       .roles = access::staff,
       .body = pipeline::BodyRule::json<CheckInBody>(),
       .answers = {{200, "In or out", json::schema<CheckedInDto>()}},
       .errors = {&registration::already_checked_in, &registration::not_checked_in, &registration::ticket_cancelled,
                  &registration::unknown_ticket, &registration::ticket_waitlisted, &registration::ticket_held,
                  &registration::wrong_event, &registration::event_cancelled, &registration::invalid_signature,
                  &registration::not_on_list, &registration::nonce_reused, &registration::scanned_in_future,
                  &core::reference_not_found, &registration::gate_busy},
       .idempotent = true,
       .handle_later = [&gate, &keys](Exchange& x, auto done) { return check_in(gate, keys, x, std::move(done)); },
       .never_blocks = gate.mode() == registration::AdmissionMode::batched});
  table.push_back({.method = http::Method::get,
                   .pattern = of_event,
                   .operation_id = "listCheckIns",
                   .tag = "check-ins",
                   .summary = "Scans at an event, by time of recording",
                   .description = "updated_since looks at recorded_at.",
                   .roles = access::staff_and_viewers,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of scans", pipeline::list_schema<CheckInDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = annulment,
                   .operation_id = "annulCheckIn",
                   .tag = "check-ins",
                   .summary = "Undo a good scan that was a mistake",
                   .description = "The scan stays, marked with who annulled it and when, and counts no more; who is "
                                  "inside is told by the scans that are left. Only a good scan can be annulled, once.",
                   .roles = access::staff,
                   .body = pipeline::BodyRule::no_members(),
                   .answers = {{200, "The scan, annulled", json::schema<CheckInDto>()}},
                   .errors = {&registration::already_annulled, &registration::scan_was_refused},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return annul(service, x); }});
}

}  // namespace tagwerk::resources
