# shellcheck shell=bash
# Faults as in mutations.sh: of rooms of study trips.

mutation the_day_of_departure_is_a_night engine/trips/lodging.cpp \
  'day < item.ends.date; day += one_day' 'day <= item.ends.date; day += one_day' \
  test_trips lodgings/nights_are_from_the_day_of_arrival_to_the_one_before_departure
mutation the_last_night_is_not_slept engine/trips/trip_rooming.cpp \
  'std::upper_bound(nights.begin(), nights.end(), *stay->last_night)' \
  'std::lower_bound(nights.begin(), nights.end(), *stay->last_night)' \
  test_trips trip_rooming/stays_are_cut_to_the_nights_of_the_lodging
mutation rooms_can_be_had_in_all_nights engine/trips/trip_rooming.cpp \
  'if (room.nights.empty()) return made;' 'if (!room.key.empty()) return made;' \
  test_trips trip_rooming/a_lodging_is_the_problem_that_it_was_made_of
mutation beds_of_who_was_named_before_stay engine/trips/rooming_reader.cpp \
  'if (head.is_theirs) known.insert(head.id);' 'if (head.has_row) known.insert(head.id);' \
  test_trips rooming_service/who_cancels_or_is_somebody_else_has_no_bed
mutation plans_are_kept_whatever_has_changed engine/trips/rooming_plan_service.cpp \
  'if (only(now.trip, key) != before) return core::fail(rooming_changed);' '' \
  test_trips 'rooming_plan_service/a_plan_beside_which_something_changes_is_not_kept'
mutation changes_by_hand_break_rules engine/trips/rooming_service.cpp \
  'if (!violations.empty()) return refused_for' 'if (violations.size() > 99) return refused_for' \
  test_trips rooming_service/changes_by_hand_keep_all_rules
mutation plans_forget_what_is_fixed engine/trips/trip_rooming.cpp \
  'problem.fixed.push_back(lodged.fixed ? room : no_room);' 'problem.fixed.push_back(no_room);' \
  test_trips rooming_service/a_plan_is_kept_and_what_is_fixed_stays
mutation companies_wish_for_anybody engine/trips/rooming_wish_service.cpp \
  'found->second.who.name && call.principal.may_see(found->second.company);' 'found->second.who.name && call.principal.role != access::Role::viewer;' \
  test_trips rooming_service/companies_are_told_of_their_own_travellers_alone
mutation companies_see_all_rooms engine/trips/rooming_service.cpp \
  'std::erase_if(report.guests, [&](const ToldGuest& one) { return one.guest.company != company; });' \
  'static_cast<void>(company);' \
  test_trips rooming_service/companies_are_told_of_their_own_travellers_alone
mutation searches_run_without_end engine/trips/search_limits.hpp \
  'is_taken_(free.try_acquire())' 'is_taken_(free.try_acquire() || free_ != nullptr)' \
  test_trips rooming_plan_service/no_more_than_two_search_at_once
mutation rooming_is_kept_for_ever engine/trips/rooming_keeper.cpp \
  'if (!is_of_nobody && !what_is_over(tx, kept.organization, kept.event, now).health) return;' 'if (!is_of_nobody || what_is_over(tx, kept.organization, kept.event, now).health) return;' \
  test_trips rooming_service/an_erasure_and_the_days_after_the_return_leave_nothing
