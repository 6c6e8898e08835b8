#include "api/resources/vendor_booths.hpp"

#include <span>
#include <string>
#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/vendors/booth_service.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {

static std::span<const json::EnumName<BoothKind>> enum_names(json::Tag<BoothKind>) {
  static const auto names = json::names_from_text(all_booth_kinds);
  return names;
}

namespace {

const auto number_rule =
    json::about("1 to 20 of A-Z a-z 0-9 _ -; the same with small and large letters is another").like(R"("A-3")");
const auto kind_rule = json::about("A vendor with a table has fixed tables, others use the common ones");
const auto size_rule = json::text(1, max_booth_size).like(R"("3x2 m")");
const auto participation_rule = json::about("To which it is given; null: it is free");

}  // namespace

static const json::Object<NewBooth>& shape(json::Tag<NewBooth>) {
  static const auto object = json::Object<NewBooth>("NewBooth", "A new booth or table")
                                 .required("number", &NewBooth::number, number_rule)
                                 .required("kind", &NewBooth::kind, kind_rule)
                                 .optional("size", &NewBooth::size, size_rule)
                                 .optional("participation_id", &NewBooth::participation, participation_rule)
                                 .rule({"number"}, [](const NewBooth& booth) { return check(booth); });
  return object;
}

static const json::Object<BoothPatch>& shape(json::Tag<BoothPatch>) {
  static const auto object = json::Object<BoothPatch>("BoothPatch", "What is to be changed")
                                 .patch("number", &BoothPatch::number, number_rule)
                                 .patch("kind", &BoothPatch::kind, kind_rule)
                                 .patch("size", &BoothPatch::size, size_rule)
                                 .patch("participation_id", &BoothPatch::participation, participation_rule);
  return object;
}

static const json::Object<Booth>& shape(json::Tag<Booth>) {
  static const auto object = json::Object<Booth>("Booth", "A booth or a table of an event")
                                 .required("id", &Booth::id)
                                 .required("event_id", &Booth::event)
                                 .required("number", &Booth::number, number_rule)
                                 .required("kind", &Booth::kind, kind_rule)
                                 .nullable("size", &Booth::size, size_rule)
                                 .nullable("participation_id", &Booth::participation, participation_rule)
                                 .required("created_at", &Booth::created_at)
                                 .required("updated_at", &Booth::updated_at);
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using vendors::Booth;
using vendors::BoothId;
using vendors::BoothPatch;
using vendors::BoothService;
using vendors::NewBooth;

constexpr const char* booths = "/api/v1/events/{event_id}/booths";
constexpr const char* one_booth = "/api/v1/events/{event_id}/booths/{booth_id}";

core::Result<http::Response> answer(const core::Result<Booth>& booth) {
  if (!booth) return booth.error();
  return pipeline::ok(*booth, booth->version);
}

core::Result<http::Response> create(BoothService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewBooth>();
  if (!body) return body.error();
  const auto booth = service.create(x.call(), *event, *body);
  if (!booth) return booth.error();
  return pipeline::created(*booth, x.request().path + "/" + booth->id.text(), booth->version);
}

core::Result<http::Response> list(BoothService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  vendors::BoothFilter filter;
  if (const auto kind = x.text("kind")) filter.kind = vendors::parse_booth_kind(*kind);
  filter.company = x.query_id<core::CompanyId>("company_id");
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Booth& booth) -> const Booth& { return booth; });
}

/// Calls `act(event, booth)`.
template <class Act>
core::Result<http::Response> with_booth(Exchange& x, Act&& act) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto id = x.id<BoothId>("booth_id");
  if (!id) return id.error();
  return act(*event, *id);
}

core::Result<http::Response> find(BoothService& service, Exchange& x) {
  return with_booth(x,
                    [&](const EventId& event, const BoothId& id) { return answer(service.find(x.call(), event, id)); });
}

core::Result<http::Response> change(BoothService& service, Exchange& x) {
  return with_booth(x, [&](const EventId& event, const BoothId& id) -> core::Result<http::Response> {
    const auto body = x.body<BoothPatch>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.change(x.call(), event, id, *body, *version));
  });
}

core::Result<http::Response> remove(BoothService& service, Exchange& x) {
  return with_booth(x, [&](const EventId& event, const BoothId& id) -> core::Result<http::Response> {
    const auto version = x.expected_version();
    if (!version) return version.error();
    const auto done = service.remove(x.call(), event, id, *version);
    if (!done) return done.error();
    return pipeline::no_content();
  });
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "kind",
           .kind = Kind::choice,
           .description = "Only these",
           .choices = choices_of(vendors::all_booth_kinds)},
          {.name = "company_id", .kind = Kind::id, .description = "Only those given to this company"}};
}

}  // namespace

void add_vendor_booths_routes(pipeline::RouteTable& table, BoothService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = booths,
                   .operation_id = "createBooth",
                   .tag = "vendors",
                   .summary = "Add a booth or a table to an event",
                   .description = R"(For instance `{"number": "12", "kind": "table"}`. An event has at most 500.)",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<NewBooth>(),
                   .answers = {{201, "The new booth", json::schema<Booth>()}},
                   .errors = {&core::already_exists, &core::reference_not_found, &vendors::too_many_booths,
                              &vendors::participation_is_cancelled},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = booths,
                   .operation_id = "listBooths",
                   .tag = "vendors",
                   .summary = "Booths and tables of an event, by time of creation",
                   .description = "Tokens of a vendor see those that are given to their company.",
                   .roles = staff_viewers_and_vendors,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of booths", pipeline::list_schema<Booth>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_booth,
                   .operation_id = "getBooth",
                   .tag = "vendors",
                   .summary = "One booth or table",
                   .roles = staff_viewers_and_vendors,
                   .answers = {{200, "The booth", json::schema<Booth>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::patch,
       .pattern = one_booth,
       .operation_id = "changeBooth",
       .tag = "vendors",
       .summary = "Change a booth, or give it to a vendor",
       .description =
           R"(`{"participation_id": "…"}` gives it to a participation of the same event, null takes it back.)",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<BoothPatch>(),
       .answers = {{200, "The booth as it is now", json::schema<Booth>()}},
       .errors = {&core::already_exists, &core::reference_not_found, &vendors::participation_is_cancelled},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_booth,
                   .operation_id = "deleteBooth",
                   .tag = "vendors",
                   .summary = "Delete a booth, also one that is given to a vendor",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
