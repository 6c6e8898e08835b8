#include "api/resources/trip_prices.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_price_dto.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_money_errors.hpp"
#include "engine/trips/trip_price_service.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<InstalmentKind>> enum_names(json::Tag<InstalmentKind>) {
  static const auto names = json::names_from_text(all_instalment_kinds);
  return names;
}

static const json::Object<EarlyBird>& shape(json::Tag<EarlyBird>) {
  static const auto object =
      json::Object<EarlyBird>("TripEarlyBird", "The price of who registers early")
          .required("price", &EarlyBird::price)
          .required("until", &EarlyBird::until, json::about("Day of the registration in the event's zone; included"));
  return object;
}

static const json::Object<InstalmentStep>& shape(json::Tag<InstalmentStep>) {
  using Step = InstalmentStep;
  static const auto object =
      json::Object<Step>("TripInstalmentStep", "Due on a date, or so many days before departure")
          .required("key", &Step::key, json::format(json::Format::key).like(R"("deposit")"))
          .nullable("due_on", &Step::due_on, json::about("Either this or days_before"))
          .nullable("days_before", &Step::days_before, json::range(0, max_days_before))
          .required("kind", &Step::kind)
          .nullable("amount", &Step::amount, json::about("Of kind amount, and only there"))
          .nullable("share", &Step::share, json::about("Of kind share, and only there: percent of the price"));
  return object;
}

static const json::Object<RefundStep>& shape(json::Tag<RefundStep>) {
  using Step = RefundStep;
  static const auto object =
      json::Object<Step>("TripRefundStep", "What who cancels at least so many days before departure owes")
          .required("days_before", &Step::days_before, json::range(0, max_days_before))
          .required("fee_percent", &Step::fee, json::about("Of his price"));
  return object;
}

static const json::Object<PriceAdjustment>& shape(json::Tag<PriceAdjustment>) {
  using Dto = PriceAdjustment;
  static const auto object = json::Object<Dto>("TripPriceAdjustment", "A discount (below 0) or a surcharge")
                                 .required("reason", &Dto::reason, json::text(1, max_money_line))
                                 .required("amount", &Dto::amount, json::about("In the trip's currency"));
  return object;
}

