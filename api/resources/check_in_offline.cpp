#include "api/resources/check_in_offline.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/check_ins.hpp"
#include "api/resources/import_answer.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/check_in_report_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/ticket_key.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using registration::CheckInReportService;
using registration::CheckInService;
using registration::Direction;
using registration::PackedTicket;
using registration::ScanResult;

constexpr std::size_t body_limit_bytes = 1024 * 1024;  // of max_scans_at_once scans, laid out with room

// ---- the pack -------------------------------------------------------------------------------------------------------

struct PackedTicketDto {
  core::ParticipantId participant_id;
  std::string ticket_code;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  core::CompanyId company_id;
  std::string company;
  std::optional<std::string> category;
  bool on_list = true;
  bool inside = false;
  core::Instant updated_at;
};
const json::Object<PackedTicketDto>& shape(json::Tag<PackedTicketDto>) {
  using Dto = PackedTicketDto;
  static const auto object = json::Object<Dto>("PackedTicket", "A ticket as a scanner needs it without network")
                                 .required("participant_id", &Dto::participant_id)
                                 .required("ticket_code", &Dto::ticket_code)
                                 .required("state", &Dto::state, json::about("Admits while it is confirmed"))
                                 .nullable("given_name", &Dto::given_name, json::about("null: to be named later"))
                                 .nullable("family_name", &Dto::family_name)
                                 .required("company_id", &Dto::company_id)
                                 .required("company", &Dto::company, json::about("Its name"))
                                 .nullable("category", &Dto::category)
                                 .required("on_list", &Dto::on_list, json::about("Always true without updated_since"))
                                 .required("inside", &Dto::inside, json::about("By this list"))
                                 .required("updated_at", &Dto::updated_at);
  return object;
}

PackedTicketDto to_dto(const PackedTicket& ticket) {
  return {.participant_id = ticket.id,
          .ticket_code = ticket.ticket_code,
          .state = ticket.state,
          .given_name = ticket.given_name,
          .family_name = ticket.family_name,
          .company_id = ticket.company,
          .company = ticket.company_name,
          .category = ticket.category,
          .on_list = ticket.on_list,
          .inside = ticket.inside,
          .updated_at = ticket.updated_at};
}

core::Result<http::Response> pack(CheckInReportService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.pack(x.call(), *event, x.text("list"), x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const PackedTicket& ticket) { return to_dto(ticket); });
}

// ---- the import -----------------------------------------------------------------------------------------------------

struct FactBody {
  std::string ticket_code;
  Direction direction = Direction::entry;
  core::Instant at;
  std::string nonce;
  std::optional<std::string> list;
};
const json::Object<FactBody>& shape(json::Tag<FactBody>) {
  static const auto object =
      json::Object<FactBody>("OfflineScan", "What a scanner saw while it was offline")
          .required("ticket_code", &FactBody::ticket_code,
                    json::text(1, registration::max_ticket_code_length + 1 + registration::ticket_signature_length)
                        .about("As POST …/check-ins takes it"))
          .required("direction", &FactBody::direction)
          .required("at", &FactBody::at, json::about("When it was scanned"))
          .required("nonce", &FactBody::nonce,
                    json::text(1, registration::max_nonce_length)
                        .about("Made by the scanner, visible ASCII: the same scan sent again is counted once"))
          .optional("list", &FactBody::list, json::format(json::Format::key).about("Left out: default"))
          .rule({"ticket_code"}, [](const FactBody& body) { return registration::check_scanned(body.ticket_code); })
          .rule({"nonce"}, [](const FactBody& body) { return registration::check_nonce(body.nonce); });
  return object;
}

