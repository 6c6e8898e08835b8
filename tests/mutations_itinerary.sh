# shellcheck shell=bash
# Faults as in mutations.sh: of itineraries of study trips.

mutation an_arrival_is_by_the_clock_of_departure engine/trips/itinerary.cpp \
  'return {at(item.starts, item.place), at(item.ends, item.end_place())};' \
  'return {at(item.starts, item.place), at(item.ends, item.place)};' \
  test_trips itineraries/times_are_those_of_the_place
mutation a_way_back_is_not_known engine/trips/itinerary.cpp \
  'if (one.from == to && one.to == from) back = one.minutes;' '' \
  test_trips itineraries/a_transfer_goes_both_ways_unless_both_are_said
mutation beds_are_no_stops engine/trips/itinerary_conflicts.cpp \
  'if (is_bed_of_all(i) && is_between)' 'if (item(i).kind == ItemKind::meal && is_between)' \
  test_trips itinerary_conflicts/a_way_leads_over_the_bed_of_the_night
mutation doors_close_a_minute_late engine/trips/itinerary_conflicts.cpp \
  'return has_begun && reached >= span.ends_at;' 'return has_begun && reached + boost::posix_time::minutes(1) >= span.ends_at;' \
  test_trips itinerary_conflicts/doors_are_open_from_minute_to_minute
mutation yesterdays_hours_are_forgotten engine/trips/itinerary_conflicts.cpp \
  'for (auto day = *from - boost::gregorian::days(1); day <= *until;' 'for (auto day = *from; day <= *until;' \
  test_trips itinerary_conflicts/hours_of_week_days_join_over_noon_and_midnight
mutation what_moves_keeps_its_number engine/trips/itinerary_publication.cpp \
  'const bool differs = old.cancelled || is_moved(then, is) ||' 'const bool differs = old.cancelled ||' \
  test_trips itinerary_publications/numbers_never_fall_whatever_is_edited
mutation a_cancelled_item_rises_for_ever engine/trips/itinerary_publication.cpp \
  'old.sequence + (old.cancelled ? 0 : 1)' 'old.sequence + 1' \
  test_trips itinerary_publications/what_is_dropped_stays_as_cancelled_and_can_come_back
mutation companies_are_told_of_all_trips engine/trips/itinerary_service.cpp \
  'return !call.principal.company || count_heads(tx, event, call.principal.company) > 0;' 'return !call.principal.company || count_heads(tx, event, {}) > 0;' \
  test_trips itinerary_service/a_company_is_told_of_trips_on_which_it_has_heads
mutation a_dry_run_keeps_the_draft engine/trips/itinerary_service.cpp \
  'if (!dry_run && !(before && before->itinerary == itinerary)) {' 'if ((!dry_run || before) && !(before && before->itinerary == itinerary)) {' \
  test_trips itinerary_service/a_dry_run_tells_everything_and_keeps_nothing
mutation a_skipped_hour_is_travelled engine/trips/itinerary_conflicts.cpp \
  'if (shown == 1) return;' 'if (shown != 2) return;' \
  test_trips itinerary_conflicts/clocks_are_changed