static const json::Object<TravellerTermsPatch>& shape(json::Tag<TravellerTermsPatch>) {
  using Patch = TravellerTermsPatch;
  static const auto object =
      json::Object<Patch>("TripTravellerPricePatch", "What is to be changed")
          .patch("single_supplement", &Patch::single_supplement, json::about("Has a room alone"))
          .patch("adjustments", &Patch::adjustments, json::items(0, max_adjustments).about("Replaces the list"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::Money;
using pipeline::Exchange;
using trips::StoredPrices;
using trips::TravellerPriceReport;
using trips::TripPrices;
using trips::TripPriceService;

constexpr const char* prices_pattern = "/api/v1/events/{event_id}/trip/prices";
constexpr const char* traveller_pattern = "/api/v1/events/{event_id}/trip/travellers/{participant_id}/price";

struct PricesDto {
  std::optional<Money> base_price;
  std::optional<trips::EarlyBird> early_bird;
  std::optional<Money> single_supplement;
  std::optional<std::vector<trips::InstalmentStep>> instalments;
  std::optional<std::vector<trips::RefundStep>> refund_policy;
};

template <class T>
bool has_items(const std::optional<std::vector<T>>& list) {
  return list && !list->empty();
}

std::optional<TripPrices> prices_of(const PricesDto& dto) {
  if (!dto.base_price) return std::nullopt;
  return TripPrices{.base = *dto.base_price,
                    .early_bird = dto.early_bird,
                    .single_supplement = dto.single_supplement,
                    .instalments = dto.instalments.value_or(std::vector<trips::InstalmentStep>{}),
                    .refund_policy = dto.refund_policy.value_or(std::vector<trips::RefundStep>{})};
}

std::vector<core::FieldError> errors_in(const PricesDto& dto) {
  if (const auto prices = prices_of(dto)) return trips::check(*prices);
  if (dto.early_bird || dto.single_supplement || has_items(dto.instalments) || has_items(dto.refund_policy))
    return {{"/base_price", &core::field_required, {}}};
  return {};
}

const json::Object<PricesDto>& shape(json::Tag<PricesDto>) {
  using Dto = PricesDto;
  static const auto object =
      json::Object<Dto>("TripPrices", "What a study trip costs its travellers; its currency is the trip's")
          .nullable("base_price", &Dto::base_price, json::about("null: the trip has no prices"))
          .nullable("early_bird", &Dto::early_bird)
          .nullable("single_supplement", &Dto::single_supplement, json::about("null: a room alone costs no more"))
          .nullable(
              "instalments", &Dto::instalments,
              json::items(0, trips::max_instalments)
                  .about("One step is the rest, or all are shares that make 100 %; none: all is due on the day of "
                         "departure"))
          .nullable("refund_policy", &Dto::refund_policy,
                    json::items(0, trips::max_refund_steps)
                        .about("The earliest first; later than all of them the whole price is owed; none: nothing is"))
          .rule({"base_price", "early_bird", "single_supplement", "instalments"}, errors_in);
  return object;
}

PricesDto to_dto(const StoredPrices& stored) {
  PricesDto dto;
  dto.instalments.emplace();
  dto.refund_policy.emplace();
  if (!stored.prices) return dto;
  dto.base_price = stored.prices->base;
  dto.early_bird = stored.prices->early_bird;
  dto.single_supplement = stored.prices->single_supplement;
  dto.instalments = stored.prices->instalments;
  dto.refund_policy = stored.prices->refund_policy;
  return dto;
}

core::Result<http::Response> answer(const core::Result<StoredPrices>& stored) {
  if (!stored) return stored.error();
  return pipeline::ok(to_dto(*stored), stored->version);
}

core::Result<http::Response> get(TripPriceService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(TripPriceService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<PricesDto>();
  if (!body) return body.error();
  if (auto wrong = errors_in(*body); !wrong.empty()) return core::fail_fields(std::move(wrong));
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, prices_of(*body), *version));
}

// ---- one traveller --------------------------------------------------------------------------------------------------

struct TravellerPriceDto {
  core::ParticipantId participant_id;
  bool single_supplement = false;
  std::vector<trips::PriceAdjustment> adjustments;
  std::optional<TripPriceDto> price;
};
const json::Object<TravellerPriceDto>& shape(json::Tag<TravellerPriceDto>) {
  using Dto = TravellerPriceDto;
  static const auto object =
      json::Object<Dto>("TripTravellerPrice", "What is agreed with a traveller, and what he pays")
          .required("participant_id", &Dto::participant_id)
          .required("single_supplement", &Dto::single_supplement, json::about("Has a room alone"))
          .required("adjustments", &Dto::adjustments)
          .nullable("price", &Dto::price, json::about("null: the trip has no prices"));
  return object;
}

core::Result<http::Response> answer(const core::Result<TravellerPriceReport>& report) {
  if (!report) return report.error();
  TravellerPriceDto dto{.participant_id = report->traveller,
                        .single_supplement = report->terms.terms.single_supplement,
                        .adjustments = report->terms.terms.adjustments,
                        .price = {}};
  if (report->price) dto.price = trip_price_dto(*report->price, report->currency.value_or(""));
  return pipeline::ok(dto, report->terms.version);
}

core::Result<http::Response> get_traveller(TripPriceService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  return answer(service.traveller(x.call(), *event, *participant));
}

core::Result<http::Response> patch_traveller(TripPriceService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<trips::TravellerTermsPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change_traveller(x.call(), *event, *participant, *body, *version));
}

void add_traveller_routes(pipeline::RouteTable& table, TripPriceService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = traveller_pattern,
                   .operation_id = "getTripTravellerPrice",
                   .tag = "trips",
                   .summary = "What a traveller pays, line by line",
                   .description = "The ETag covers what is agreed with him, not the trip's prices; never 304.",
                   .roles = organizers_and_companies,
                   .answers = {{200, "The price", json::schema<TravellerPriceDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,
                   .handle = [&service](Exchange& x) { return get_traveller(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = traveller_pattern,
                   .operation_id = "changeTripTravellerPrice",
                   .tag = "trips",
                   .summary = "Agree on a single supplement, discounts and surcharges with a traveller",
                   .description = "No price falls below 0.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<trips::TravellerTermsPatch>(),
                   .answers = {{200, "The price as it is now", json::schema<TravellerPriceDto>()}},
                   .errors = {&trips::not_a_study_trip, &trips::no_trip_prices, &trips::not_a_traveller,
                              &trips::price_below_zero, &trips::other_currency},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return patch_traveller(service, x); }});
}

}  // namespace

void add_trip_prices_routes(pipeline::RouteTable& table, TripPriceService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = prices_pattern,
       .operation_id = "getTripPrices",
       .tag = "trips",
       .summary = "What a study trip costs its travellers, when it is to be paid, and what a cancellation costs",
       .description =
           "VAT is not computed here. Instalments make exactly the price: with a rest, fixed amounts and shares "
           "(rounded half up) come first, each at most what is left; without, shares are rounded down and what is "
           "left goes to the largest remainders.",
       .roles = access::everyone,
       .answers = {{200, "The prices", json::schema<PricesDto>()}},
       .errors = {&trips::not_a_study_trip},
       .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = prices_pattern,
                   .operation_id = "putTripPrices",
                   .tag = "trips",
                   .summary = "Replace the prices of a study trip",
                   .description =
                       "They hold for all travellers, also those who cancelled. Once there are payments, discounts or "
                       "surcharges, their currency stays.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<PricesDto>(),
                   .answers = {{200, "The prices as they are now", json::schema<PricesDto>()}},
                   .errors = {&trips::not_a_study_trip, &trips::other_currency, &trips::instalments_incomplete,
                              &trips::trip_money_in_use, &trips::price_below_zero},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
  add_traveller_routes(table, service);
}

}  // namespace tagwerk::resources
