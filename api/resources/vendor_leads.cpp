#include "api/resources/vendor_leads.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/table.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/vendors/lead_service.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {

static std::span<const json::EnumName<Rating>> enum_names(json::Tag<Rating>) {
  static const auto names = json::names_from_text(all_ratings);
  return names;
}

namespace {

const auto company_rule = json::about("Of role partner");
const auto note_rule = json::note(max_lead_note);
const auto consent_rule = json::about("Whether the person agreed to being kept here; false erases who it is");
const auto consent_at_rule = json::about("When; left out: now");
const auto consent_text_rule = json::note(max_consent_text).about("To what");
const auto person_rule = json::text(1, max_lead_name).about("Only with consent");
const auto email_rule = json::format(json::Format::email).about("Only with consent");
const auto phone_rule = json::text(1, max_phone).about("Only with consent");

}  // namespace

static const json::Object<NewLead>& shape(json::Tag<NewLead>) {
  static const auto object = json::Object<NewLead>("NewVendorLead", "A new contact")
                                 .required("company_id", &NewLead::company, company_rule)
                                 .required("rating", &NewLead::rating)
                                 .optional("note", &NewLead::note, note_rule)
                                 .required("consent", &NewLead::consent, consent_rule)
                                 .optional("consent_at", &NewLead::consent_at, consent_at_rule)
                                 .optional("consent_text", &NewLead::consent_text, consent_text_rule)
                                 .optional("name", &NewLead::name, person_rule)
                                 .optional("email", &NewLead::email, email_rule)
                                 .optional("phone", &NewLead::phone, phone_rule)
                                 .rule({"consent"}, [](const NewLead& lead) { return check(lead); });
  return object;
}

static const json::Object<LeadPatch>& shape(json::Tag<LeadPatch>) {
  static const auto object = json::Object<LeadPatch>("VendorLeadPatch", "What is to be changed")
                                 .patch("company_id", &LeadPatch::company, company_rule)
                                 .patch("rating", &LeadPatch::rating)
                                 .patch("note", &LeadPatch::note, note_rule)
                                 .patch("consent", &LeadPatch::consent, consent_rule)
                                 .patch("consent_at", &LeadPatch::consent_at, consent_at_rule)
                                 .patch("consent_text", &LeadPatch::consent_text, consent_text_rule)
                                 .patch("name", &LeadPatch::name, person_rule)
                                 .patch("email", &LeadPatch::email, email_rule)
                                 .patch("phone", &LeadPatch::phone, phone_rule);
  return object;
}

static const json::Object<Lead>& shape(json::Tag<Lead>) {
  static const auto object = json::Object<Lead>("VendorLead", "A contact of a vendor with a partner")
                                 .required("id", &Lead::id)
                                 .required("participation_id", &Lead::participation)
                                 .required("company_id", &Lead::company, company_rule)
                                 .required("rating", &Lead::rating)
                                 .nullable("note", &Lead::note, note_rule)
                                 .required("consent", &Lead::consent, consent_rule)
                                 .nullable("consent_at", &Lead::consent_at)
                                 .nullable("consent_text", &Lead::consent_text, consent_text_rule)
                                 .nullable("name", &Lead::name, person_rule)
                                 .nullable("email", &Lead::email, email_rule)
                                 .nullable("phone", &Lead::phone, phone_rule)
                                 .required("created_at", &Lead::created_at)
                                 .required("updated_at", &Lead::updated_at);
  return object;
}

static const json::Object<LeadSummary>& shape(json::Tag<LeadSummary>) {
  static const auto object = json::Object<LeadSummary>("VendorLeadSummary", "How many contacts a vendor keeps")
                                 .required("total", &LeadSummary::total)
                                 .required("hot", &LeadSummary::hot)
                                 .required("warm", &LeadSummary::warm)
                                 .required("cold", &LeadSummary::cold)
                                 .required("with_consent", &LeadSummary::with_consent);
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using pipeline::QueryParameter;
using vendors::Lead;
using vendors::LeadId;
using vendors::LeadPatch;
using vendors::LeadService;
using vendors::NewLead;
using vendors::VendorParticipationId;

constexpr const char* leads = "/api/v1/vendor-participations/{participation_id}/leads";
constexpr const char* one_lead = "/api/v1/vendor-participations/{participation_id}/leads/{lead_id}";

constexpr Column columns[] = {
    {"id", "id of the contact"},
    {"company_id", "id of the partner"},
    {"rating", "hot, warm or cold"},
    {"name", "who it is; only with consent, as e-mail and phone"},
    {"email", "e-mail address"},
    {"phone", "telephone number"},
    {"note", "the vendor's own words"},
    {"consent", "whether the person agreed"},
    {"consent_at", "when"},
    {"consent_text", "to what"},
    {"created_at", "instant"},
    {"updated_at", "instant"},
};

Table to_table(const std::vector<Lead>& all) {
  Table table(columns);
  for (const auto& lead : all) {
    const auto consent_at = lead.consent_at ? Cell(core::to_rfc3339(*lead.consent_at)) : Cell();
    table.add_row({lead.id.text(), lead.company.text(), std::string(to_text(lead.rating)), cell(lead.name),
                   cell(lead.email), cell(lead.phone), cell(lead.note), lead.consent, consent_at,
                   cell(lead.consent_text), core::to_rfc3339(lead.created_at), core::to_rfc3339(lead.updated_at)});
  }
  return table;
}

core::Result<http::Response> answer(const core::Result<Lead>& lead) {
  if (!lead) return lead.error();
  return pipeline::ok(*lead, lead->version);
}

core::Result<http::Response> create(LeadService& service, Exchange& x) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto body = x.body<NewLead>();
  if (!body) return body.error();
  const auto lead = service.create(x.call(), *participation, *body);
  if (!lead) return lead.error();
  return pipeline::created(*lead, x.request().path + "/" + lead->id.text(), lead->version);
}

