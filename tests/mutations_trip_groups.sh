# shellcheck shell=bash
# Faults as in mutations.sh: of who is in which group of a study trip.

mutation who_is_named_now_has_the_place engine/trips/sub_group_store.cpp \
  'traveller.has_others_row = found.has_row && !is_of(kept, traveller.who);' 'traveller.has_others_row = false;' \
  test_trips sub_group_service/who_does_not_come_any_more_or_is_another_is_in_no_group
mutation a_plan_is_kept_whatever_changed engine/trips/sub_group_service.cpp \
  'if (!is_same(now, input)) return core::fail(sub_groups_changed);' '' \
  test_blackbox trip_sub_groups/forty_travellers_are_planned_while_wishes_change_and_plans_race
mutation an_items_limit_is_forgotten engine/trips/sub_group_problem.cpp \
  'if (groups <= *item.limit || heads <= *item.limit) continue;' 'if (groups > 0 || heads <= *item.limit) continue;' \
  test_trips 'sub_group_plans/*'
mutation an_items_limit_is_forgotten_by_hand engine/trips/sub_group_plan.cpp \
  'if (heads > *input.items[i].limit)' 'if (heads > *input.items[i].limit + 1)' \
  test_trips sub_group_plans/each_broken_rule_is_said_in_words_and_where_it_is
mutation to_take_part_is_no_first_choice engine/trips/sub_group_problem.cpp \
  'if (!item.for_everybody) groups.push_back(0);' '' \
  test_trips sub_group_plans/items_and_wishes_become_a_problem
mutation everybody_takes_part engine/trips/sub_group.cpp \
  'if (item.for_everybody || wish_of(traveller, item) != nullptr) return true;' 'if (!item.key.empty()) return true;' \
  test_trips sub_groups/who_takes_part_wishes_to_or_is_fixed_there_unless_it_is_for_everybody
mutation companies_see_everybody engine/trips/sub_group_plan.cpp \
  'const bool is_seen = !only || *only == traveller.company;' 'const bool is_seen = !only || *only != core::CompanyId{};' \
  test_trips sub_group_plans/a_company_is_told_its_own_travellers_and_the_number_of_all
mutation companies_are_told_the_draft engine/trips/grouped_items.cpp \
  'if (!company) return items;' 'if (!company || !items.empty()) return items;' \
  test_trips sub_group_service/a_company_is_told_what_is_published_and_its_own_travellers
mutation wishes_for_what_is_gone_are_lost engine/trips/sub_group.cpp \
  'if (find_item(items, wish.item) == nullptr) after.push_back(wish);' 'if (find_item(items, wish.item) != nullptr && wish.item.empty()) after.push_back(wish);' \
  test_trips sub_groups/what_is_wished_of_items_that_are_gone_stays_and_is_not_told
mutation searches_are_not_counted engine/trips/search_limits.hpp \
  'is_taken_(free.try_acquire()) {}' 'is_taken_(free.try_acquire() || true) {}' \
  test_trips sub_group_service/more_searches_than_are_allowed_at_once_are_refused_with_a_time_to_wait
mutation everybody_is_waited_for_at_a_visit engine/trips/head_count.cpp \
  'if (only != nullptr && !only->contains(ticket.id)) continue;' 'if (only != nullptr && only->empty()) continue;' \
  test_trips sub_group_service/at_a_visit_for_some_those_are_missing_who_are_assigned