struct ImportBody {
  std::vector<FactBody> scans;
};
std::vector<core::FieldError> check_nonces(const ImportBody& body) {
  std::vector<core::FieldError> wrong;
  for (std::size_t i = 0; i < body.scans.size(); ++i) {
    for (auto& one : registration::check_nonce(body.scans[i].nonce)) {
      one.pointer = "/scans/" + std::to_string(i) + one.pointer;
      wrong.push_back(std::move(one));
    }
  }
  return wrong;
}
const json::Object<ImportBody>& shape(json::Tag<ImportBody>) {
  static const auto object =
      json::Object<ImportBody>("OfflineScans", "Scans of one event, of any lists, in any order")
          .required("scans", &ImportBody::scans, json::items(1, registration::max_scans_at_once));
  return object;
}

enum class ImportStatus : std::uint8_t { recorded, repeated, refused };
constexpr ImportStatus all_import_statuses[] = {ImportStatus::recorded, ImportStatus::repeated, ImportStatus::refused};
std::span<const json::EnumName<ImportStatus>> enum_names(json::Tag<ImportStatus>) {
  static constexpr json::EnumName<ImportStatus> names[] = {
      {ImportStatus::recorded, "recorded"}, {ImportStatus::repeated, "repeated"}, {ImportStatus::refused, "refused"}};
  static_assert(std::size(names) == std::size(all_import_statuses));
  return names;
}

struct FactErrorDto {
  std::string pointer;
  std::string code;
  std::string detail;
};
const json::Object<FactErrorDto>& shape(json::Tag<FactErrorDto>) {
  static const auto object = json::Object<FactErrorDto>("OfflineScanError", "Why a scan was not recorded")
                                 .required("pointer", &FactErrorDto::pointer, json::about("Into this request"))
                                 .required("code", &FactErrorDto::code)
                                 .required("detail", &FactErrorDto::detail);
  return object;
}

struct FactDto {
  ImportStatus status = ImportStatus::recorded;
  std::string nonce;
  std::optional<core::Uuid> id;
  std::optional<core::ParticipantId> participant_id;
  std::optional<ScanResult> result;
  std::optional<ScanResult> contradiction;
  std::optional<FactErrorDto> error;
};
const json::Object<FactDto>& shape(json::Tag<FactDto>) {
  static const auto object =
      json::Object<FactDto>("ImportedScan", "What became of one scan")
          .required("status", &FactDto::status,
                    json::about("recorded; repeated: the nonce came before with the same scan, whose outcome this is; "
                                "refused: see error"))
          .required("nonce", &FactDto::nonce)
          .nullable("id", &FactDto::id, json::about("null: refused, or a dry run"))
          .nullable("participant_id", &FactDto::participant_id)
          .nullable("result", &FactDto::result,
                    json::about("ok: counted; unknown_ticket and wrong_event are kept as failed scans"))
          .nullable("contradiction", &FactDto::contradiction,
                    json::about("It is counted all the same, although at the door it would have been refused so"))
          .nullable("error", &FactDto::error);
  return object;
}

struct ImportDto {
  bool dry_run = false;
  std::int64_t recorded = 0;
  std::int64_t repeated = 0;
  std::int64_t refused = 0;
  std::int64_t contradictions = 0;
  std::vector<FactDto> results;
};
const json::Object<ImportDto>& shape(json::Tag<ImportDto>) {
  static const auto object =
      json::Object<ImportDto>("ImportedScans", "One result per scan, in the order of the request")
          .required("dry_run", &ImportDto::dry_run)
          .required("recorded", &ImportDto::recorded)
          .required("repeated", &ImportDto::repeated)
          .required("refused", &ImportDto::refused)
          .required("contradictions", &ImportDto::contradictions, json::about("Among those recorded now"))
          .required("results", &ImportDto::results);
  return object;
}

FactDto to_dto(const registration::Decided& decided, const FactBody& body, std::size_t index, bool dry_run,
               core::Language language) {
  FactDto dto;
  dto.nonce = body.nonce;
  if (decided.refused) {
    dto.status = ImportStatus::refused;
    const auto& field = decided.refused->fields().front();
    dto.error = FactErrorDto{.pointer = "/scans/" + std::to_string(index) + field.pointer,
                             .code = std::string(field.code->code),
                             .detail = field.detail(language)};
    return dto;
  }
  const auto& scan = decided.scan.value();
  dto.status = decided.is_new ? ImportStatus::recorded : ImportStatus::repeated;
  if (!dry_run || !decided.is_new) dto.id = scan.id;
  dto.participant_id = scan.participant;
  dto.result = scan.result;
  dto.contradiction = scan.contradiction;
  return dto;
}

