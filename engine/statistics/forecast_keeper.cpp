#include "engine/statistics/forecast_keeper.hpp"

#include "engine/statistics/event_forecast_store.hpp"

namespace tagwerk::statistics {
namespace {

// Of nobody's request.
access::Call own_call(storage::Transaction& tx, const core::OrganizationId& organization, core::Instant now) {
  access::Call call;
  call.principal.organization = organization;
  call.principal.name = "forecast";
  call.now = now;
  call.transaction = &tx;
  return call;
}

}  // namespace

bool ForecastKeeper::make_due(core::Instant now, std::size_t limit) {
  const core::Instant made_until = now - boost::posix_time::hours(forecasts_are_kept.count());
  const auto due =
      database_->read([&](storage::Transaction& tx) { return list_due_forecasts(tx, now, made_until, last_, limit); });
  for (const auto& [event, organization] : due) {
    last_ = event;
    database_->transact(nullptr, [&](storage::Transaction& tx) {
      const auto made = lock_forecast(tx, event);
      if (made && *made > made_until) return false;
      const auto forecast = forecasts_->event(own_call(tx, organization, now), event);
      // Deleted, or over, meanwhile: the last one stays as it was.
      if (!forecast || forecast->complete) return false;
      save_forecast(tx, event, *forecast, now);
      return true;
    });
  }
  if (due.size() == limit) return true;
  last_ = {};
  return false;
}

}  // namespace tagwerk::statistics
