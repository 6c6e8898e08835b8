# shellcheck shell=bash
# Faults as in mutations.sh: of the money of study trips.

mutation conversions_are_cut_off engine/trips/trip_budget.cpp \
  'const auto rounded = (2 * dividend + divisor) / (2 * divisor);' 'const auto rounded = dividend / divisor;' \
  test_trips trip_budget/a_conversion_is_exact_and_rounded_once_half_away_from_zero
mutation the_last_head_of_break_even_is_left_out engine/trips/trip_budget.cpp \
  'return per_group / brings + (per_group % brings != 0 ? 1 : 0);' 'return per_group / brings;' \
  test_trips trip_budget/break_even_is_the_first_head_count_that_pays_for_all
mutation the_rest_forgets_what_was_taken engine/trips/trip_price.cpp \
  'amounts[rest] = left;' 'amounts[rest] = price;' \
  test_trips trip_account/the_sums_of_ten_thousand_trips_agree_to_the_last_unit
mutation odd_units_are_lost engine/trips/trip_price.cpp \
  'for (std::size_t i = 0; i < order.size() && left > 0; ++i, --left) ++amounts[order[i]];' '' \
  test_trips trip_account/the_sums_of_ten_thousand_trips_agree_to_the_last_unit
mutation fixed_amounts_beyond_the_price engine/trips/trip_price.cpp \
  'amounts[i] = std::min(wanted, left);' 'amounts[i] = wanted;' \
  test_trips trip_price/with_a_rest_the_others_come_first_and_never_more_than_is_left
mutation a_day_too_generous engine/trips/trip_price.cpp \
  'if (days_left >= step.days_before)' 'if (days_left + 1 >= step.days_before)' \
  test_trips trip_price/a_fee_depends_on_the_days_that_are_left
mutation refunds_beyond_payments engine/trips/trip_account.cpp \
  'if (sums.refunded <= sums.paid) return {};' 'if (sums.refunded <= sums.paid || next.kind == EntryKind::reversal) return {};' \
  test_trips trip_account/the_sums_of_ten_thousand_trips_agree_to_the_last_unit
mutation who_was_replaced_pays_a_fee engine/trips/trip_account.cpp \
  'traveller.is_replaced || traveller.is_transferred ||' 'traveller.is_transferred ||' \
  test_trips trip_account_service/who_is_replaced_owes_nothing_and_who_came_instead_the_price
mutation who_was_transferred_pays_a_fee engine/trips/trip_account.cpp \
  'traveller.is_replaced || traveller.is_transferred ||' 'traveller.is_replaced ||' \
  test_trips trip_account_service/who_is_transferred_to_another_trip_owes_nothing_here
mutation entries_booked_without_a_lock engine/trips/trip_traveller.cpp \
  'if (is_locked) registration::lock_participant(tx, id);' 'static_cast<void>(is_locked);' \
  test_trips trip_account_service/of_refunds_at_the_same_time_never_more_is_given_than_was_paid
mutation travellers_of_other_companies_shown engine/trips/trip_book.cpp \
  'load_paying_heads(tx, event, {.registration = {}, .company = company})' 'load_paying_heads(tx, event, {.registration = {}, .company = company ? std::nullopt : company})' \
  test_trips trip_account_service/companies_see_their_own_travellers_and_totals
mutation prices_fall_below_zero engine/trips/trip_price_service.cpp \
  'if (total >= 0) return {};' 'if (total >= -1) return {};' \
  test_trips trip_money_service/a_price_never_falls_below_zero
