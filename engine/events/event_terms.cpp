#include "engine/events/event_terms.hpp"

#include <algorithm>
#include <iterator>

namespace tagwerk::events {
namespace {

template <class E, std::size_t count>
std::optional<E> parse_one_of(const E (&all)[count], std::string_view text) noexcept {
  const auto* found = std::find_if(std::begin(all), std::end(all), [&](E one) { return to_text(one) == text; });
  return found == std::end(all) ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string_view to_text(DefaultPolicy policy) noexcept {
  switch (policy) {
    case DefaultPolicy::none:
      return "none";
    case DefaultPolicy::all_or_nothing:
      return "all_or_nothing";
    case DefaultPolicy::partial:
      return "partial";
  }
  return "unknown";
}

std::string_view to_text(WaitlistOrder order) noexcept {
  switch (order) {
    case WaitlistOrder::strict:
      return "strict";
    case WaitlistOrder::skip_ahead:
      return "skip_ahead";
  }
  return "unknown";
}

std::string_view to_text(PromotionMode mode) noexcept {
  switch (mode) {
    case PromotionMode::automatic:
      return "automatic";
    case PromotionMode::offer:
      return "offer";
  }
  return "unknown";
}

std::optional<DefaultPolicy> parse_default_policy(std::string_view text) noexcept {
  return parse_one_of(all_default_policies, text);
}

std::optional<WaitlistOrder> parse_waitlist_order(std::string_view text) noexcept {
  return parse_one_of(all_waitlist_orders, text);
}

std::optional<PromotionMode> parse_promotion_mode(std::string_view text) noexcept {
  return parse_one_of(all_promotion_modes, text);
}

}  // namespace tagwerk::events
