#include "engine/statistics/overbooking.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tagwerk::statistics {
namespace {

constexpr double prior = 0.5;  // both parameters of Jeffreys' prior

double log_beta(double a, double b) {
  return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

// Terms by their logarithms: those of a large event are too small for a double.
class LogSum {
 public:
  void add(double log_term) {
    if (log_term > largest_) {
      sum_ = sum_ * std::exp(largest_ - log_term) + 1;
      largest_ = log_term;
    } else {
      sum_ += std::exp(log_term - largest_);
    }
  }
  [[nodiscard]] double value() const { return sum_ * std::exp(largest_); }

 private:
  double largest_ = -1e300;
  double sum_ = 0;
};

PoolSuggestion suggestion_for(const events::PoolRow& pool, const Turnout& turnout, int max_risk_percent) {
  PoolSuggestion made{.pool = pool.key,
                      .limit = pool.limit.value_or(0),
                      .overbook = pool.overbook,
                      .suggested = {},
                      .risk = {},
                      .why_none = {}};
  if (turnout.registered == 0) {
    made.why_none = WhyNoSuggestion::no_past;
  } else if (made.limit > max_limit_suggested_for) {
    made.why_none = WhyNoSuggestion::limit_too_large;
  } else {
    made.suggested = largest_overbook(turnout, made.limit, max_risk_percent / 100.0);
    made.risk = risk_of_too_many(turnout, made.limit, *made.suggested);
  }
  return made;
}

}  // namespace

bool PastEvent::counts() const noexcept { return came > 0 && came * 100 >= registered * least_came_percent; }

Turnout turnout_of(std::span<const PastEvent> past) noexcept {
  Turnout turnout;
  for (const auto& event : past) {
    if (!event.counts()) continue;
    ++turnout.events;
    turnout.registered += event.registered;
    turnout.came += event.came;
  }
  return turnout;
}

NoShowRate no_show_rate(const Turnout& turnout) {
  const auto stayed_away = turnout.registered - turnout.came;
  const auto a = static_cast<double>(stayed_away) + prior;
  const auto b = static_cast<double>(turnout.came) + prior;
  constexpr double tail = (1 - interval_share) / 2;
  return {.rate = static_cast<double>(stayed_away) / static_cast<double>(turnout.registered),
          .low = stayed_away == 0 ? 0 : boost::math::ibeta_inv(a, b, tail),
          .high = turnout.came == 0 ? 1 : boost::math::ibeta_inv(a, b, 1 - tail)};
}

double risk_of_too_many(const Turnout& turnout, std::int64_t limit, std::int64_t overbook) {
  const auto a = static_cast<double>(turnout.came) + prior;
  const auto b = static_cast<double>(turnout.registered - turnout.came) + prior;
  const auto heads = static_cast<double>(limit + overbook);
  // From all of them come, one fewer each time: P(x - 1) / P(x) of the Beta-Binomial distribution.
  double log_term = log_beta(heads + a, b) - log_beta(a, b);
  LogSum sum;
  for (std::int64_t fewer = 0; fewer < overbook; ++fewer) {
    sum.add(log_term);
    const auto away = static_cast<double>(fewer);
    const auto x = heads - away;
    log_term += std::log(x / (away + 1)) + std::log((away + b) / (x - 1 + a));
  }
  return overbook == 0 ? 0 : std::min(1.0, sum.value());
}

std::int64_t largest_overbook(const Turnout& turnout, std::int64_t limit, double max_risk) {
  // The risk grows with every place more.
  std::int64_t good = 0;
  auto bad = limit + 1;
  while (good + 1 < bad) {
    const auto middle = good + (bad - good) / 2;
    (risk_of_too_many(turnout, limit, middle) <= max_risk ? good : bad) = middle;
  }
  return good;
}

std::string_view to_text(WhyNoSuggestion why) noexcept {
  switch (why) {
    case WhyNoSuggestion::no_past:
      return "no_past";
    case WhyNoSuggestion::limit_too_large:
      return "limit_too_large";
  }
  return "unknown";
}

core::Text words_of(WhyNoSuggestion why) noexcept {
  switch (why) {
    case WhyNoSuggestion::no_past:
      return {"No completed earlier event of the series tells how many of those registered came.",
              "Keine abgeschlossene frühere Veranstaltung der Reihe sagt, wie viele der Angemeldeten kamen."};
    case WhyNoSuggestion::limit_too_large:
      return {"The limit is too large to be computed with.", "Die Grenze ist zu groß, um damit zu rechnen."};
  }
  return {};
}

std::vector<events::PoolRow> counted_by_heads(const std::vector<events::PoolRow>& rows,
                                              const std::vector<events::TicketCategory>& categories) {
  const auto takes_one_a_head = [&](const std::string& pool) {
    bool any = pool == events::participants_pool;
    for (const auto& category : categories) {
      const auto taken = category.pools.find(pool);
      if (taken == category.pools.end()) continue;
      if (taken->second != 1) return false;
      any = true;
    }
    return any;
  };
  std::vector<events::PoolRow> found;
  for (const auto& row : events::shown(rows)) {
    if (row.limit && takes_one_a_head(row.key)) found.push_back(row);
  }
  return found;
}

OverbookingSuggestion suggest(std::vector<PastEvent> past, const std::vector<events::PoolRow>& pools,
                              int max_risk_percent) {
  OverbookingSuggestion made{
      .past = std::move(past), .turnout = {}, .no_show = {}, .max_risk_percent = max_risk_percent, .pools = {}};
  made.turnout = turnout_of(made.past);
  if (made.turnout.registered > 0) made.no_show = no_show_rate(made.turnout);
  for (const auto& pool : pools) made.pools.push_back(suggestion_for(pool, made.turnout, max_risk_percent));
  return made;
}

}  // namespace tagwerk::statistics
