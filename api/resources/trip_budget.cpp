#include "api/resources/trip_budget.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/decimal_form.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/trips/trip_budget_service.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_money_errors.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<BudgetKind>> enum_names(json::Tag<BudgetKind>) {
  static const auto names = json::names_from_text(all_budget_kinds);
  return names;
}

static const json::Object<ExchangeRate>& shape(json::Tag<ExchangeRate>) {
  using Rate = ExchangeRate;
  static const auto object =
      json::Object<Rate>("TripExchangeRate", "Given by the organiser")
          .required("currency", &Rate::currency, json::text(3, 3).about("ISO 4217").like(R"("HKD")"))
          .required("rate", &Rate::rate,
                    json::about("What one unit of it is in the trip's currency: a decimal text, above 0"))
          .required("date", &Rate::date, json::about("Of which day"))
          .required("source", &Rate::source, json::text(1, max_money_line).about("Who says so"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::Money;
using pipeline::Exchange;
using trips::BudgetReport;
using trips::TripBudget;
using trips::TripBudgetService;

constexpr const char* pattern = "/api/v1/events/{event_id}/trip/budget";

struct ItemDto {
  std::string key;
  std::string title;
  trips::BudgetKind kind = trips::BudgetKind::per_head;
  std::optional<std::int64_t> quantity;
  Money amount;
  std::optional<std::string> itinerary_item;
};
const json::Object<ItemDto>& shape(json::Tag<ItemDto>) {
  using Dto = ItemDto;
  static const auto object =
      json::Object<Dto>("TripBudgetItem", "What is paid for, for each head or for the group")
          .required("key", &Dto::key, json::format(json::Format::key).like(R"("hotel")"))
          .required("title", &Dto::title, json::text(1, trips::max_money_line))
          .required("kind", &Dto::kind)
          .nullable("quantity", &Dto::quantity,
                    json::range(1, static_cast<double>(trips::max_quantity)).about("1 by default"))
          .required("amount", &Dto::amount, json::about("Of one, in any currency that has a rate"))
          .nullable("itinerary_item", &Dto::itinerary_item,
                    json::text(1, trips::max_itinerary_key).about("Its key in the itinerary, if it has one"));
  return object;
}

struct BudgetDto {
  std::string currency;
  std::vector<ItemDto> items;
  std::optional<std::vector<trips::ExchangeRate>> rates;
};
TripBudget budget_of(const BudgetDto& dto) {
  TripBudget budget;
  budget.currency = dto.currency;
  budget.rates = dto.rates.value_or(std::vector<trips::ExchangeRate>{});
  budget.items.reserve(dto.items.size());
  for (const auto& one : dto.items) {
    budget.items.push_back({.key = one.key,
                            .title = one.title,
                            .kind = one.kind,
                            .quantity = one.quantity.value_or(1),
                            .amount = one.amount,
                            .itinerary_item = one.itinerary_item});
  }
  return budget;
}

// Of an amount that could not be read nothing more is said.
std::vector<core::FieldError> errors_in(const BudgetDto& dto) {
  auto errors = trips::check(budget_of(dto));
  for (std::size_t i = 0; i < dto.items.size(); ++i) {
    if (!dto.items[i].amount.currency.empty()) continue;
    const auto at = "/items/" + std::to_string(i) + "/amount";
    std::erase_if(errors, [&](const core::FieldError& error) { return error.pointer.starts_with(at); });
  }
  return errors;
}
const json::Object<BudgetDto>& shape(json::Tag<BudgetDto>) {
  using Dto = BudgetDto;
  static const auto object =
      json::Object<Dto>("TripBudgetBody", "The budget of a trip as a whole")
          .required("currency", &Dto::currency, json::text(3, 3).about("The trip's; ISO 4217").like(R"("EUR")"))
          .required("items", &Dto::items, json::items(0, trips::max_budget_items))
          .nullable("rates", &Dto::rates, json::items(0, trips::max_budget_rates))
          .rule({"currency"}, errors_in);
  return object;
}

// ---- answer ---------------------------------------------------------------------------------------------------------

struct LineDto {
  std::string key;
  trips::BudgetKind kind = trips::BudgetKind::per_head;
  Money original;
  Money converted;
  Money total;
};
const json::Object<LineDto>& shape(json::Tag<LineDto>) {
  using Dto = LineDto;
  static const auto object =
      json::Object<Dto>("TripBudgetLine", "An item in the trip's currency: rounded once, half away from zero")
          .required("key", &Dto::key)
          .required("kind", &Dto::kind)
          .required("original", &Dto::original, json::about("Amount × quantity, for one head or the group"))
          .required("converted", &Dto::converted, json::about("The same in the trip's currency"))
          .required("total", &Dto::total, json::about("Converted, for all heads"));
  return object;
}

struct CurrencyDto {
  Money original;
  Money converted;
};
const json::Object<CurrencyDto>& shape(json::Tag<CurrencyDto>) {
  static const auto object = json::Object<CurrencyDto>("TripCurrencyTotal", "What is to be paid in one currency")
                                 .required("original", &CurrencyDto::original)
                                 .required("converted", &CurrencyDto::converted);
  return object;
}

struct CostDto {
  Money per_head;
  Money per_group;
  Money total;
  std::vector<LineDto> lines;
  std::vector<CurrencyDto> by_currency;
};
const json::Object<CostDto>& shape(json::Tag<CostDto>) {
  using Dto = CostDto;
  static const auto object = json::Object<Dto>("TripCost", "Every sum is one of the lines, to the last cent")
                                 .required("per_head", &Dto::per_head, json::about("Of each"))
                                 .required("per_group", &Dto::per_group, json::about("Of all together"))
                                 .required("total", &Dto::total, json::about("per_group + heads × per_head"))
                                 .required("lines", &Dto::lines, json::about("As the items"))
                                 .required("by_currency", &Dto::by_currency, json::about("By code, for all heads"));
  return object;
}

struct BreakEvenDto {
  Money price;
  std::optional<std::int64_t> heads;
};
const json::Object<BreakEvenDto>& shape(json::Tag<BreakEvenDto>) {
  static const auto object =
      json::Object<BreakEvenDto>("TripBreakEven", "The smallest number n of heads with n × price ≥ cost of n heads")
          .required("price", &BreakEvenDto::price, json::about("What one more pays: the base price"))
          .nullable("heads", &BreakEvenDto::heads,
                    json::about("null: each further head costs at least what it brings"));
  return object;
}

struct ResultDto {
  Money prices;
  Money cancellation_fees;
  Money income;
  Money margin;
  BreakEvenDto break_even;
};
const json::Object<ResultDto>& shape(json::Tag<ResultDto>) {
  using Dto = ResultDto;
  static const auto object =
      json::Object<Dto>("TripResult", "What the trip brings and leaves, whether it is paid yet or not")
          .required("prices", &Dto::prices, json::about("Of who travels"))
          .required("cancellation_fees", &Dto::cancellation_fees, json::about("Of who cancelled"))
          .required("income", &Dto::income, json::about("Both"))
          .required("margin", &Dto::margin, json::about("income − cost"))
          .required("break_even", &Dto::break_even);
  return object;
}

struct ReportDto {
  std::optional<std::string> currency;
  std::vector<ItemDto> items;
  std::vector<trips::ExchangeRate> rates;
  std::int64_t heads = 0;
  std::optional<CostDto> cost;
  std::optional<ResultDto> result;
};
const json::Object<ReportDto>& shape(json::Tag<ReportDto>) {
  using Dto = ReportDto;
  static const auto object =
      json::Object<Dto>("TripBudget", "The budget of a trip, and what it makes now")
          .nullable("currency", &Dto::currency, json::about("null: there is no budget"))
          .required("items", &Dto::items)
          .required("rates", &Dto::rates)
          .required("heads", &Dto::heads, json::about("Confirmed travellers, of whom all is counted"))
          .nullable("cost", &Dto::cost, json::about("null: there is no budget"))
          .nullable("result", &Dto::result, json::about("null: there are no prices in the budget's currency"));
  return object;
}

CostDto cost_dto(const trips::TripCost& cost, const std::string& currency) {
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  CostDto dto{.per_head = money(cost.per_head),
              .per_group = money(cost.per_group),
              .total = money(cost.total),
              .lines = {},
              .by_currency = {}};
  dto.lines.reserve(cost.lines.size());
  for (const auto& one : cost.lines)
    dto.lines.push_back({one.key, one.kind, one.original, money(one.converted), money(one.total)});
  dto.by_currency.reserve(cost.by_currency.size());
  for (const auto& one : cost.by_currency) dto.by_currency.push_back({one.original, money(one.converted)});
  return dto;
}

ResultDto result_dto(const trips::TripResult& result, const std::string& currency) {
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  return {.prices = money(result.prices),
          .cancellation_fees = money(result.fees),
          .income = money(result.income),
          .margin = money(result.margin),
          .break_even = {.price = money(result.reference_price), .heads = result.break_even_heads}};
}

ReportDto to_dto(const BudgetReport& report) {
  ReportDto dto;
  dto.heads = report.heads;
  if (!report.budget) return dto;
  const auto& currency = report.budget->currency;
  dto.currency = currency;
  dto.rates = report.budget->rates;
  dto.items.reserve(report.budget->items.size());
  for (const auto& one : report.budget->items)
    dto.items.push_back({one.key, one.title, one.kind, one.quantity, one.amount, one.itinerary_item});
  if (report.cost) dto.cost = cost_dto(*report.cost, currency);
  if (report.result) dto.result = result_dto(*report.result, currency);
  return dto;
}

core::Result<http::Response> answer(const core::Result<BudgetReport>& report) {
  if (!report) return report.error();
  return pipeline::ok(to_dto(*report), report->version);
}

core::Result<http::Response> get(TripBudgetService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(TripBudgetService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<BudgetDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, budget_of(*body), *version));
}

}  // namespace

void add_trip_budget_routes(pipeline::RouteTable& table, TripBudgetService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = pattern,
       .operation_id = "getTripBudget",
       .tag = "trips",
       .summary = "What a study trip costs, what it leaves, and how many heads it takes to break even",
       .description =
           "An item (amount × quantity) is converted with the organiser's rate and rounded once, half away from "
           "zero; all sums are sums of these lines. The ETag covers the budget only, for travellers and prices "
           "change beside it; never 304.",
       .roles = access::organizers,
       .answers = {{200, "The budget", json::schema<ReportDto>()}},
       .errors = {&trips::not_a_study_trip},
       .never_304 = true,
       .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = pattern,
       .operation_id = "putTripBudget",
       .tag = "trips",
       .summary = "Replace the budget of a study trip",
       .description =
           "In the currency of the trip's prices, if it has some. Rates are given, never invented: an item in a "
           "currency without one is refused.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<BudgetDto>(),
       .answers = {{200, "The budget as it is now", json::schema<ReportDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::rate_missing, &trips::other_currency},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
