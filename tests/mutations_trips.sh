# shellcheck shell=bash
# Faults as in mutations.sh: of travellers of study trips.

mutation passports_may_expire_a_day_early engine/trips/readiness.cpp \
  'profile_.passport->expires_on < needed' 'profile_.passport->expires_on + boost::gregorian::days(1) < needed' \
  test_trips readiness/the_strictest_country_decides_until_when_a_passport_is_valid
mutation a_lenient_country_decides engine/trips/readiness.cpp \
  'months = std::max(months, rule->passport_valid_months_after_return.value_or(0));' \
  'months = rule->passport_valid_months_after_return.value_or(months);' \
  test_trips readiness/the_strictest_country_decides_until_when_a_passport_is_valid
mutation unknown_rules_ask_for_nothing engine/trips/readiness.cpp \
  'return Problem::unknown_rule;' 'return std::nullopt;' \
  test_trips readiness/a_visa_is_what_the_rule_and_its_state_make_of_it
mutation a_visa_may_end_before_the_return engine/trips/readiness.cpp \
  'visa->valid_until >= trip.returns_on' 'visa->valid_until >= trip.starts_on' \
  test_trips readiness/a_visa_is_what_the_rule_and_its_state_make_of_it
mutation what_is_overdue_is_not_first engine/trips/readiness.cpp \
  'return std::make_tuple(!it.gap.is_overdue, !due,' 'return std::make_tuple(it.gap.is_overdue, !due,' \
  test_trips readiness/the_most_urgent_comes_first
mutation the_day_before_is_the_return engine/trips/trip_requirements.cpp \
  'return returns_on ? std::max(ends_on, *returns_on) : ends_on;' 'return returns_on ? *returns_on : ends_on;' \
  test_trips passports/the_day_of_return_is_the_later_one_also_over_the_date_line
mutation today_is_that_of_utc engine/trips/trip_requirements.cpp \
  'return core::local_date(now, zone).value_or(now.date());' 'return core::local_date(now, zone.empty() ? zone : "UTC").value_or(now.date());' \
  test_trips 'passports/today_is_that_of_the_trip'
mutation colleagues_share_what_was_said engine/trips/traveller.cpp \
  'return one.name->email == other.name->email &&' 'return one.name->email == other.name->email ||' \
  test_trips travellers/what_was_said_is_of_who_said_it
mutation who_is_named_now_has_what_was_said engine/trips/traveller_store.cpp \
  'if (!is_same_person(who_said_it, traveller.who)) {' 'if (!found.has_row) {' \
  test_trips traveller_service/who_is_named_on_the_same_ticket_gets_nothing_of_what_was_said
mutation numbers_open_for_anybody engine/trips/passport_number.cpp \
  'return participant.uuid.raw();' 'return participant.uuid.raw().substr(16);' \
  test_trips passports/a_sealed_number_opens_for_its_participant_and_secret_alone
mutation readings_are_not_recorded engine/trips/traveller_service.cpp \
  'record_traveller(tx, call, participant, "passport_number_read");' '' \
  test_trips traveller_service/of_the_number_nothing_is_in_clear_and_nothing_in_the_audit_trail
mutation other_companies_travellers_are_there engine/trips/traveller_service.cpp \
  'if (!found || !call.principal.may_see(found->traveller.company)) return no_traveller(participant);' \
  'if (!found) return no_traveller(participant);' \
  test_trips traveller_service/to_others_a_traveller_is_not_there
mutation merged_people_lose_what_they_said engine/trips/traveller_reference_mover.cpp \
  'move_identities(tx, from.id, into.id, name_of(from));' 'move_identities(tx, into.id, into.id, name_of(from));' \
  test_trips traveller_service/a_person_who_is_merged_renamed_or_leaves_keeps_what_was_said
mutation data_is_deleted_a_day_early engine/trips/trip_requirements.cpp \
  'return (today - returns_on).days() > days_after_return;' 'return (today - returns_on).days() >= days_after_return;' \
  test_trips 'traveller_keeper/*'
mutation cancelled_travellers_are_kept engine/trips/traveller_keeper.cpp \
  'found->state == registration::ParticipantState::cancelled ||' '' \
  test_trips traveller_keeper/of_who_does_not_come_any_more_nothing_is_kept
