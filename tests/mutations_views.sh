# shellcheck shell=bash
# Faults as in mutations.sh: of the views for tools, who may read them, what is kept for them, and files for Grafana and Excel.

mutation doors_of_completed_events_and_confirmed_heads_both_count schema/views/counted_heads.sql \
  " and e.id not in (select event_id from came)" '' \
  test_statistics views/each_view_says_what_the_services_say
mutation a_day_is_not_added_to_those_before schema/views/v_registration_daily.sql \
  'rows unbounded preceding' 'rows current row' \
  test_statistics views/each_view_says_what_the_services_say
mutation recorded_figures_count_last schema/views/v_attendance.sql \
  'coalesce(r.companies, c.companies)' 'coalesce(c.companies, r.companies)' \
  test_statistics views/each_view_says_what_the_services_say
mutation any_earlier_year_is_the_year_before schema/views/v_company_retention.sql \
  't.last_year = y.since_year' 't.last_year <= y.since_year' \
  test_statistics views/each_view_says_what_the_services_say
mutation a_view_with_companies schema/views/v_vendor_participation.sql \
  'k.package_key as package,' 'max(lower(hex(p.company_id))) as package,' \
  test_statistics views/no_row_of_a_view_is_about_anybody
mutation views_read_for_nobody schema/views/v_event.sql \
  'sql security definer' 'sql security invoker' \
  test_app views_user/every_view_for_tools_can_be_read
mutation a_right_too_many config/views-user.sql \
  'grant select on v_event to' 'grant select on counted_heads to' \
  test_app views_user/nothing_else_can_be_read_or_written
mutation forecasts_made_again_and_again engine/statistics/forecast_keeper.cpp \
  'if (made && *made > made_until) return false;' 'if (made && *made > now) return false;' \
  test_statistics forecast_keeper/what_another_process_has_just_made_stays
mutation a_failure_is_met_again engine/statistics/forecast_keeper.cpp \
  'last_ = event;' '' \
  test_statistics forecast_keeper/one_that_cannot_be_made_is_told_and_does_not_keep_the_others_from_it
mutation a_panel_without_its_column api/resources/editions.cpp \
  '{"capacity_use", "confirmed' '{"used", "confirmed' \
  test_blackbox grafana/every_address_is_answered_with_the_columns_that_are_selected
mutation points_for_excel_in_german engine/core/csv.cpp \
  "std::replace(buffer.data(), end, '.', ',');" '' \
  test_core csv/excel_in_german_gets_a_byte_order_mark_semicolons_and_decimal_commas
