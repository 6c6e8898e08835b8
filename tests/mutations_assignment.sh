# shellcheck shell=bash
# More faults for scripts/mutate, in the form of tests/mutations.sh.

# Rooms and sub-groups
mutation rooms_bound_without_kinds engine/assignment/rooming_patterns.cpp \
  'priced.bound += least[at(kind)] * rooms_of(kind);' 'priced.bound += 0 * least[at(kind)] * rooms_of(kind);' \
  test_assignment rooming_solver/it_finds_what_trying_every_plan_finds
mutation fixed_guests_put_out engine/assignment/rooming_patterns.cpp \
  'alone_costs_.push_back(is_fixed ? impossible :' 'alone_costs_.push_back(is_fixed && guest < 0 ? impossible :' \
  test_assignment rooming_solver/it_finds_what_trying_every_plan_finds
mutation guests_alike_whatever_their_nights engine/assignment/rooming_patterns.cpp \
  'std::tuple(it.first_night, it.end_night, gender,' 'std::tuple(it.first_night, it.first_night, gender,' \
  test_assignment rooming_solver/it_finds_what_trying_every_plan_finds
mutation odd_sets_rounded_down engine/assignment/rooming_cuts.cpp \
  'cuts.push_back({Sense::at_most, guests / divisor, group,' 'cuts.push_back({Sense::at_most, guests / divisor - 1, group,' \
  test_assignment 'rooming_patterns/*'
mutation one_branch_forgotten engine/assignment/column_search.cpp \
  'open_.push_back(std::move(other));' '' \
  test_assignment 'rooming_patterns/*'
mutation strangers_in_one_bed engine/assignment/rooming_rules.hpp \
  'return asks_[at(one) * guests_ + at(other)] && asks_[at(other) * guests_ + at(one)];' \
  'return asks_[at(one) * guests_ + at(other)] || asks_[at(other) * guests_ + at(one)];' \
  test_assignment rooming_solver/it_finds_what_trying_every_plan_finds
mutation beds_counted_in_the_first_night_only engine/assignment/rooming_checker.cpp \
  'if (taken[room] > places)' 'if (night == 0 && taken[room] > places)' \
  test_assignment rooming_checker/no_bed_is_given_twice_in_a_night
mutation unknown_gender_taken_for_the_same engine/assignment/rooming_checker.cpp \
  'if (!first.gender || !second.gender || *first.gender != *second.gender)' \
  'if (first.gender && second.gender && *first.gender != *second.gender)' \
  test_assignment rooming_checker/genders_are_known_to_be_the_same_where_one_asks_for_it
mutation first_choices_not_rearranged engine/assignment/first_choices.cpp \
  'if (other == traveller || !find_place(other)) continue;' 'if (other == traveller || true) continue;' \
  test_assignment sub_group_solver/it_finds_what_trying_every_plan_finds
mutation fairness_given_up_for_ranks engine/assignment/sub_group_search.cpp \
  'without_first_ + none_after - none_before <= fair_.without_first &&' '' \
  test_assignment sub_group_solver/nobody_loses_all_first_choices_for_ranks
mutation ranks_of_a_group_beyond_fairness engine/assignment/sub_group_patterns.cpp \
  'const bool is_needed = firsts < wished - most_lost_;' 'const bool is_needed = firsts < wished - most_lost_ - 1;' \
  test_assignment sub_group_solver/fairness_comes_before_ranks
