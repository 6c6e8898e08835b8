#include "api/resources/past_bookings.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/import_answer.hpp"
#include "api/resources/registration_body.hpp"
#include "engine/registration/past_booking_service.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using registration::PastBooking;
using registration::PastBookingService;
using registration::TakenOver;

struct ImportBody {
  std::vector<PastBookingBody> registrations;
};
const json::Object<ImportBody>& shape(json::Tag<ImportBody>) {
  static const auto object =
      json::Object<ImportBody>("PastBookings", "Registrations of one event that were made in another system")
          .required("registrations", &ImportBody::registrations,
                    json::items(1, registration::max_past_bookings_at_once));
  return object;
}

enum class ImportStatus : std::uint8_t { imported, already_imported, refused };
std::span<const json::EnumName<ImportStatus>> enum_names(json::Tag<ImportStatus>) {
  static constexpr json::EnumName<ImportStatus> names[] = {{ImportStatus::imported, "imported"},
                                                           {ImportStatus::already_imported, "already_imported"},
                                                           {ImportStatus::refused, "refused"}};
  return names;
}

struct BookingErrorDto {
  std::string pointer;
  std::string code;
  std::string detail;
};
const json::Object<BookingErrorDto>& shape(json::Tag<BookingErrorDto>) {
  static const auto object = json::Object<BookingErrorDto>("PastBookingError", "Why a registration was not imported")
                                 .required("pointer", &BookingErrorDto::pointer, json::about("Into this request"))
                                 .required("code", &BookingErrorDto::code)
                                 .required("detail", &BookingErrorDto::detail);
  return object;
}

struct OutcomeDto {
  ImportStatus status = ImportStatus::imported;
  std::optional<std::string> import_key;
  std::optional<core::RegistrationId> id;
  std::vector<BookingErrorDto> errors;
};
const json::Object<OutcomeDto>& shape(json::Tag<OutcomeDto>) {
  static const auto object =
      json::Object<OutcomeDto>("ImportedBooking", "What became of one registration")
          .required("status", &OutcomeDto::status,
                    json::about("already_imported: its import_key came before, with the registration of this id, and "
                                "nothing was done; refused: see errors"))
          .nullable("import_key", &OutcomeDto::import_key)
          .nullable("id", &OutcomeDto::id, json::about("null: refused, or a dry run would have made it"))
          .required("errors", &OutcomeDto::errors);
  return object;
}

struct ImportDto {
  bool dry_run = false;
  std::int64_t imported = 0;
  std::int64_t already_imported = 0;
  std::int64_t refused = 0;
  std::vector<OutcomeDto> results;
};
const json::Object<ImportDto>& shape(json::Tag<ImportDto>) {
  static const auto object =
      json::Object<ImportDto>("ImportedBookings", "One result per registration, in the order of the request")
          .required("dry_run", &ImportDto::dry_run)
          .required("imported", &ImportDto::imported)
          .required("already_imported", &ImportDto::already_imported)
          .required("refused", &ImportDto::refused)
          .required("results", &ImportDto::results);
  return object;
}

std::vector<BookingErrorDto> errors_of(const core::Error& refusal, const std::string& at, core::Language language) {
  if (refusal.fields().empty())
    return {{.pointer = at, .code = std::string(refusal.code().code), .detail = refusal.detail(language)}};
  std::vector<BookingErrorDto> errors;
  for (const auto& field : refusal.fields()) {
    errors.push_back(
        {.pointer = at + field.pointer, .code = std::string(field.code->code), .detail = field.detail(language)});
  }
  return errors;
}

ImportDto to_dto(const std::vector<TakenOver>& outcomes, const std::vector<PastBooking>& bookings, bool dry_run,
                 core::Language language) {
  ImportDto dto;
  dto.dry_run = dry_run;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    auto& result = dto.results.emplace_back();
    result.import_key = bookings[i].import_key;
    result.id = outcomes[i].id;
    if (outcomes[i].refused) {
      result.status = ImportStatus::refused;
      result.errors = errors_of(*outcomes[i].refused, "/registrations/" + std::to_string(i), language);
      ++dto.refused;
    } else if (outcomes[i].is_new) {
      ++dto.imported;
    } else {
      result.status = ImportStatus::already_imported;
      ++dto.already_imported;
    }
  }
  return dto;
}

core::Result<http::Response> import(PastBookingService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<ImportBody>();
  if (!body) return body.error();
  std::vector<PastBooking> bookings;
  bookings.reserve(body->registrations.size());
  for (const auto& one : body->registrations) bookings.push_back(to_booking(one));
  const bool dry_run = x.flag("dry_run");
  const auto outcomes = service.take_over(x.call(), *event, bookings, dry_run);
  if (!outcomes) return outcomes.error();
  return pipeline::ok(to_dto(*outcomes, bookings, dry_run, x.language()));
}

}  // namespace

void add_past_bookings_routes(pipeline::RouteTable& table, PastBookingService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/registrations/import",
       .operation_id = "importRegistrations",
       .tag = "registrations",
       .summary = "Take over registrations from another system",
       .description =
           "At most 1,000 registrations with 20,000 heads. They are facts of the past, confirmed or cancelled, of an event of "
           "any status but cancelled: no approval, no waiting list, no eligibility, sale window or limit of a company, and "
           "required questions are owed. Places are never taken beyond a pool's limit and overbooking, less what others have, "
           "hold, reserve and wait for. One that cannot be taken over is refused by itself, and the others are taken over all "
           "the same; a body that cannot be read is refused as a whole. What is sent twice without import_key or "
           "Idempotency-Key is there twice.",
       .roles = access::administrators,
       .query = {import_dry_run()},
       .body = pipeline::BodyRule::json<ImportBody>(pipeline::import_body_limit_bytes),
       .answers = {{200, "One result per registration", json::schema<ImportDto>()}},
       .errors = {&registration::event_was_cancelled, &registration::too_many_past_heads},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return import(service, x); }});
}

}  // namespace tagwerk::resources
