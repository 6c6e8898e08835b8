# shellcheck shell=bash
# Faults as in mutations.sh: of reach, grades over editions and capacity use.

mutation a_company_meets_itself engine/statistics/reach.cpp \
  'met[own] &= ~Word{1} << (one % word_bits);' '{}' \
  test_statistics reach/pairs_count_once_however_often_they_met
mutation the_same_day_a_year_before_is_in_the_window engine/statistics/reach.cpp \
  'return event.starts_on > before &&' 'return event.starts_on >= before &&' \
  test_statistics reach/the_window_is_the_12_months_that_end_with_the_day
mutation no_shows_are_visits engine/statistics/reach_store.cpp \
  'const bool is_watched = known.completed && !known.came.empty();' 'const bool is_watched = false;' \
  test_statistics reach/who_came_and_who_is_confirmed_is_read_from_what_is_there
mutation a_year_tells_what_an_event_hides engine/statistics/event_grades.cpp \
  'if (hidden > 0 && hidden < feedback::min_shown) {' 'if (hidden < 0) {' \
  test_statistics event_grades/a_year_does_not_tell_what_an_event_hides
mutation quartiles_of_halves_without_their_middle engine/feedback/grade.cpp \
  'const auto half = (n + 1) / 2;' 'const auto half = n / 2;' \
  test_feedback grade/quartiles_are_the_medians_of_the_halves_and_the_deviation_is_of_all
mutation no_shows_used_their_places engine/statistics/capacity_use.cpp \
  'for (const auto& one : event.checked_in) heads += one.heads;' 'for (const auto& one : event.confirmed) heads += one.heads;' \
  test_statistics capacity_use/pools_tell_who_is_confirmed_and_who_came
mutation talks_left_out_took_place engine/statistics/capacity_use_store.cpp \
  'if (table) talks.push_back({.table = *table, .was_held = was_held});' 'talks.push_back({.table = table.value_or("1"), .was_held = was_held});' \
  test_statistics capacity_use/talks_are_those_of_the_published_plan
mutation own_tables_are_common_ones engine/statistics/capacity_use.cpp \
  'return tables.contains(talk.table);' 'return tables.contains(talk.table) || !talk.table.empty();' \
  test_statistics capacity_use/talks_use_common_tables_and_nothing_is_known_without_a_plan
mutation places_of_trips_are_those_of_companies engine/statistics/event_grades_store.cpp \
  "p.pool_key = 'participants'" "p.pool_key = 'companies'" \
  test_statistics event_grades/trips_are_those_of_all_series_of_their_kind
