#include "api/resources/explanation.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/explanation_service.hpp"
#include "engine/registration/explanation_words.hpp"

namespace tagwerk::registration {

static std::span<const json::EnumName<ReasonCode>> enum_names(json::Tag<ReasonCode>) {
  static const auto names = json::names_from_text(all_reason_codes);
  return names;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using registration::Explanation;
using registration::ExplanationService;
using registration::PoolQueue;
using registration::QueuePlace;
using registration::Reason;
using registration::ReasonCode;
using registration::RegistrationStatus;
using registration::WaitedFor;
using registration::WaitlistPolicy;

const auto pool_rule = json::format(json::Format::key).about("Key of a pool; null: it is about a category, or none");
const auto category_rule = json::format(json::Format::key).about("Key of a category whose own limit it is about");

// A limit of a category is counted by a pool of its own, which organisers do not know.
struct PoolName {
  std::optional<std::string> pool;
  std::optional<std::string> category;
};
PoolName name_of(const std::string& key) {
  const auto category = events::category_pool("");
  if (key.starts_with(category)) return {.pool = {}, .category = key.substr(category.size())};
  return {.pool = key, .category = {}};
}

struct ReasonDto {
  ReasonCode code = ReasonCode::confirmed;
  std::string detail;
  std::optional<std::string> pool;
  std::optional<std::string> category;
};
const json::Object<ReasonDto>& shape(json::Tag<ReasonDto>) {
  static const auto object =
      json::Object<ReasonDto>("ExplanationReason", "One thing that decides about the places of a registration")
          .required("code", &ReasonDto::code,
                    json::about("places_taken, places_held, places_reserved, places_waited_for: the first that leaves "
                                "less of the pool than is wanted; others say it in `detail`"))
          .required("detail", &ReasonDto::detail, json::about("The same in words, in the language asked for"))
          .nullable("pool", &ReasonDto::pool, pool_rule)
          .nullable("category", &ReasonDto::category, category_rule);
  return object;
}

struct PoolQueueDto {
  std::int64_t registrations = 0;
  std::int64_t heads = 0;
  std::int64_t places = 0;
  std::int64_t kept = 0;
};
const json::Object<PoolQueueDto>& shape(json::Tag<PoolQueueDto>) {
  static const auto object =
      json::Object<PoolQueueDto>("PoolQueue",
                                 "Who waits for places of a pool before it; counted, without its own company "
                                 "where the pool is `companies`")
          .required("registrations", &PoolQueueDto::registrations)
          .required("heads", &PoolQueueDto::heads, json::about("Heads that these registrations wait with"))
          .required("places", &PoolQueueDto::places, json::about("Places of this pool that they wait for"))
          .required("kept", &PoolQueueDto::kept,
                    json::about("Of these, what is kept for them: all, unless the event lets others skip ahead"));
  return object;
}

struct WaitedForDto {
  std::optional<std::string> pool;
  std::optional<std::string> category;
  std::int64_t wanted = 0;
  std::optional<std::int64_t> total;
  std::int64_t taken = 0;
  std::optional<std::int64_t> free;
  std::int64_t reserved = 0;
  std::optional<std::int64_t> left;
  bool lacks = false;
  PoolQueueDto before_it;
};
const json::Object<WaitedForDto>& shape(json::Tag<WaitedForDto>) {
  using Dto = WaitedForDto;
  static const auto object =
      json::Object<Dto>("WaitedFor", "Places of a pool that a registration waits for")
          .nullable("pool", &Dto::pool, pool_rule)
          .nullable("category", &Dto::category, category_rule)
          .required("wanted", &Dto::wanted, json::about("Places that it still waits for"))
          .nullable("total", &Dto::total, json::about("limit + overbook; null: unlimited"))
          .required("taken", &Dto::taken, json::about("Confirmed and held"))
          .nullable("free", &Dto::free, json::about("total - taken, at least 0; null: unlimited"))
          .required("reserved", &Dto::reserved, json::about("Kept by contingents for others, and not taken"))
          .nullable("left", &Dto::left,
                    json::about("What is left for it when all before it are served; null: as much as it wants"))
          .required("lacks", &Dto::lacks, json::about("Less is left than it wants"))
          .required("before_it", &Dto::before_it);
  return object;
}

struct QueueAheadDto {
  std::int64_t registrations = 0;
  std::int64_t heads = 0;
  std::int64_t overtook = 0;
};
const json::Object<QueueAheadDto>& shape(json::Tag<QueueAheadDto>) {
  static const auto object =
      json::Object<QueueAheadDto>("QueueAhead", "Who is before it on the waiting list, whatever they wait for")
          .required("registrations", &QueueAheadDto::registrations)
          .required("heads", &QueueAheadDto::heads)
          .required("overtook", &QueueAheadDto::overtook,
                    json::about("Registrations that came later and are before it for a higher priority"));
  return object;
}

struct QueuePlaceDto {
  std::int64_t position = 1;
  core::Instant since;
  int priority = 0;
  bool may_skip_ahead = false;
  bool kept = true;
  std::optional<core::Instant> kept_from;
  QueueAheadDto before_it;
};
const json::Object<QueuePlaceDto>& shape(json::Tag<QueuePlaceDto>) {
  using Dto = QueuePlaceDto;
  static const auto object =
      json::Object<Dto>("QueuePlace", "Its place on the waiting list")
          .required("position", &Dto::position, json::about("From 1"))
          .required("since", &Dto::since, json::about("Since when it waits"))
          .required("priority", &Dto::priority, json::about("Higher is served first"))
          .required("may_skip_ahead", &Dto::may_skip_ahead,
                    json::about("Who is behind may go before who does not fit, until that one has waited long enough"))
          .required("kept", &Dto::kept, json::about("What it waits for is kept for it: nobody behind is given it"))
          .nullable("kept_from", &Dto::kept_from,
                    json::about("From when that is so for its age; null: age does not matter"))
          .required("before_it", &Dto::before_it);
  return object;
}

struct ExplanationDto {
  core::RegistrationId registration_id;
  RegistrationStatus status = RegistrationStatus::confirmed;
  WaitlistPolicy waitlist = WaitlistPolicy::none;
  std::int64_t confirmed_headcount = 0;
  std::int64_t held_headcount = 0;
  std::int64_t waitlisted_headcount = 0;
  std::string summary;
  std::vector<ReasonDto> reasons;
  std::optional<QueuePlaceDto> queue;
  std::vector<WaitedForDto> waits_for;
};
const json::Object<ExplanationDto>& shape(json::Tag<ExplanationDto>) {
  using Dto = ExplanationDto;
  static const auto object =
      json::Object<Dto>("Explanation", "Why a registration has its places or not; others are counted, never named")
          .required("registration_id", &Dto::registration_id)
          .required("status", &Dto::status)
          .required("waitlist", &Dto::waitlist, json::about("partial takes what fits; others wait as a whole"))
          .required("confirmed_headcount", &Dto::confirmed_headcount)
          .required("held_headcount", &Dto::held_headcount)
          .required("waitlisted_headcount", &Dto::waitlisted_headcount)
          .required("summary", &Dto::summary, json::about("In a sentence or two, in the language asked for"))
          .required("reasons", &Dto::reasons, json::about("What decides comes first"))
          .nullable("queue", &Dto::queue, json::about("null: it waits for nothing"))
          .required("waits_for", &Dto::waits_for);
  return object;
}

PoolQueueDto to_dto(const PoolQueue& queue) {
  return {.registrations = queue.registrations, .heads = queue.heads, .places = queue.places, .kept = queue.kept};
}

ReasonDto to_dto(const Reason& reason, core::Language language) {
  ReasonDto dto{.code = reason.code, .detail = words_of(reason, language), .pool = {}, .category = {}};
  if (!reason.pool) return dto;
  auto name = name_of(*reason.pool);
  dto.pool = std::move(name.pool);
  dto.category = std::move(name.category);
  return dto;
}

WaitedForDto to_dto(const WaitedFor& waited) {
  auto name = name_of(waited.pool);
  return {.pool = std::move(name.pool),
          .category = std::move(name.category),
          .wanted = waited.wanted,
          .total = waited.total,
          .taken = waited.taken,
          .free = waited.free(),
          .reserved = waited.reserved,
          .left = waited.left,
          .lacks = waited.lacks,
          .before_it = to_dto(waited.before)};
}

QueuePlaceDto to_dto(const QueuePlace& place) {
  return {
      .position = place.position,
      .since = place.since,
      .priority = place.priority,
      .may_skip_ahead = place.may_skip_ahead,
      .kept = place.kept,
      .kept_from = place.kept_from,
      .before_it = {
          .registrations = place.before.registrations, .heads = place.before.heads, .overtook = place.before.overtook}};
}

ExplanationDto to_dto(const Explanation& explanation, core::Language language) {
  ExplanationDto dto{.registration_id = explanation.registration,
                     .status = explanation.status,
                     .waitlist = explanation.policy,
                     .confirmed_headcount = explanation.heads.confirmed,
                     .held_headcount = explanation.heads.held,
                     .waitlisted_headcount = explanation.heads.waitlisted,
                     .summary = summary_of(explanation, language),
                     .reasons = {},
                     .queue = {},
                     .waits_for = {}};
  for (const auto& reason : explanation.reasons) dto.reasons.push_back(to_dto(reason, language));
  if (explanation.queue) dto.queue = to_dto(*explanation.queue);
  for (const auto& waited : explanation.waits_for) dto.waits_for.push_back(to_dto(waited));
  return dto;
}

core::Result<http::Response> explain(ExplanationService& service, Exchange& x) {
  const auto id = x.id<core::RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto explanation = service.explain(x.call(), *id);
  if (!explanation) return explanation.error();
  auto response = pipeline::ok(to_dto(*explanation, x.language()));
  response.with("etag", content_etag(response.body));
  tell_language(response, x.language());
  return response;
}

}  // namespace

void add_explanation_routes(pipeline::RouteTable& table, ExplanationService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/registrations/{registration_id}/explanation",
       .operation_id = "explainRegistration",
       .tag = "registrations",
       .summary = "Why a registration has its places or not, and who is before it",
       .description =
           "In words and figures, by the rules that places are given by, all of one moment. Others are counted "
           "and never named. The same explanation has the same ETag.",
       .roles = access::everyone,
       .answers = {{200, "The explanation", json::schema<ExplanationDto>()}},
       .checks_scope_itself = true,
       .handle = [&service](Exchange& x) { return explain(service, x); }});
}

}  // namespace tagwerk::resources
