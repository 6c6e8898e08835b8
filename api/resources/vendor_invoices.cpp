#include "api/resources/vendor_invoices.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/invoice_dto.hpp"
#include "api/resources/registration_dto.hpp"
#include "api/resources/vendor_participation_dto.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/vendors/vendor_participation_service.hpp"

namespace tagwerk::vendors {

static std::span<const json::EnumName<VendorLineKind>> enum_names(json::Tag<VendorLineKind>) {
  static const auto names = json::names_from_text(all_vendor_line_kinds);
  return names;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using registration::Amount;
using vendors::ExtraLine;
using vendors::VendorInvoice;
using vendors::VendorLine;
using vendors::VendorParticipationId;
using vendors::VendorParticipationService;

struct LineDto {
  vendors::VendorLineKind kind = vendors::VendorLineKind::package;
  std::string text;
  std::int64_t quantity = 1;
  core::Money unit_net;
  core::Money net;
  core::Percent vat_percent;
  core::Money vat;
  core::Money gross;
};
const json::Object<LineDto>& shape(json::Tag<LineDto>) {
  static const auto object =
      json::Object<LineDto>("VendorInvoiceLine", "What can be invoiced on its own; VAT is rounded once in it")
          .required("kind", &LineDto::kind)
          .required("text", &LineDto::text, json::about("The package's name, or what was written"))
          .required("quantity", &LineDto::quantity)
          .required("unit_net", &LineDto::unit_net)
          .required("net", &LineDto::net)
          .required("vat_percent", &LineDto::vat_percent)
          .required("vat", &LineDto::vat)
          .required("gross", &LineDto::gross);
  return object;
}

LineDto to_dto(const VendorLine& line) {
  return {.kind = line.kind,
          .text = line.text,
          .quantity = line.quantity,
          .unit_net = line.unit_net,
          .net = line.amount.net,
          .vat_percent = line.vat,
          .vat = line.amount.vat,
          .gross = line.amount.gross};
}

struct InvoiceDto {
  VendorParticipationId participation_id;
  InvoicedEventDto event;
  InvoicedCompanyDto company;
  vendors::ParticipationStatus status = vendors::ParticipationStatus::enquiry;
  std::optional<core::Instant> booked_at;
  std::vector<LineDto> lines;
  std::vector<VatTotalDto> vat_totals;
  std::vector<Amount> totals;
};
const json::Object<InvoiceDto>& shape(json::Tag<InvoiceDto>) {
  using Dto = InvoiceDto;
  static const auto object =
      json::Object<Dto>("VendorInvoice", "Data for an invoice; it has no number and is none itself")
          .required("participation_id", &Dto::participation_id)
          .required("event", &Dto::event)
          .required("company", &Dto::company)
          .required("status", &Dto::status)
          .nullable("booked_at", &Dto::booked_at, json::about("null: the package may still change its price"))
          .required("lines", &Dto::lines, json::about("Empty: nothing is said of money"))
          .required("vat_totals", &Dto::vat_totals, json::about("By currency and rate"))
          .required("totals", &Dto::totals, json::about("By currency"));
  return object;
}

InvoiceDto to_dto(const VendorInvoice& invoice) {
  InvoiceDto dto{.participation_id = invoice.participation,
                 .event = {invoice.event, invoice.event_name, invoice.starts_on, invoice.ends_on},
                 .company = {invoice.company, invoice.company_name, invoice.company_city},
                 .status = invoice.status,
                 .booked_at = invoice.booked_at,
                 .lines = {},
                 .vat_totals = vat_totals(invoice.vat_totals),
                 .totals = invoice.totals};
  for (const auto& line : invoice.lines) dto.lines.push_back(to_dto(line));
  return dto;
}

struct ExtraLinesBody {
  std::vector<ExtraLine> lines;
};
const json::Object<ExtraLinesBody>& shape(json::Tag<ExtraLinesBody>) {
  static const auto object =
      json::Object<ExtraLinesBody>("VendorExtraLines", "All lines beside the package, in their order")
          .required("lines", &ExtraLinesBody::lines, json::items(0, vendors::max_extra_lines))
          .rule({"lines"}, [](const ExtraLinesBody& body) { return vendors::check(body.lines); });
  return object;
}

core::Result<http::Response> invoice(VendorParticipationService& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  const auto found = service.invoice(x.call(), *id);
  if (!found) return found.error();
  auto response = pipeline::ok(to_dto(*found));
  response.with("etag", content_etag(response.body));
  return response;
}

core::Result<http::Response> put_lines(VendorParticipationService& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  const auto body = x.body<ExtraLinesBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto changed = service.put_extra_lines(x.call(), *id, body->lines, *version);
  if (!changed) return changed.error();
  return pipeline::ok(vendor_participation_dto(*changed), changed->version);
}

}  // namespace

void add_vendor_invoices_routes(pipeline::RouteTable& table, VendorParticipationService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/vendor-participations/{participation_id}/invoice",
                   .operation_id = "getVendorInvoice",
                   .tag = "vendors",
                   .summary = "Data for an invoice of a participation",
                   .description = "The package as it was when it was booked, before that as it is now, and the extra "
                                  "lines; of a cancelled one the extra lines only. It has no number and is no invoice "
                                  "in the sense of the law.",
                   .roles = organizers_and_vendors,
                   .answers = {{200, "Lines and totals", json::schema<InvoiceDto>()}},
                   .handle = [&service](Exchange& x) { return invoice(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = "/api/v1/vendor-participations/{participation_id}/extra-lines",
       .operation_id = "putVendorExtraLines",
       .tag = "vendors",
       .summary = "Replace what is charged beside the package",
       .description =
           R"(`{"lines": [{"text": "Stromanschluss", "quantity": 2, "unit_net": {"amount": "95.00", "currency": "EUR"}, )"
           R"("vat_rate": 19}]}`. Also of a participation that is cancelled: what that costs is a line. If-Match names the )"
           "version of the participation.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<ExtraLinesBody>(),
       .answers = {{200, "The participation as it is now", json::schema<VendorParticipationDto>()}},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put_lines(service, x); }});
}

}  // namespace tagwerk::resources
