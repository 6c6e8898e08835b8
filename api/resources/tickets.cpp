#include "api/resources/tickets.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/document_answer.hpp"
#include "engine/core/base32.hpp"
#include "engine/documents/badge_sheet.hpp"
#include "engine/documents/qr_code.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using pipeline::QueryParameter;
using registration::TicketKeys;
using registration::TicketService;

static_assert(registration::max_badges_per_document <= documents::max_badges);

struct TicketKeyDto {
  std::string algorithm = "Ed25519";
  std::string public_key;
  std::string encoding = "base32";
  std::string code_form = "{ticket_code}.{signature}";
  std::string message_form = std::string(registration::ticket_message_form);
};
const json::Object<TicketKeyDto>& shape(json::Tag<TicketKeyDto>) {
  static const auto object =
      json::Object<TicketKeyDto>("TicketKey", "What a scanner needs to tell a genuine ticket without asking")
          .required("algorithm", &TicketKeyDto::algorithm, json::about("Ed25519 (RFC 8032)"))
          .required("public_key", &TicketKeyDto::public_key, json::about("32 bytes, of this organization"))
          .required("encoding", &TicketKeyDto::encoding,
                    json::about("Of the key and of signatures: base 32 (RFC 4648), upper case, without padding"))
          .required("code_form", &TicketKeyDto::code_form, json::about("What is printed"))
          .required("message_form", &TicketKeyDto::message_form,
                    json::about("What is signed: three lines, no line feed at the end"));
  return object;
}

http::Response show_key(const TicketKeys& keys, Exchange& x) {
  const auto key = keys.of(x.call().principal.organization).public_key();
  auto response = pipeline::ok(
      TicketKeyDto{.public_key = core::to_base32({reinterpret_cast<const unsigned char*>(key.data()), key.size()})});
  response.with("etag", content_etag(response.body));
  return response;
}

struct Format {
  std::string_view ending;
  std::string_view content_type;
  std::string_view operation_id;
  std::string_view summary;
  std::string (*draw)(const documents::QrCode& code, int size_px);
};
constexpr Format formats[] = {
    {".png", "image/png", "getTicketPng", "The QR code of a ticket as a picture", documents::qr_png},
    {".svg", "image/svg+xml", "getTicketSvg", "The QR code of a ticket as a drawing", documents::qr_svg}};

core::Result<http::Response> show_ticket(TicketService& service, const TicketKeys& keys, const Format& format,
                                         Exchange& x) {
  const auto registration = x.id<core::RegistrationId>("registration_id");
  if (!registration) return registration.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto ticket = service.find(x.call(), *registration, *participant);
  if (!ticket) return ticket.error();
  const auto scanned = keys.of(x.call().principal.organization).signed_code(ticket->event, ticket->ticket_code);
  const auto size = static_cast<int>(x.integer("size_px").value_or(documents::default_qr_size_px));
  return document_answer(format.content_type, format.draw(documents::QrCode(scanned), size),
                         "ticket-" + participant->text() + std::string(format.ending));
}

std::string sheet_of(const TicketKeys& keys, const core::OrganizationId& organization,
                     const std::vector<registration::Badge>& heads) {
  const auto key = keys.of(organization);
  std::vector<documents::Badge> badges;
  badges.reserve(heads.size());
  for (const auto& head : heads) {
    badges.push_back({.name = head.name,
                      .company = head.company_name,
                      .event = head.event_name,
                      .category = head.category.value_or(""),
                      .ticket_code = head.ticket_code,
                      .scanned = key.signed_code(head.event, head.ticket_code)});
  }
  return documents::badge_sheet_pdf(badges);
}

core::Result<http::Response> badges_of_registration(TicketService& service, const TicketKeys& keys, Exchange& x) {
  const auto registration = x.id<core::RegistrationId>("registration_id");
  if (!registration) return registration.error();
  const auto heads = service.badges_of_registration(x.call(), *registration);
  if (!heads) return heads.error();
  return document_answer(pdf_type, sheet_of(keys, x.call().principal.organization, *heads),
                         "badges-" + registration->text() + ".pdf");
}

