// Purpose: how many places beyond a pool's limit can be given away, from how many of those registered came to past editions of
// the series. A suggestion: nothing is set by it.
// Model: every head comes with the same probability, which nobody knows. Before anything was seen it is Jeffreys' prior
//   Beta(1/2, 1/2), after `registered` heads of which `came` came Beta(came + 1/2, registered - came + 1/2); of n heads that are
//   registered now the number X that comes is Beta-Binomial. Suggested is the largest overbook with
//   P(X > limit | n = limit + overbook) <= max risk: the event is taken to become full. Heads of all past events count alike.
// Sources: Gelman, Carlin, Stern, Dunson, Vehtari, Rubin, Bayesian Data Analysis, 3rd ed., chapter 2 (predictive distribution);
//   Brown, Cai, DasGupta, Interval Estimation for a Binomial Proportion, Statistical Science 16 (2001) (Jeffreys' interval).
// Units: heads and places are counts, risks and rates fractions from 0 to 1. Errors: none. Thread-safety: values and pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event_terms.hpp"

namespace tagwerk::statistics {

inline constexpr std::size_t max_past_events = 50;  // the latest ones
inline constexpr std::int64_t max_limit_suggested_for = 100'000;
inline constexpr int default_max_risk_percent = 5;
inline constexpr int highest_max_risk_percent = 50;
/// Where fewer of those registered were let in, the door is taken not to have been watched all the time.
inline constexpr std::int64_t least_came_percent = 50;
inline constexpr double interval_share = 0.95;  // of the no-show rate

/// A completed event of the series, before the one that is asked about.
struct PastEvent {
  core::EventId event;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  std::int64_t registered = 0;  // confirmed heads of all companies
  std::int64_t came = 0;        // of these, let in at least once

  /// Does it tell anything of who stays away?
  [[nodiscard]] bool counts() const noexcept;
};

/// Of the past events that count, together.
struct Turnout {
  std::int64_t events = 0;
  std::int64_t registered = 0;
  std::int64_t came = 0;
  bool operator==(const Turnout&) const = default;
};
[[nodiscard]] Turnout turnout_of(std::span<const PastEvent> past) noexcept;

struct NoShowRate {
  double rate = 0;  // of those registered
  double low = 0;   // Jeffreys' interval, equal tails
  double high = 1;
};
/// `turnout.registered` is at least 1.
[[nodiscard]] NoShowRate no_show_rate(const Turnout& turnout);

/// P(more than `limit` of limit + overbook heads come).
[[nodiscard]] double risk_of_too_many(const Turnout& turnout, std::int64_t limit, std::int64_t overbook);
/// The largest overbook, at most the limit itself, whose risk is not above `max_risk`.
[[nodiscard]] std::int64_t largest_overbook(const Turnout& turnout, std::int64_t limit, double max_risk);

enum class WhyNoSuggestion : std::uint8_t { no_past, limit_too_large };
inline constexpr WhyNoSuggestion all_why_no_suggestions[] = {WhyNoSuggestion::no_past,
                                                             WhyNoSuggestion::limit_too_large};
[[nodiscard]] std::string_view to_text(WhyNoSuggestion why) noexcept;
[[nodiscard]] core::Text words_of(WhyNoSuggestion why) noexcept;

struct PoolSuggestion {
  std::string pool;
  std::int64_t limit = 0;
  std::int64_t overbook = 0;              // as it is now
  std::optional<std::int64_t> suggested;  // none: why_none
  std::optional<double> risk;             // with what is suggested
  std::optional<WhyNoSuggestion> why_none;
};

struct OverbookingSuggestion {
  std::vector<PastEvent> past;  // the latest first
  Turnout turnout;
  std::optional<NoShowRate> no_show;  // none: no past event counts
  int max_risk_percent = default_max_risk_percent;
  std::vector<PoolSuggestion> pools;
};

/// The listed pools of which a head takes one place: participants, and those of which every ticket category that takes any takes
/// one per head. In the order listed.
[[nodiscard]] std::vector<events::PoolRow> counted_by_heads(const std::vector<events::PoolRow>& rows,
                                                            const std::vector<events::TicketCategory>& categories);
[[nodiscard]] OverbookingSuggestion suggest(std::vector<PastEvent> past, const std::vector<events::PoolRow>& pools,
                                            int max_risk_percent);

}  // namespace tagwerk::statistics
