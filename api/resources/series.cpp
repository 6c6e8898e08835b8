#include "api/resources/series.hpp"

#include <array>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/events/series_service.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::events {

std::span<const json::EnumName<SeriesKind>> enum_names(json::Tag<SeriesKind>) {
  static const auto names = json::names_from_text(all_series_kinds);
  return names;
}

namespace {

constexpr auto name_rule = json::text(1, 200);
const auto key_rule = json::format(json::Format::key).about("For good: addresses name it").like(R"("jahreskongress")");

}  // namespace

static const json::Object<NewSeries>& shape(json::Tag<NewSeries>) {
  static const auto object = json::Object<NewSeries>("NewSeries", "A new series of gatherings")
                                 .required("key", &NewSeries::key, key_rule)
                                 .required("name", &NewSeries::name, name_rule.like(R"("Jahreskongress")"))
                                 .required("kind", &NewSeries::kind);
  return object;
}

static const json::Object<SeriesPatch>& shape(json::Tag<SeriesPatch>) {
  static const auto object = json::Object<SeriesPatch>("SeriesPatch", "What is to be changed; the key stays")
                                 .patch("name", &SeriesPatch::name, name_rule)
                                 .patch("kind", &SeriesPatch::kind);
  return object;
}

static const json::Object<Series>& shape(json::Tag<Series>) {
  static const auto object = json::Object<Series>("Series", "A series of gatherings: what its events have in common")
                                 .required("id", &Series::id)
                                 .required("key", &Series::key, key_rule)
                                 .required("name", &Series::name, name_rule)
                                 .required("kind", &Series::kind)
                                 .required("created_at", &Series::created_at)
                                 .required("updated_at", &Series::updated_at);
  return object;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using events::NewSeries;
using events::Series;
using events::SeriesPatch;
using events::SeriesService;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;

constexpr const char* all_of_them = "/api/v1/series";
constexpr const char* one_of_them = "/api/v1/series/{series_key}";

core::Result<http::Response> create(SeriesService& service, Exchange& x) {
  const auto body = x.body<NewSeries>();
  if (!body) return body.error();
  const auto series = service.create(x.call(), *body);
  if (!series) return series.error();
  return pipeline::created(*series, std::string(all_of_them) + "/" + series->key, series->version);
}

core::Result<http::Response> list(SeriesService& service, Exchange& x) {
  return pipeline::ok_list(x, service.list(x.call(), x.page()),
                           [](const Series& series) -> const Series& { return series; });
}

core::Result<http::Response> find(SeriesService& service, Exchange& x) {
  const auto series = service.find(x.call(), x.path("series_key"));
  if (!series) return series.error();
  return pipeline::ok(*series, series->version);
}

core::Result<http::Response> change(SeriesService& service, Exchange& x) {
  const auto body = x.body<SeriesPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto series = service.change(x.call(), x.path("series_key"), *body, *version);
  if (!series) return series.error();
  return pipeline::ok(*series, series->version);
}

core::Result<http::Response> remove(SeriesService& service, Exchange& x) {
  const auto version = x.expected_version();
  if (!version) return version.error();
  if (const auto done = service.remove(x.call(), x.path("series_key"), *version); !done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_series_routes(pipeline::RouteTable& table, SeriesService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_of_them,
                   .operation_id = "createSeries",
                   .tag = "series",
                   .summary = "Create a series",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewSeries>(),
                   .answers = {{201, "The new series", json::schema<Series>()}},
                   .errors = {&core::already_exists},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "listSeries",
                   .tag = "series",
                   .summary = "All series, by time of creation",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of series", pipeline::list_schema<Series>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getSeries",
                   .tag = "series",
                   .summary = "One series",
                   .roles = access::everyone,
                   .answers = {{200, "The series", json::schema<Series>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changeSeries",
                   .tag = "series",
                   .summary = "Change a series",
                   .description = "Its events show its kind: when that changes, they are new versions as well.",
                   .roles = access::organizers,
                   .body = BodyRule::json<SeriesPatch>(),
                   .answers = {{200, "The series as it is now", json::schema<Series>()}},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "deleteSeries",
                   .tag = "series",
                   .summary = "Delete a series that has neither events nor recorded figures",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

pipeline::Resolver series_resolver(SeriesService& service) {
  return [&service](const access::Call& call, const std::string& text) -> core::Result<> {
    if (const auto found = service.find(call, text); !found) return found.error();
    return {};
  };
}

}  // namespace tagwerk::resources
