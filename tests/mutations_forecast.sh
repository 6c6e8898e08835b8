# shellcheck shell=bash
# More faults for scripts/mutate, in the form of tests/mutations.sh.

# Forecasts
mutation forecast_knows_its_own_outcome engine/forecast/booking_curve.cpp \
  'return std::min(index, count_until(events[index].day - horizon_days));' 'return count_until(events[index].day - horizon_days / 2);' \
  test_forecast as_of/what_comes_later_changes_no_bit_of_a_forecast
mutation chain_sees_bookings_of_tomorrow engine/forecast/pickup.cpp \
  'std::min(index, series_->count_until(today + lead));' 'std::min(index, series_->count_until(today + lead + 3));' \
  test_forecast as_of/what_comes_later_changes_no_bit_of_a_forecast
mutation growth_of_tomorrow_pooled engine/forecast/edition_trend.cpp \
  '[today](const Dated& growth) { return growth.day <= today; }' '[today](const Dated& growth) { return growth.day <= today + 90; }' \
  test_forecast as_of/what_comes_later_changes_no_bit_of_a_forecast
mutation bookings_of_tomorrow_read engine/forecast/booking_curve.cpp \
  'return point.lead_days >= lead_days;' 'return point.lead_days >= lead_days - 1;' \
  test_forecast booking_curve/between_two_leads_the_last_known_counts_and_before_the_first_nothing
mutation slopes_not_shrunk engine/forecast/regression.cpp \
  'products[i][i] += shrinkage;' 'products[i][i] += shrinkage * 0.1;' \
  test_forecast regression/shrinkage_counts_as_that_many_observations_without_a_slope
mutation pickup_extrapolated engine/forecast/pickup.cpp \
  'std::clamp(moments.expect(regressors[index], variants[v], slope_shrinkage), least, most);' \
  'moments.expect(regressors[index], variants[v], slope_shrinkage) + 0 * (least + most);' \
  test_forecast any_history/no_pickup_beyond_those_that_were_seen_is_expected
mutation recorded_editions_taken_for_pickup engine/forecast/forecast.cpp \
  'if (!has_curves(series)) return series;' 'return series;' \
  test_forecast cold_start/bug_editions_recorded_without_registrations_are_not_taken_for_pickup
mutation intervals_not_corrected engine/forecast/interval.cpp \
  'if (range.size() < enough_errors) return left_out_;' 'if (range.size() < 10 * max_errors) return left_out_ * 0.8;' \
  test_forecast interval/as_many_as_it_says_are_inside
mutation cold_errors_count engine/forecast/forecast.cpp \
  'if (forecast.events < least_events) track.first_learnt' 'if (forecast.events > max_errors) track.first_learnt' \
  test_forecast any_history/a_constant_pickup_is_found_out_whatever_is_booked
mutation full_event_forecast_beyond_its_places engine/forecast/forecast.cpp \
  'if (bounds.at_most) value = std::min(value, static_cast<double>(*bounds.at_most));' '' \
  test_forecast bounds/who_is_there_and_how_many_can_be_bound_point_and_intervals
mutation forecast_ignores_who_is_there engine/statistics/event_forecast.cpp \
  '{.at_least = unit == Unit::participants ? facts.let_in : facts.companies_let_in,' '{.at_least = 0 * (unit == Unit::participants ? facts.let_in : facts.companies_let_in),' \
  test_statistics event_forecast/a_full_event_is_not_forecast_beyond_its_places_nor_below_who_is_there
mutation forecast_of_heads_for_companies engine/statistics/event_forecast.cpp \
  'return static_cast<double>(unit == Unit::participants ? point.net : point.companies);' 'return static_cast<double>(unit == Unit::participants ? point.net : point.net);' \
  test_statistics event_forecast/heads_and_companies_are_forecast_each_by_themselves
mutation distances_of_a_year_added_plainly engine/statistics/year_forecast.cpp \
  'return {std::max(0.0, sum.point - std::sqrt(squares.low)), sum.point + std::sqrt(squares.high)};' 'return {std::max(0.0, sum.point - squares.low), sum.point + squares.high};' \
  test_statistics year_forecast/points_add_up_and_distances_as_squares

# Who came to completed events
mutation late_scans_not_told engine/registration/check_in_service.cpp \
  'observer->turnout_changed(tx, event.id);' '' \
  test_statistics turnout_keeper/an_annulled_scan_is_in_no_figure
mutation turnout_of_another_version engine/statistics/turnout_store.hpp \
  't.event_id = e.id and t.event_version = e.version ' 't.event_id = e.id ' \
  test_statistics turnout_keeper/an_event_that_is_opened_again_and_completed_is_counted_again
mutation turnouts_counted_at_once engine/statistics/turnout_store.cpp \
  'e.updated_at < :before and' '(e.updated_at < :before or true) and' \
  test_statistics turnout_keeper/a_completed_event_is_counted_once_when_it_has_settled
