# shellcheck shell=bash
# Faults as in mutations.sh: of registrations by day, pace, retention and like for like.

mutation the_past_alters_today_only engine/statistics/curve_keeper.cpp \
  'return change.day < *latest;' 'return change.day > *latest;' \
  test_statistics curve_keeper/bookings_of_the_past_are_counted_when_they_were_made_and_cancelled
mutation days_stay_in_their_old_zone engine/statistics/curve_keeper.cpp \
  'if (before.time_zone == after.time_zone) return {};' 'if (before.id == after.id) return {};' \
  test_statistics curve_keeper/another_zone_moves_changes_to_other_days
mutation promotions_are_not_told engine/registration/waitlist.cpp \
  'changed.write(tx);' '' \
  test_statistics curve_keeper/who_waits_counts_when_he_gets_a_place_and_what_is_held_when_it_is_confirmed
mutation companies_without_heads_are_there engine/statistics/curve.cpp \
  'const bool is_there = heads > 0;' 'const bool is_there = heads >= 0;' \
  test_statistics curve/a_company_counts_once_and_only_while_it_has_a_head_at_the_end_of_the_day
mutation merged_changes_stay_behind engine/registration/head_changes.cpp \
  'save_company_of_changes(tx, events, from, into);' 'save_company_of_changes(tx, events, into, from);' \
  test_statistics curve_keeper/companies_that_are_merged_count_as_one_and_another_role_counts_elsewhere
mutation pace_at_another_lead engine/statistics/pace.cpp \
  'edition.starts_on - boost::gregorian::days(lead)' 'edition.starts_on + boost::gregorian::days(lead)' \
  test_statistics pace/the_same_lead_is_as_many_days_before_the_start
mutation who_comes_again_had_lapsed engine/statistics/retention.cpp \
  'row.lapsed = of_before - row.returning;' 'row.lapsed = of_before - row.returning - row.reactivated;' \
  test_statistics retention/the_identities_hold_for_10000_histories
mutation like_compared_with_all_of_the_year engine/statistics/attendance.cpp \
  'if (event.ends_on <= until) return event;' 'if (event.ends_on <= until || !curves.empty()) return event;' \
  test_statistics attendance/a_year_that_is_not_over_is_compared_with_what_the_earlier_one_had_by_that_day