ImportDto to_dto(const std::vector<registration::Decided>& decided, const std::vector<FactBody>& scans, bool dry_run,
                 core::Language language) {
  ImportDto dto;
  dto.dry_run = dry_run;
  for (std::size_t i = 0; i < decided.size(); ++i) {
    dto.results.push_back(to_dto(decided[i], scans[i], i, dry_run, language));
    const auto& result = dto.results.back();
    dto.recorded += result.status == ImportStatus::recorded ? 1 : 0;
    dto.repeated += result.status == ImportStatus::repeated ? 1 : 0;
    dto.refused += result.status == ImportStatus::refused ? 1 : 0;
    dto.contradictions += result.status == ImportStatus::recorded && result.contradiction ? 1 : 0;
  }
  return dto;
}

core::Result<http::Response> import(CheckInService& service, const registration::TicketKeys& keys, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<ImportBody>();
  if (!body) return body.error();
  if (auto wrong = check_nonces(*body); !wrong.empty()) return core::fail_fields(std::move(wrong));
  std::vector<registration::NewCheckIn> scans;
  scans.reserve(body->scans.size());
  for (const auto& one : body->scans) {
    auto scanned = keys.read(x.call().principal.organization, *event, one.ticket_code);
    scans.push_back({.ticket_code = std::move(scanned.code),
                     .direction = one.direction,
                     .at = one.at,
                     .nonce = one.nonce,
                     .forced = true,
                     .signature_fits = scanned.signature_fits,
                     .list = one.list});
  }
  const bool dry_run = x.flag("dry_run");
  const auto decided = service.import_facts(x.call(), *event, scans, dry_run);
  if (!decided) return decided.error();
  return pipeline::ok(to_dto(*decided, body->scans, dry_run, x.language()));
}

}  // namespace

void add_check_in_offline_routes(pipeline::RouteTable& table, CheckInService& check_ins, CheckInReportService& reports,
                                 const registration::TicketKeys& keys) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/check-in-pack",
       .operation_id = "getCheckInPack",
       .tag = "check-ins",
       .summary = "The tickets of a check-in list, for scanners without network",
       .description =
           "updated_since looks at the registration, its company, who is inside, and the list itself: tickets "
           "that were cancelled, renamed or scanned since, or are on the list no more, come again with their "
           "present state.",
       .roles = access::staff,
       .query = pipeline::list_parameters(
           {{.name = "list", .kind = QueryParameter::Kind::key, .description = "Key of the list; left out: default"}}),
       .answers = {{200, "A page of tickets", pipeline::list_schema<PackedTicketDto>()}},
       .errors = {&core::reference_not_found},
       .handle = [&reports](Exchange& x) { return pack(reports, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/check-ins/import",
       .operation_id = "importCheckIns",
       .tag = "check-ins",
       .summary = "Hand in what scanners saw while they were offline",
       .description =
           "At most 1,000 scans. They are facts: recorded in the order of `at` among the scans that are there, and never "
           "refused for a contradiction, but marked with it. A scan whose nonce came before is not recorded again. What "
           "cannot be recorded (a list that is not there, a nonce of another scan, a time that has not come) is refused by "
           "itself, and the others are recorded all the same.",
       .roles = access::staff,
       .query = {import_dry_run()},
       .body = pipeline::BodyRule::json<ImportBody>(body_limit_bytes),
       .answers = {{200, "One result per scan", json::schema<ImportDto>()}},
       .idempotent = true,
       .handle = [&check_ins, &keys](Exchange& x) { return import(check_ins, keys, x); }});
}

}  // namespace tagwerk::resources
