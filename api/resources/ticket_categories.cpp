#include "api/resources/ticket_categories.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "engine/events/event_terms_service.hpp"
#include "engine/events/events_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using events::EventTerms;
using events::EventTermsService;
using events::TicketCategory;
using pipeline::Exchange;

constexpr const char* pattern = "/api/v1/events/{event_id}/categories";

const auto limit_rule =
    json::range(0, static_cast<double>(events::max_places)).about("Heads; null: only the limits of the event's pools");
const auto pools_rule = [] {
  auto rule = json::range(1, static_cast<double>(events::max_places_per_head));
  rule.max_items = events::max_pools_per_category;
  rule.keyed = true;
  return rule.about("Places that a head takes from other pools").like(R"({"dinner": 1})");
}();

struct CategoryDto {
  std::string key;
  std::string name;
  std::optional<std::int64_t> limit;
  std::optional<core::Money> price;
  std::optional<core::Percent> vat_rate;
  std::optional<core::Instant> sale_from;
  std::optional<core::Instant> sale_until;
  std::optional<std::map<std::string, std::int64_t>> pools;
};
const json::Object<CategoryDto>& shape(json::Tag<CategoryDto>) {
  static const auto object =
      json::Object<CategoryDto>("TicketCategory", "A kind of ticket")
          .required("key", &CategoryDto::key, json::format(json::Format::key).like(R"("early_bird")"))
          .required("name", &CategoryDto::name, json::text(1, events::max_category_name))
          .nullable("limit", &CategoryDto::limit, limit_rule)
          .nullable("price", &CategoryDto::price, json::about("Net, per head; null: nothing is said of money"))
          .nullable("vat_rate", &CategoryDto::vat_rate, json::about("Percent, on top of the price; 0 by default"))
          .nullable("sale_from", &CategoryDto::sale_from)
          .nullable("sale_until", &CategoryDto::sale_until, json::about("Not included"))
          .nullable("pools", &CategoryDto::pools, pools_rule);
  return object;
}

TicketCategory category_of(const CategoryDto& dto) {
  TicketCategory category{.key = dto.key,
                          .name = dto.name,
                          .limit = dto.limit,
                          .price = {},
                          .vat_bp = dto.vat_rate.value_or(core::Percent{}).basis_points,
                          .sale_from = dto.sale_from,
                          .sale_until = dto.sale_until,
                          .pools = dto.pools.value_or(std::map<std::string, std::int64_t>{})};
  if (dto.price) category.price = events::Price{.net = dto.price->minor, .currency = dto.price->currency};
  return category;
}

CategoryDto to_dto(const TicketCategory& category) {
  CategoryDto dto{.key = category.key,
                  .name = category.name,
                  .limit = category.limit,
                  .price = {},
                  .vat_rate = core::Percent{category.vat_bp},
                  .sale_from = category.sale_from,
                  .sale_until = category.sale_until,
                  .pools = category.pools};
  if (category.price) dto.price = core::Money{.minor = category.price->net, .currency = category.price->currency};
  return dto;
}

struct CategoriesDto {
  std::vector<CategoryDto> categories;
};

std::vector<TicketCategory> categories_of(const CategoriesDto& dto) {
  std::vector<TicketCategory> categories;
  categories.reserve(dto.categories.size());
  for (const auto& one : dto.categories) categories.push_back(category_of(one));
  return categories;
}

const json::Object<CategoriesDto>& shape(json::Tag<CategoriesDto>) {
  static const auto object =
      json::Object<CategoriesDto>("TicketCategories", "The ticket categories of an event, in the order shown")
          .required("categories", &CategoriesDto::categories, json::items(0, events::max_categories))
          .rule({}, [](const CategoriesDto& dto) { return events::check(categories_of(dto)); });
  return object;
}

core::Result<http::Response> answer(const core::Result<EventTerms>& terms) {
  if (!terms) return terms.error();
  CategoriesDto dto;
  dto.categories.reserve(terms->categories.size());
  for (const auto& one : terms->categories) dto.categories.push_back(to_dto(one));
  return pipeline::ok(dto, terms->version);
}

core::Result<http::Response> get(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<CategoriesDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, categories_of(*body), *version));
}

}  // namespace

void add_ticket_categories_routes(pipeline::RouteTable& table, EventTermsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getTicketCategories",
                   .tag = "terms",
                   .summary = "The ticket categories of an event",
                   .description =
                       "Rules, categories and contingents of an event have one version: a change of one makes "
                       "the ETags of all three stale.",
                   .roles = access::everyone,
                   .answers = {{200, "The categories", json::schema<CategoriesDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = pattern,
                   .operation_id = "putTicketCategories",
                   .tag = "terms",
                   .summary = "Replace the ticket categories of an event",
                   .description =
                       "While a category has heads, waiting ones too, it cannot be left out, and what a head takes "
                       "and its currency stay; its limit is at least what is taken. A price may change: who is "
                       "registered keeps his. A raised limit promotes the waitlist.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<CategoriesDto>(),
                   .answers = {{200, "The categories as they are now", json::schema<CategoriesDto>()}},
                   .errors = {&events::pool_not_possible, &events::category_in_use, &events::capacity_below_taken},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
