#include "engine/forecast/pickup.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/forecast/regression.hpp"
#include "engine/forecast/weighted.hpp"

namespace tagwerk::forecast {
namespace {

enum Regressor : std::size_t { booked, chained, neighbours, recent, earlier };
constexpr std::size_t on_booked[] = {booked};
constexpr std::size_t on_booked_and_recent[] = {booked, recent};
constexpr std::size_t on_all[] = {booked, chained, neighbours, recent, earlier};
constexpr std::array<std::span<const std::size_t>, 4> variants = {std::span<const std::size_t>{}, on_booked,
                                                                  on_booked_and_recent, on_all};
using ByVariant = std::array<double, variants.size()>;

std::vector<double> booked_at(const Series& series, int lead_days) {
  std::vector<double> values;
  values.reserve(series.events.size());
  for (const auto& event : series.events) values.push_back(event.curve.at(lead_days));
  return values;
}

// Sums of the first 0, 1 … all.
std::vector<double> running_sums(const std::vector<double>& values) {
  std::vector<double> sums(values.size() + 1);
  std::partial_sum(values.begin(), values.end(), sums.begin() + 1);
  return sums;
}

double mean_between(const std::vector<double>& sums, std::size_t begin, std::size_t end) {
  return begin < end ? (sums[end] - sums[begin]) / static_cast<double>(end - begin) : 0;
}

// What the latest events picked up from the horizon on, piece by piece.
class ChainedPickup {
 public:
  ChainedPickup(const Series& series, int horizon_days) : series_(&series), horizon_days_(horizon_days) {
    auto before = booked_at(series, horizon_days);
    const auto add = [&](int lead_days, std::vector<double> now) {
      for (std::size_t i = 0; i < now.size(); ++i) before[i] = now[i] - before[i];
      pieces_.push_back({lead_days, running_sums(before)});
      before = std::move(now);
    };
    for (const int lead : standard_leads) {
      if (lead < horizon_days) add(lead, booked_at(series, lead));
    }
    std::vector<double> came;
    came.reserve(series.events.size());
    for (const auto& event : series.events) came.push_back(event.came);
    add(over, std::move(came));
  }

  [[nodiscard]] double before(std::size_t index) const {
    const auto today = series_->events[index].day - horizon_days_;
    double sum = 0;
    for (const auto& [lead, sums] : pieces_) {
      const auto known =
          lead == over ? series_->known_for(index, horizon_days_) : std::min(index, series_->count_until(today + lead));
      sum += mean_between(sums, known - std::min(known, chained_events), known);
    }
    return sum;
  }

 private:
  static constexpr int over = -1;
  struct Piece {
    int lead_days;  // until which it reaches
    std::vector<double> sums;
  };
  const Series* series_;
  int horizon_days_;
  std::vector<Piece> pieces_;
};

int lead_before(int lead_days) {
  int found = standard_leads[0];
  for (const int lead : standard_leads) {
    if (lead > lead_days) found = lead;
  }
  return std::max(found, lead_days);
}

// What is known of each event so many days before it.
std::vector<Regressors> pickup_regressors(const Series& series, int horizon_days) {
  const int before = lead_before(horizon_days);
  const auto now = booked_at(series, horizon_days);
  const auto once = booked_at(series, before);
  const auto long_ago = booked_at(series, lead_before(before));
  const auto sums = running_sums(now);
  const ChainedPickup chain(series, horizon_days);
  std::vector<Regressors> all(series.events.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto day = series.events[i].day;
    const auto begin = series.count_until(day - neighbour_days - 1);
    const auto end = series.count_until(day - 1);
    auto& one = all[i];
    one[booked] = now[i];
    one[chained] = chain.before(i);
    one[neighbours] = begin < end ? now[i] - mean_between(sums, begin, end) : 0;
    one[recent] = now[i] - once[i];
    one[earlier] = once[i] - long_ago[i];
  }
  return all;
}

// One event while it is forecast.
ByVariant expected_pickups(const Series& series, const std::vector<Regressors>& regressors, std::size_t index,
                           std::size_t known) {
  Moments moments;
  const auto begin = known - std::min(known, max_learnt_events);
  double least = 0;
  double most = 0;
  for (std::size_t i = begin; i < known; ++i) {
    const auto& past = series.events[i];
    const double pickup = past.came - regressors[i][booked];
    const double years = static_cast<double>(series.events[index].day - past.day) / days_of_a_year;
    const double halvings = static_cast<double>(known - 1 - i) / half_life_events + years / half_life_years;
    moments.add(regressors[i], pickup, std::exp2(-halvings));
    least = i == begin ? pickup : std::min(least, pickup);
    most = i == begin ? pickup : std::max(most, pickup);
  }
  ByVariant pickups{};
  for (std::size_t v = 0; v < variants.size(); ++v)
    pickups[v] = std::clamp(moments.expect(regressors[index], variants[v], slope_shrinkage), least, most);
  return pickups;
}

// Shares of the variants, by the forecasts of events [0, known) at the same horizon.
ByVariant shares(const Series& series, const std::vector<ByVariant>& forecasts, std::size_t known) {
  ByVariant errors{};
  const auto begin = known - std::min(known, judged_forecasts);
  for (std::size_t i = std::max(begin, least_events); i < known; ++i) {
    for (std::size_t v = 0; v < variants.size(); ++v) errors[v] += std::abs(forecasts[i][v] - series.events[i].came);
  }
  const double count = known > least_events ? static_cast<double>(known - std::max(begin, least_events)) : 0;
  const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(variants.size());
  ByVariant result{};
  if (count <= 0 || mean <= 0) {
    result.fill(1.0 / static_cast<double>(variants.size()));
    return result;
  }
  for (auto& error : errors) error = error / mean + judged_before / count;
  const double best = *std::ranges::min_element(errors);
  double sum = 0;
  for (std::size_t v = 0; v < variants.size(); ++v) sum += result[v] = std::pow(best / errors[v], weight_power);
  for (auto& share : result) share /= sum;
  return result;
}

// What series together picked up from that lead on, of the events that are over.
struct PooledPickup {
  double events = 0;
  double pickup = 0;  // sums
  double came = 0;
};

// Sums over the events of all series that are over on a day.
class Pool {
 public:
  Pool(std::span<const Series> all, int horizon_days) : all_(all) {
    for (const auto& series : all) {
      std::vector<double> pickups;
      std::vector<double> came;
      for (const auto& event : series.events) {
        came.push_back(event.came);
        pickups.push_back(event.came - event.curve.at(horizon_days));
      }
      pickups_.push_back(running_sums(pickups));
      came_.push_back(running_sums(came));
    }
  }

