#include "engine/registration/past_booking.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"

namespace tagwerk::registration {
namespace {

using Fields = std::vector<core::FieldError>;

void check_has_come(Fields& fields, const char* pointer, core::Instant at, core::Instant now) {
  if (at <= now) return;
  fields.push_back({pointer, &not_in_past, {{"value", core::to_rfc3339(at)}, {"now", core::to_rfc3339(now)}}});
}

void check_times(Fields& fields, const PastBooking& booking, core::Instant now) {
  check_has_come(fields, "/registered_at", booking.registered_at, now);
  if (!booking.cancelled_at) return;
  check_has_come(fields, "/cancelled_at", *booking.cancelled_at, now);
  if (*booking.cancelled_at >= booking.registered_at) return;
  fields.push_back(
      {"/cancelled_at",
       &core::field_order,
       {{"value", core::to_rfc3339(*booking.cancelled_at)}, {"other", core::to_rfc3339(booking.registered_at)}}});
}

void check_price(Fields& fields, const PastBooking& booking) {
  if (booking.vat_bp && !booking.unit_net) fields.push_back({"/unit_net", &core::field_required, {}});
  if (!booking.unit_net || (booking.unit_net->minor >= 0 && booking.unit_net->minor <= events::max_net_price)) return;
  const auto text = [&](std::int64_t minor) { return core::amount_text({minor, booking.unit_net->currency}); };
  fields.push_back(
      {"/unit_net/amount",
       &core::field_range,
       {{"value", text(booking.unit_net->minor)}, {"min", text(0)}, {"max", text(events::max_net_price)}}});
}

void check_import_key(Fields& fields, const std::string& key) {
  if (key.empty() || key.size() > max_import_key_length) {
    fields.push_back(
        {"/import_key",
         &core::field_length,
         {{"length", std::to_string(key.size())}, {"min", "1"}, {"max", std::to_string(max_import_key_length)}}});
  } else if (!std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; })) {
    fields.push_back({"/import_key", &core::field_format, {{"value", core::echo(key)}, {"expected", "visible ASCII"}}});
  }
}

// The price at which it was made, as far as anything is known of it.
std::optional<HeadPrice> price_of(const PastBooking& booking, const events::EventTerms& terms) {
  const auto* category = find_category(terms, booking.wish.category);
  if (booking.unit_net) {
    return HeadPrice{.net = {.net = booking.unit_net->minor, .currency = booking.unit_net->currency},
                     .vat_bp = booking.vat_bp.value_or(category == nullptr ? 0 : category->vat_bp)};
  }
  if (category == nullptr || !category->price) return std::nullopt;
  return HeadPrice{.net = *category->price, .vat_bp = category->vat_bp};
}

}  // namespace

core::Result<> validate(const PastBooking& booking, core::Instant now) {
  Fields fields;
  if (auto valid = validate(booking.wish); !valid) fields = valid.error().fields();
  check_times(fields, booking, now);
  check_price(fields, booking);
  if (booking.import_key) check_import_key(fields, *booking.import_key);
  if (fields.empty()) return {};
  return core::fail_fields(std::move(fields));
}

core::Result<> check_count_of_heads(const std::vector<PastBooking>& bookings) {
  std::int64_t heads = 0;
  // What is out of bounds by itself is refused by itself.
  for (const auto& booking : bookings) heads += std::clamp<std::int64_t>(booking.wish.heads(), 0, max_heads);
  if (heads <= max_past_heads_at_once) return {};
  return core::fail_fields({{"/registrations",
                             &too_many_past_heads,
                             {{"count", std::to_string(heads)}, {"max", std::to_string(max_past_heads_at_once)}}}});
}

Capacity for_past_bookings(Capacity capacity, const events::EventTerms& terms, core::Instant now) {
  apply(capacity, terms, now);
  capacity.max_heads_per_company.reset();
  capacity.max_held_heads_per_company.reset();
  capacity.order = {};
  return capacity;
}

PlaceRequest past_request(const PastBooking& booking, const events::EventTerms& terms, const CompanyFacts& company) {
  auto request = request_of(booking.wish, terms, company);
  request.policy = WaitlistPolicy::none;
  request.priority = 0;
  request.held = request.is_hold = false;
  return request;
}

Decision all_of(const PlaceRequest& request) {
  Decision decision;
  decision.heads.confirmed = request.heads;
  for (const auto& [key, places] : request.places()) decision.pools[key].confirmed = places;
  return decision;
}

Registration taken_over(const core::OrganizationId& organization, const core::EventId& event,
                        const PastBooking& booking, const Decision& decision, const events::EventTerms& terms,
                        core::Instant now) {
  auto made = make_registration(organization, event, booking.wish, decision, now);
  made.policy = WaitlistPolicy::none;
  made.price = price_of(booking, terms);
  made.imported = true;
  made.registered_at = booking.registered_at;
  if (booking.cancelled_at) made = cancelled(std::move(made), *booking.cancelled_at);
  return made;
}

}  // namespace tagwerk::registration