core::Result<http::Response> badges_of_event(TicketService& service, const TicketKeys& keys, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto limit = static_cast<std::size_t>(
      x.integer("limit").value_or(static_cast<std::int64_t>(registration::default_badges_per_document)));
  const auto page = service.badges_of_event(x.call(), *event, x.query_id<core::ParticipantId>("after"), limit);
  if (!page) return page.error();
  auto response = document_answer(pdf_type, sheet_of(keys, x.call().principal.organization, page->items),
                                  "badges-" + event->text() + ".pdf");
  if (page->next_after) {
    response.with("link", "<" + x.request().path + "?limit=" + std::to_string(limit) +
                              "&after=" + page->next_after->text() + ">; rel=\"next\"");
  }
  return response;
}

void add_ticket_routes(pipeline::RouteTable& table, TicketService& service, const TicketKeys& keys) {
  for (const auto& format : formats) {
    table.push_back(
        {.method = http::Method::get,
         .pattern = "/api/v1/registrations/{registration_id}/tickets/{participant_id}" + std::string(format.ending),
         .operation_id = format.operation_id,
         .tag = "tickets",
         .summary = format.summary,
         .description = "It holds the signed code, which a check-in takes and a scanner can verify without asking "
                        "(/organization/ticket-key). Only while the head has a place.",
         .roles = access::staff_and_companies,
         .query = {{.name = "size_px",
                    .kind = QueryParameter::Kind::integer,
                    .description = "Width and height in pixels (default 320)",
                    .min = documents::min_qr_size_px,
                    .max = documents::max_qr_size_px}},
         .answers = {{200, "The QR code", bytes_schema, format.content_type}},
         .errors = {&registration::ticket_cancelled, &registration::ticket_waitlisted, &registration::ticket_held},
         .handle = [&service, &keys, &format](Exchange& x) { return show_ticket(service, keys, format, x); }});
  }
}

void add_badge_routes(pipeline::RouteTable& table, TicketService& service, const TicketKeys& keys) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/registrations/{registration_id}/badges.pdf",
                   .operation_id = "getBadgesOfRegistration",
                   .tag = "tickets",
                   .summary = "Name badges of a registration, to be cut",
                   .description =
                       "Of its heads that have a place; A4, ten on a page, each with its ticket as a QR code. "
                       "A head that is to be named later has a badge without a name.",
                   .roles = access::staff_and_companies,
                   .answers = {{200, "The sheets", bytes_schema, pdf_type}},
                   .errors = {&registration::no_badges},
                   .handle = [&service, &keys](Exchange& x) { return badges_of_registration(service, keys, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/badges.pdf",
                   .operation_id = "getBadgesOfEvent",
                   .tag = "tickets",
                   .summary = "Name badges of an event, to be cut",
                   .description =
                       "Of heads that have a place, by registration, in the order in which they were registered. Where "
                       "there are more than fit into the document, the header Link names the next one (rel=next).",
                   .roles = access::staff,
                   .query = {{.name = "limit",
                              .kind = QueryParameter::Kind::integer,
                              .description = "Badges in the document (default 200)",
                              .min = 1,
                              .max = static_cast<std::int64_t>(registration::max_badges_per_document)},
                             {.name = "after",
                              .kind = QueryParameter::Kind::id,
                              .description = "A participant of the event: only badges behind this one"}},
                   .answers = {{200, "The sheets", bytes_schema, pdf_type}},
                   .errors = {&registration::no_badges},
                   .handle = [&service, &keys](Exchange& x) { return badges_of_event(service, keys, x); }});
}

}  // namespace

void add_tickets_routes(pipeline::RouteTable& table, TicketService& service, const TicketKeys& keys) {
  add_ticket_routes(table, service, keys);
  add_badge_routes(table, service, keys);
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/organization/ticket-key",
                   .operation_id = "getTicketKey",
                   .tag = "tickets",
                   .summary = "The public key of printed tickets",
                   .description = "A signature tells that a ticket was printed by this installation for that event; "
                                  "whether it still admits, only a check-in tells.",
                   .roles = access::staff,
                   .answers = {{200, "The key and how it is used", json::schema<TicketKeyDto>()}},
                   .handle = [&keys](Exchange& x) -> core::Result<http::Response> { return show_key(keys, x); }});
}

}  // namespace tagwerk::resources