  [[nodiscard]] PooledPickup until(Day day, std::size_t without) const {
    PooledPickup pooled;
    for (std::size_t s = 0; s < all_.size(); ++s) {
      if (s == without) continue;
      const auto known = all_[s].count_until(day);
      pooled.events += static_cast<double>(known);
      pooled.pickup += pickups_[s][known];
      pooled.came += came_[s][known];
    }
    return pooled;
  }

 private:
  std::span<const Series> all_;
  std::vector<std::vector<double>> pickups_;
  std::vector<std::vector<double>> came_;
};

PickupForecast cold_forecast(const Series& series, std::size_t index, std::size_t known, int horizon_days,
                             const PooledPickup& pooled) {
  const double now = series.events[index].curve.at(horizon_days);
  double pickup = 0;
  double came = 0;
  for (std::size_t i = 0; i < known; ++i) {
    pickup += series.events[i].came - series.events[i].curve.at(horizon_days);
    came += series.events[i].came;
  }
  double seen = static_cast<double>(known);
  const bool is_pooled = pooled.came > 0;
  if (is_pooled) {
    // Of other series the share counts, at the size of this one; where that is not known, at theirs.
    const double size = known > 0 ? came / seen : std::max(now, pooled.came / pooled.events);
    pickup += pooled.pickup / pooled.came * size;
    seen += 1;
  }
  if (seen > 0) pickup /= seen;
  return {.point = std::max(0.0, now + pickup), .events = known, .is_pooled = is_pooled};
}

}  // namespace

std::vector<std::vector<PickupForecast>> pickup_forecasts(std::span<const Series> all, int horizon_days) {
  const Pool pool(all, horizon_days);
  std::vector<std::vector<PickupForecast>> result;
  result.reserve(all.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    const auto& series = all[s];
    const auto regressors = pickup_regressors(series, horizon_days);
    std::vector<ByVariant> by_variant(series.events.size());
    auto& forecasts = result.emplace_back(series.events.size());
    for (std::size_t i = 0; i < series.events.size(); ++i) {
      const auto known = series.known_for(i, horizon_days);
      if (known < least_events) {
        forecasts[i] =
            cold_forecast(series, i, known, horizon_days, pool.until(series.events[i].day - horizon_days, s));
        by_variant[i].fill(forecasts[i].point);
        continue;
      }
      by_variant[i] = expected_pickups(series, regressors, i, known);
      for (auto& value : by_variant[i]) value = std::max(0.0, value + regressors[i][booked]);
      const auto share = shares(series, by_variant, known);
      forecasts[i] = {.point = std::inner_product(share.begin(), share.end(), by_variant[i].begin(), 0.0),
                      .events = known,
                      .is_pooled = false};
    }
  }
  return result;
}

}  // namespace tagwerk::forecast
