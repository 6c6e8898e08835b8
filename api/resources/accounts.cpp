#include "api/resources/accounts.hpp"

#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/invoice_dto.hpp"
#include "api/resources/registration_dto.hpp"
#include "api/resources/table.hpp"
#include "engine/registration/accounts_service.hpp"

namespace tagwerk::registration {

static std::span<const json::EnumName<LineKind>> enum_names(json::Tag<LineKind>) {
  static const auto names = json::names_from_text(all_line_kinds);
  return names;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::RegistrationId;
using pipeline::Exchange;
using registration::Account;
using registration::AccountLine;
using registration::AccountsService;
using registration::AccountsSummary;
using registration::Amount;
using registration::Invoice;
using registration::LineKind;

constexpr const char* accounts_pattern = "/api/v1/events/{event_id}/accounts";

// ---- invoice --------------------------------------------------------------------------------------------------------

struct LineDto {
  LineKind kind = LineKind::heads;
  std::optional<std::string> category;
  std::optional<std::int64_t> heads;
  std::optional<core::Money> unit_net;
  core::Money net;
  core::Percent vat_percent;
  core::Money vat;
  core::Money gross;
};
const json::Object<LineDto>& shape(json::Tag<LineDto>) {
  static const auto object =
      json::Object<LineDto>("InvoiceLine", "What can be invoiced on its own; VAT is rounded once in it")
          .required("kind", &LineDto::kind)
          .nullable("category", &LineDto::category, json::about("Its key"))
          .nullable("heads", &LineDto::heads, json::about("Confirmed ones; null: a fee"))
          .nullable("unit_net", &LineDto::unit_net, json::about("Per head, at the price of when it was made"))
          .required("net", &LineDto::net)
          .required("vat_percent", &LineDto::vat_percent)
          .required("vat", &LineDto::vat)
          .required("gross", &LineDto::gross);
  return object;
}

LineDto to_dto(const AccountLine& line) {
  return {.kind = line.kind,
          .category = line.category,
          .heads = line.heads,
          .unit_net = line.unit_net,
          .net = line.amount.net,
          .vat_percent = {line.vat_bp},
          .vat = line.amount.vat,
          .gross = line.amount.gross};
}

struct InvoiceDto {
  RegistrationId registration_id;
  InvoicedEventDto event;
  InvoicedCompanyDto company;
  registration::RegistrationStatus status = registration::RegistrationStatus::confirmed;
  core::Instant registered_at;
  std::vector<LineDto> lines;
  std::vector<VatTotalDto> vat_totals;
  std::optional<Amount> total;
};
const json::Object<InvoiceDto>& shape(json::Tag<InvoiceDto>) {
  using Dto = InvoiceDto;
  static const auto object =
      json::Object<Dto>("Invoice", "Data for an invoice; it has no number and is none itself")
          .required("registration_id", &Dto::registration_id)
          .required("event", &Dto::event)
          .required("company", &Dto::company)
          .required("status", &Dto::status)
          .required("registered_at", &Dto::registered_at)
          .required("lines", &Dto::lines)
          .required("vat_totals", &Dto::vat_totals, json::about("By rate, the lowest first"))
          .nullable("total", &Dto::total, json::about("Of all lines; null: nothing is said of money"));
  return object;
}

InvoiceDto to_dto(const Invoice& invoice) {
  InvoiceDto dto{.registration_id = invoice.registration,
                 .event = {invoice.event, invoice.event_name, invoice.starts_on, invoice.ends_on},
                 .company = {invoice.company, invoice.company_name, invoice.company_city},
                 .status = invoice.status,
                 .registered_at = invoice.registered_at,
                 .lines = {},
                 .vat_totals = vat_totals(invoice.vat_totals),
                 .total = invoice.total};
  for (const auto& line : invoice.lines) dto.lines.push_back(to_dto(line));
  return dto;
}

core::Result<http::Response> invoice(AccountsService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto found = service.invoice(x.call(), *id);
  if (!found) return found.error();
  auto response = pipeline::ok(to_dto(*found));
  response.with("etag", content_etag(response.body));
  return response;
}

// ---- accounts -------------------------------------------------------------------------------------------------------

struct AccountDto {
  RegistrationId registration_id;
  core::CompanyId company_id;
  std::string company;
  core::Instant registered_at;
  registration::RegistrationStatus status = registration::RegistrationStatus::confirmed;
  bool imported = false;
  std::vector<LineDto> lines;
};
const json::Object<AccountDto>& shape(json::Tag<AccountDto>) {
  using Dto = AccountDto;
  static const auto object = json::Object<Dto>("Account", "A registration that costs something")
                                 .required("registration_id", &Dto::registration_id)
                                 .required("company_id", &Dto::company_id)
                                 .required("company", &Dto::company, json::about("Its name"))
                                 .required("registered_at", &Dto::registered_at)
                                 .required("status", &Dto::status)
                                 .required("imported", &Dto::imported)
                                 .required("lines", &Dto::lines);
  return object;
}

AccountDto account_dto(const Account& account) {
  AccountDto dto{.registration_id = account.registration,
                 .company_id = account.company,
                 .company = account.company_name,
                 .registered_at = account.registered_at,
                 .status = account.status,
                 .imported = account.imported,
                 .lines = {}};
  for (const auto& line : lines_of(account.charge)) dto.lines.push_back(to_dto(line));
  return dto;
}

constexpr Column account_columns[] = {
    {"registration_id", "id of the registration"},
    {"company_id", "id of its company"},
    {"company", "name of the company"},
    {"category", "key of the category"},
    {"kind", "heads or cancellation_fee"},
    {"heads", "confirmed ones; missing: a fee"},
    {"unit_net", "per head; missing: a fee"},
    {"net", "of the line, a decimal text as all amounts"},
    {"vat_percent", "rate of VAT"},
    {"vat", "of the line"},
    {"gross", "of the line"},
    {"currency", "ISO 4217"},
    {"registered_at", "instant"},
    {"status", "of the registration"},
    {"imported", "taken over from another system"},
};

Table account_table(const std::vector<Account>& accounts) {
  Table table(account_columns);
  for (const auto& account : accounts) {
    for (const auto& line : lines_of(account.charge)) {
      const auto unit_net = line.unit_net ? Cell(core::amount_text(*line.unit_net)) : Cell();
      table.add_row({account.registration.text(), account.company.text(), account.company_name, cell(line.category),
                     std::string(to_text(line.kind)), cell(line.heads), unit_net, core::amount_text(line.amount.net),
                     core::Percent{line.vat_bp}.number(), core::amount_text(line.amount.vat),
                     core::amount_text(line.amount.gross), line.amount.net.currency,
                     core::to_rfc3339(account.registered_at), std::string(to_text(account.status)), account.imported});
    }
  }
  return table;
}

core::Result<http::Response> list(AccountsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.accounts(x.call(), *event, x.page());
  if (!page) return page.error();
  return table_page(
      x, page->next_after, [&] { return pipeline::ok_list(x, *page, account_dto); },
      [&] { return account_table(page->items); });
}

// ---- summary --------------------------------------------------------------------------------------------------------

struct CategorySumDto {
  std::optional<std::string> category;
  std::int64_t heads = 0;
  Amount amount;
  Amount cancellation_fees;
  Amount total;
};
const json::Object<CategorySumDto>& shape(json::Tag<CategorySumDto>) {
  using Dto = CategorySumDto;
  static const auto object =
      json::Object<Dto>("CategorySum", "The sum of the lines of a category in one currency")
          .nullable("category", &Dto::category, json::about("Its key; null: registrations without one"))
          .required("heads", &Dto::heads, json::about("Confirmed ones"))
          .required("amount", &Dto::amount, json::about("Of these heads"))
          .required("cancellation_fees", &Dto::cancellation_fees)
          .required("total", &Dto::total, json::about("Of both"));
  return object;
}

struct SummaryDto {
  std::vector<CategorySumDto> categories;
  std::vector<VatTotalDto> vat_totals;
  std::vector<Amount> totals;
};
const json::Object<SummaryDto>& shape(json::Tag<SummaryDto>) {
  static const auto object =
      json::Object<SummaryDto>("AccountsSummary", "The lines of all registrations of an event summed up")
          .required("categories", &SummaryDto::categories, json::about("By category and currency"))
          .required("vat_totals", &SummaryDto::vat_totals, json::about("By currency and rate"))
          .required("totals", &SummaryDto::totals, json::about("By currency"));
  return object;
}

SummaryDto to_dto(const AccountsSummary& summary) {
  SummaryDto dto{.categories = {}, .vat_totals = vat_totals(summary.vat_totals), .totals = summary.totals};
  for (const auto& one : summary.categories)
    dto.categories.push_back({one.category, one.heads, one.heads_amount, one.fees, one.total});
  return dto;
}

constexpr Column summary_columns[] = {
    {"category", "key of the category; missing: registrations without one"},
    {"currency", "ISO 4217"},
    {"heads", "confirmed ones"},
    {"heads_net", "of these heads, a decimal text as all amounts"},
    {"fees_net", "cancellation fees"},
    {"net", "of both"},
    {"vat", "of both"},
    {"gross", "of both"},
};

Table summary_table(const AccountsSummary& summary) {
  Table table(summary_columns);
  for (const auto& one : summary.categories) {
    table.add_row({cell(one.category), one.currency, one.heads, core::amount_text(one.heads_amount.net),
                   core::amount_text(one.fees.net), core::amount_text(one.total.net), core::amount_text(one.total.vat),
                   core::amount_text(one.total.gross)});
  }
  return table;
}

core::Result<http::Response> sum_up(AccountsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto summary = service.summary(x.call(), *event);
  if (!summary) return summary.error();
  return json_or_table(
      x, [&] { return json::to_json(to_dto(*summary)); }, [&] { return summary_table(*summary); });
}

std::string_view list_description() {
  static const std::string text =
      "Those that have confirmed heads with a price, or a cancellation fee. A page has `limit` registrations with all their "
      "lines; in CSV and rows each line is a row, and the header Link names the next page (rel=next). What costs nothing any "
      "more is not in the list, whatever `updated_since` says.\n\n" +
      describe_columns(account_columns);
  return text;
}

std::string_view summary_description() {
  static const std::string text =
      "Every sum is one of the lines of …/accounts, to the last cent.\n\n" + describe_columns(summary_columns);
  return text;
}

}  // namespace

void add_accounts_routes(pipeline::RouteTable& table, AccountsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/registrations/{registration_id}/invoice",
                   .operation_id = "getInvoice",
                   .tag = "registrations",
                   .summary = "Data for an invoice of a registration",
                   .description =
                       "Confirmed heads at the price of when it was made, and the cancellation fee if there is "
                       "one. It has no number and is no invoice in the sense of the law.",
                   .roles = access::everyone,
                   .answers = {{200, "Lines and totals", json::schema<InvoiceDto>()}},
                   .handle = [&service](Exchange& x) { return invoice(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = accounts_pattern,
                   .operation_id = "listAccounts",
                   .tag = "registrations",
                   .summary = "What the registrations of an event cost",
                   .description = list_description(),
                   .roles = access::organizers,
                   .query = pipeline::list_parameters({format_parameter()}),
                   .answers = table_answers("A page of registrations", pipeline::list_schema<AccountDto>()),
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = std::string(accounts_pattern) + "/summary",
                   .operation_id = "getAccountsSummary",
                   .tag = "registrations",
                   .summary = "What the registrations of an event cost, summed up",
                   .description = summary_description(),
                   .roles = access::organizers,
                   .query = {format_parameter()},
                   .answers = table_answers("The sums", json::schema<SummaryDto>()),
                   .handle = [&service](Exchange& x) { return sum_up(service, x); }});
}

}  // namespace tagwerk::resources