core::Result<http::Response> list(LeadService& service, Exchange& x) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  vendors::LeadFilter filter;
  filter.company = x.query_id<core::CompanyId>("company_id");
  if (const auto rating = x.text("rating")) filter.rating = vendors::parse_rating(*rating);
  const auto page = service.list(x.call(), *participation, filter, x.page());
  if (!page) return page.error();
  return table_page(
      x, page->next_after,
      [&] { return pipeline::ok_list(x, *page, [](const Lead& lead) -> const Lead& { return lead; }); },
      [&] { return to_table(page->items); });
}

/// Calls `act(participation, lead)`.
template <class Act>
core::Result<http::Response> with_lead(Exchange& x, Act&& act) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto id = x.id<LeadId>("lead_id");
  if (!id) return id.error();
  return act(*participation, *id);
}

core::Result<http::Response> find(LeadService& service, Exchange& x) {
  return with_lead(
      x, [&](const auto& participation, const auto& id) { return answer(service.find(x.call(), participation, id)); });
}

core::Result<http::Response> change(LeadService& service, Exchange& x) {
  return with_lead(x, [&](const auto& participation, const auto& id) -> core::Result<http::Response> {
    const auto body = x.body<LeadPatch>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.change(x.call(), participation, id, *body, *version));
  });
}

core::Result<http::Response> remove(LeadService& service, Exchange& x) {
  return with_lead(x, [&](const auto& participation, const auto& id) -> core::Result<http::Response> {
    const auto version = x.expected_version();
    if (!version) return version.error();
    const auto done = service.remove(x.call(), participation, id, *version);
    if (!done) return done.error();
    return pipeline::no_content();
  });
}

core::Result<http::Response> sum_up(LeadService& service, Exchange& x) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto summary = service.summary(x.call(), *participation);
  if (!summary) return summary.error();
  auto response = pipeline::ok(*summary);
  response.with("etag", content_etag(response.body));
  return response;
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "company_id", .kind = Kind::id, .description = "Only contacts with this partner"},
          {.name = "rating",
           .kind = Kind::choice,
           .description = "Only of this rating",
           .choices = choices_of(vendors::all_ratings)},
          format_parameter()};
}

std::string_view list_description() {
  static const std::string text =
      "In rows and CSV the header Link names the next page (rel=next).\n\n" + describe_columns(columns);
  return text;
}

}  // namespace

void add_vendor_leads_routes(pipeline::RouteTable& table, LeadService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = leads,
       .operation_id = "addVendorLead",
       .tag = "vendors",
       .summary = "Keep a contact",
       .description =
           R"(`{"company_id": "…", "rating": "hot", "consent": true, "consent_text": "…", "name": "Anna Beispiel", )"
           R"("email": "anna@example.org"}`. Who it is (name, e-mail, phone) is kept only with that person's consent. The )"
           "contacts are the vendor's alone: organizers get their number, and the audit trail says which members changed, "
           "never to what. Of a participation that is booked or confirmed, at most 10,000.",
       .roles = vendors_only,
       .body = pipeline::BodyRule::json<NewLead>(),
       .answers = {{201, "The new contact", json::schema<Lead>()}},
       .errors = {&core::reference_not_found, &vendors::company_is_no_partner, &vendors::consent_needed,
                  &registration::not_in_past, &vendors::participation_not_booked, &vendors::too_many_leads},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = leads,
                   .operation_id = "listVendorLeads",
                   .tag = "vendors",
                   .summary = "The contacts of a vendor, by time of creation; also as CSV",
                   .description = list_description(),
                   .roles = vendors_only,
                   .query = pipeline::list_parameters(filters()),
                   .answers = table_answers("A page of contacts", pipeline::list_schema<Lead>()),
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = std::string(leads) + "/summary",
                   .operation_id = "getVendorLeadSummary",
                   .tag = "vendors",
                   .summary = "How many contacts a vendor keeps",
                   .roles = organizers_and_vendors,
                   .answers = {{200, "Counts", json::schema<vendors::LeadSummary>()}},
                   .handle = [&service](Exchange& x) { return sum_up(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_lead,
                   .operation_id = "getVendorLead",
                   .tag = "vendors",
                   .summary = "One contact",
                   .roles = vendors_only,
                   .answers = {{200, "The contact", json::schema<Lead>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_lead,
                   .operation_id = "changeVendorLead",
                   .tag = "vendors",
                   .summary = "Change a contact, or erase who it is",
                   .description =
                       R"(`{"consent": false}` erases name, e-mail, phone, and to what consent was given; the )"
                       "note stays.",
                   .roles = vendors_only,
                   .body = pipeline::BodyRule::json<LeadPatch>(),
                   .answers = {{200, "The contact as it is now", json::schema<Lead>()}},
                   .errors = {&core::reference_not_found, &vendors::company_is_no_partner, &vendors::consent_needed,
                              &registration::not_in_past},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_lead,
                   .operation_id = "deleteVendorLead",
                   .tag = "vendors",
                   .summary = "Delete a contact",
                   .roles = vendors_only,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
