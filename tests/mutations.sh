# shellcheck shell=bash
# The faults that scripts/mutate plants, one at a time:
#   mutation NAME FILE 'the text, which stands exactly once' 'what takes its place' TEST_PROGRAM 'the test named for it'

# The strict edge
mutation host_twice_accepted api/http/head_parser.cpp \
  'if (framing.host) return' 'if (false) return' test_http head_parser/exactly_one_valid_host_is_required
mutation length_beside_chunked_accepted api/http/head_parser.cpp \
  'return refuse_with(transfer_encoding_invalid, "Content-Length and Transfer-Encoding must not occur together.");' '' \
  test_http framing/content_length_and_transfer_encoding_exclude_each_other
mutation chunked_in_http_1_0_accepted api/http/head_parser.cpp \
  'if (head.http_1_0) return refuse_with(transfer_encoding_invalid' 'if (false) return refuse_with(transfer_encoding_invalid' \
  test_http framing/transfer_encoding_does_not_exist_in_http_1_0
mutation bare_line_feed_accepted api/http/head_parser.cpp \
  'if (!after_carriage_return) return' 'if (false) return' test_http head_scanner/lines_end_with_carriage_return_and_line_feed_only
mutation folded_header_accepted api/http/head_parser.cpp \
  "if (line.front() == ' ' || line.front() == '\\t') {" 'if (false) {' test_http head_parser/a_folded_header_is_refused_as_such
mutation target_limit_off_by_one api/http/head_parser.cpp \
  'if (target.size() > limits.target_bytes) {' 'if (target.size() >= limits.target_bytes) {' \
  test_http head_scanner/target_of_8_kib_is_read_and_one_byte_more_is_414
mutation trailers_unbounded api/http/chunked_decoder.cpp \
  'if (++trailer_bytes_ > limits_.trailer_bytes)' 'if (false)' test_http chunked_decoder/beast_defect_1_a_trailer_of_64_kib_is_refused
mutation chunk_data_end_unchecked api/http/chunked_decoder.cpp \
  "if (c != '\\r') return fail(\"a chunk is longer than its size\");" '' test_http chunked_decoder/data_ends_where_its_size_says

mutation endings_ignored api/http/router.cpp \
  'if (segment.size() <= ending.size() || !segment.ends_with(ending)) continue;' 'if (segment.size() <= ending.size()) continue;' \
  test_http router/a_parameter_with_an_ending_is_what_stands_before_it

# Paper
mutation text_larger_than_its_area engine/documents/text_fit.cpp \
  'fitted.scale = std::min(area.width / fitted.extent.width, area.height / fitted.extent.height);' '{}' \
  test_documents badge_layout/one_character_again_and_again_is_whole_and_inside
mutation accents_not_measured engine/documents/text_fit.cpp \
  'const auto top = std::min(ink.y, logical.y);' 'const auto top = logical.y;' \
  test_documents badge_sheet/nothing_is_drawn_outside_the_areas
mutation sheets_with_a_date engine/documents/badge_sheet.cpp \
  'cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");' '' \
  test_documents badge_sheet/the_same_badges_give_the_same_bytes_on_every_thread

# Storage
mutation missing_bind_accepted engine/storage/statement.cpp \
  'if (!used[i]) refuse(' 'if (false) refuse(' test_storage statement/a_value_without_a_placeholder_is_refused
mutation comments_accepted engine/storage/statement.cpp \
  "if ((c == '-' && next == '-') || (c == '/' && next == '*'))" 'if (false)' \
  test_storage statement/what_socis_parser_would_misread_is_refused
mutation lost_commit_taken_for_a_failure engine/storage/connection.cpp \
  'throw OutcomeUnknown("the connection to the database was lost during a commit");' 'throw;' \
  test_storage lost_connection/a_commit_whose_answer_is_lost_has_an_unknown_outcome_and_is_not_run_again
mutation rolled_back_actions_run engine/storage/database.cpp \
  'tx.on_commit_.resize(actions);' '' test_storage unit_of_work/actions_of_what_was_rolled_back_do_not_run

# Who may
mutation revoked_tokens_accepted engine/access/token_store.cpp \
  '"where token_hash = :hash and revoked_at is null"' '"where token_hash = :hash"' \
  test_access token_verifier/a_revocation_by_another_process_ends_it_within_the_cache_time
mutation roles_not_checked api/pipeline/pipeline.cpp \
  'if (route.roles.contains(principal.role)) return {};' 'return {};' \
  test_pipeline order/a_role_too_low_is_403_before_media_type_body_and_query
mutation other_companies_visible engine/directory/company_service.cpp \
  'if (!company || !call.principal.may_see(company->owner()))' 'if (!company)' \
  test_directory 'company_service/*'
mutation failures_5xx_remembered api/pipeline/pipeline.cpp \
  'if (status_of(answer.error().kind()) >= 500) throw' 'if (false) throw' \
  test_pipeline idempotency/a_refusal_of_kind_5xx_is_not_kept_and_its_change_neither

# Events
mutation stale_versions_accepted engine/events/event_service.cpp \
  'if (!expected.is_met_by(event->version))' 'if (false)' \
  test_events event_service/a_change_makes_a_new_version_and_one_that_changes_nothing_does_not
mutation cancelled_events_revived engine/events/event.cpp \
  'if (from == EventStatus::cancelled) return false;' '' test_events event_rules/every_status_becomes_what_organisers_expect_and_nothing_else
mutation capacity_below_taken_accepted engine/events/capacity.cpp \
  'if (places >= taken + kept) continue;' 'continue;' test_events capacity_rules/a_limit_with_its_overbook_is_at_least_the_places_taken
mutation largest_limit_refused engine/events/capacity.cpp \
  'check_range(errors, pointer_to(i, "limit"), pool.limit, 0, max_places);' 'check_range(errors, pointer_to(i, "limit"), pool.limit, 0, max_places - 1);' \
  test_events capacity_rules/limits_are_checked_at_below_and_above_their_bounds
mutation reservations_beyond_the_free engine/events/terms_change.cpp \
  'if (!free || asked <= *free || asked <= reserved_in(reserved_before, pool)) continue;' 'if (!free || asked >= 0) continue;' \
  test_events terms_change/reservations_that_grow_fit_beside_what_is_taken_and_reserved
mutation released_contingents_go_on_reserving engine/events/terms_change.cpp \
  'if (one.is_kept_at(now) && unused > 0)' 'if ((one.is_kept_at(now) || true) && unused > 0)' \
  test_events terms_change/what_is_kept_and_not_taken_is_reserved
mutation categories_with_heads_removed engine/events/terms_change.cpp \
  'if (heads > 0) errors.push_back(in_use(std::string(list), before, heads));' '' \
  test_events event_terms_service/a_category_with_heads_stays
mutation terms_without_a_new_version engine/events/event_terms_service.cpp \
  'save_terms_version(tx, event, *version + 1);' '' \
  test_events event_terms_service/one_version_counts_the_changes_of_all_parts
mutation terms_changed_without_locks engine/events/event_terms_service.cpp \
  'const auto rows = lock_pools(tx, event);' 'const auto rows = load_pools(tx, event);' \
  test_events 'event_terms_race/*'
mutation reserved_places_shown_as_available engine/events/capacity_explanation.cpp \
  'return std::max<std::int64_t>(0, *free - reserved);' 'return free;' \
  test_events capacity_explanation/what_is_available_and_why_nothing_is

# Registration
mutation last_place_given_twice engine/registration/admission.cpp \
  'return wanted == 0 || !places || *places >= wanted;' 'return wanted == 0 || !places || *places + 1 >= wanted;' \
  test_registration admission/a_limit_is_reached_exactly
mutation queue_jumped engine/registration/admission.cpp \
  'return places - (order.is_plain() ? state.waitlisted : set_aside(state.aside, priority));' 'return places;' \
  test_registration admission/nobody_gets_a_place_that_somebody_before_waits_for
mutation places_not_locked engine/registration/places.cpp \
  'return {event, events::lock_pools(tx, event)};' 'return {event, events::load_pools(tx, event)};' \
  test_registration races/the_last_places_are_given_once_in_sixty_four_races
mutation scans_of_one_ticket_not_told_apart engine/registration/check_in.cpp \
  'return ticket->inside ? ScanResult::already_checked_in : ScanResult::ok;' 'return ScanResult::ok;' \
  test_registration races/of_many_scans_of_one_ticket_exactly_one_is_ok
mutation cancelled_tickets_let_in engine/registration/check_in.cpp \
  'if (ticket->state == ParticipantState::cancelled) return ScanResult::cancelled;' '' \
  test_registration check_in/a_ticket_that_does_not_admit_says_why_and_the_scan_is_kept
mutation forged_tickets_let_in engine/registration/check_in.cpp \
  'if (!scan.signature_fits) return ScanResult::invalid_signature;' '' \
  test_registration signed_scans/a_signature_that_does_not_fit_is_refused_and_the_scan_kept
mutation signatures_of_other_events_fit engine/registration/ticket_key.cpp \
  '.append(event.text())' '' \
  test_registration ticket_key/the_signature_of_another_event_organization_secret_or_ticket_does_not_fit
mutation tickets_of_cancelled_heads_printed engine/registration/ticket_service.cpp \
  'if (badge->state == ParticipantState::cancelled)' 'if (false)' \
  test_registration ticket_service/only_heads_that_have_a_place_have_something_to_print
mutation badges_of_an_event_repeated engine/registration/badge_store.cpp \
  'or p.list_position > :position)' 'or p.list_position >= :position)' \
  test_registration ticket_service/badges_of_an_event_come_page_by_page_each_once_in_order
mutation tickets_not_locked engine/registration/check_in_store.cpp \
  'return select_tickets(tx, organization, codes, storage::Lock::for_update);' 'return find_tickets(tx, organization, codes);' \
  test_registration races/of_many_scans_of_one_ticket_exactly_one_is_ok
mutation lists_not_asked engine/registration/check_in.cpp \
  'if (!ticket->on_list) return ScanResult::not_on_list;' '' \
  test_registration check_in_lists/a_list_admits_categories_or_a_pool
mutation facts_compared_with_the_last_scan engine/registration/door.cpp \
  'const auto next = history.lower_bound(here);' 'const auto next = history.end();' \
  test_registration check_in_batch/a_fact_between_two_live_scans_leaves_the_later_one_in_force
mutation annulled_scans_go_on_counting engine/registration/presence_store.cpp \
  " and annulled_at is null" '' \
  test_registration check_in_batch/what_is_left_after_an_annulment_says_who_is_inside
mutation pack_without_who_is_inside engine/registration/check_in_report_store.cpp \
  ' or s.updated_at >= :since)' ')' test_registration check_in_report/what_changed_since_comes_again
mutation more_than_there_is_waits engine/registration/admission.cpp \
  'if (const auto beyond = first_beyond(request)) return refused(request, *beyond);' '' \
  test_registration admission/who_asks_for_more_than_there_is_in_all_is_refused_under_any_policy
mutation queue_not_locked engine/registration/registration_store.cpp \
  'storage::Lock::for_update),' 'storage::Lock::none),' \
  test_registration races/a_promotion_at_the_time_of_a_naming_makes_a_version_of_its_own
mutation queue_read_once engine/registration/waitlist.cpp \
  'may_go_on = waiting.size() == count && promotion.may_go_on();' 'may_go_on = false;' \
  test_registration cancellation/a_long_queue_is_served_to_its_end_in_portions
mutation queue_ordered_by_clock engine/registration/registration_store.cpp \
  '"order by queue_number limit :limit",' '"order by registered_at limit :limit",' \
  test_registration cancellation/the_queue_is_in_the_order_of_the_decisions_whatever_the_clocks_say
mutation contingents_given_to_others engine/registration/registration_terms.cpp \
  'capacity.pools[contingent.pool].reserved += unused;' '' \
  test_registration terms/a_contingent_is_taken_first_and_the_others_do_not_see_it
mutation owners_of_a_contingent_jump_the_queue engine/registration/admission.cpp \
  'waited_for += capacity_->set_aside(kept.aside, request.priority);' '' \
  test_registration terms/among_the_owners_of_a_contingent_nobody_jumps_the_queue
mutation priorities_forgotten_in_the_queue engine/registration/queue_store.cpp \
  'if (places > 0) capacity.pools[pool].aside[static_cast<int>(-of_rank)] += places;' '' \
  test_registration terms/nobody_with_a_lower_priority_gets_what_a_higher_one_waits_for
mutation holds_confirmed_after_their_time engine/registration/held_places_service.cpp \
  'if (is_over(registration, now)) return registration.held_until;' 'if (is_over(registration, now)) return std::nullopt;' \
  test_registration held_places/a_hold_ends_at_its_time_and_who_waits_gets_the_places
mutation holds_ended_although_confirmed engine/registration/held_places_service.cpp \
  'if (!is_over(held, now)) return held;' '' \
  test_registration held_races/a_hold_that_is_confirmed_while_it_expires_is_one_of_both
mutation cancelled_ones_approved engine/registration/held_places_service.cpp \
  'return registration.approval == Approval::pending && registration.status != RegistrationStatus::cancelled;' \
  'return registration.approval == Approval::pending;' \
  test_registration held_places/what_is_cancelled_is_not_approved_or_declined_any_more
mutation contingents_not_given_back engine/registration/registration_steps.cpp \
  'taken = std::min(taken, of_pool);' '' \
  test_registration registration_steps/after_any_steps_heads_pools_state_and_counters_agree
mutation left_company_sees_on engine/registration/registration_reference_mover.cpp \
  'if (head.company != after.company) {' 'if (false) {' \
  test_registration registration_reference_mover/a_company_sees_nothing_more_of_a_person_who_has_left_it
mutation company_of_token_not_locked engine/access/token_store.cpp \
  '"lock in share mode",' '"",' test_directory token_race/no_token_is_made_for_a_company_that_is_merged_meanwhile
mutation version_of_old_key_comes_back engine/core/expected_version.hpp \
  'return unix_microseconds(now); }' 'return unix_microseconds(now) * 0 + 1; }' \
  test_events series/a_series_made_anew_under_the_same_key_has_another_version

# Questions and answers
mutation unasked_answers_accepted engine/registration/answer_rules.cpp \
  'if (asked == Asked::no && is_answered)' 'if (false)' \
  test_registration answer_rules/what_is_not_asked_is_not_answered
mutation nothing_is_owed engine/registration/answer_rules.cpp \
  'if (asked == Asked::yes && question.required && sheet_->is_named && !is_answered)' 'if (false)' \
  test_registration question_service/a_head_owes_its_answers_when_it_is_named
mutation given_choices_lost engine/registration/question.cpp \
  '} else if (question.kind == QuestionKind::choice && !keeps_choices(' '} else if (false && !keeps_choices(' \
  test_registration question_service/a_question_that_has_answers_stays
mutation long_choices_counted_together engine/registration/answer_store.cpp \
  '" group by a.question_key, sha2(a.answer, 256)",' '" group by a.question_key, left(a.answer, 1024)",' \
  test_registration question_service/choices_that_differ_far_behind_their_beginning_are_counted_apart
mutation answers_in_the_audit_trail engine/registration/registration_audit.cpp \
  'changes.push_back({"answers/" + question, std::nullopt, "given"});' \
  'changes.push_back({"answers/" + question, std::nullopt, to_text(answer)});' \
  test_registration question_service/answers_are_changed_one_by_one_and_the_trail_does_not_say_to_what
mutation questions_always_loaded engine/registration/group_registration.cpp \
  'if (event.questions_version > 0) ids.insert(id);' 'ids.insert(id);' \
  test_registration question_service/an_event_that_never_asked_anything_costs_the_desk_no_statement_more

# Past bookings and money
mutation past_bookings_skip_ahead engine/registration/past_booking.cpp \
  'capacity.order = {};' '' \
  test_registration past_booking/who_waits_is_before_it_also_where_others_may_skip_ahead
mutation past_bookings_not_admitted engine/registration/past_booking_service.cpp \
  'decision = intake_->admit(request);' '' \
  test_registration past_booking_service/places_are_given_in_order_and_each_is_refused_for_itself

mutation equal_charges_counted_once engine/registration/accounts_store.cpp \
  '", count(*) from registrations r"' '", 1 from registrations r"' \
  test_registration accounts_service/rows_of_all_pages_sum_up_to_the_totals_exactly
mutation fees_without_heads_forgotten engine/registration/accounts_store.cpp \
  ' or r.fee_net > 0)' ')' \
  test_registration accounts_service/an_invoice_is_of_confirmed_heads_and_the_fee_of_those_who_cancelled_late

# Vendors
mutation packages_not_locked engine/vendors/vendor_package_store.cpp \
  'tx.select(storage::locked(sql, storage::Lock::for_update), {}, read_package)' 'tx.select(sql, {}, read_package)' \
  test_vendors vendor_races/the_last_packages_are_booked_once_in_thirty_two_races
mutation last_package_given_twice engine/vendors/vendor_package.cpp \
  'if (!package.limit || others < *package.limit) return {};' 'if (!package.limit || others <= *package.limit) return {};' \
  test_vendors vendor_packages/a_place_is_there_until_the_limit_is_reached
mutation expired_offers_hold_places engine/vendors/vendor_participation_store.cpp \
  'offer_expires_at is null or offer_expires_at > ' 'offer_expires_at is null or 1 or offer_expires_at > ' \
  test_vendors vendor_participations/an_expired_offer_holds_nothing_and_is_booked_only_while_a_place_is_free
mutation offers_booked_without_a_place engine/vendors/vendor_participation_service.cpp \
  'if (auto place = check_place_for(tx, call, before, deciding->package); !place) return place.error();' '' \
  test_vendors vendor_participations/an_expired_offer_holds_nothing_and_is_booked_only_while_a_place_is_free
mutation vendors_book_what_was_not_offered engine/vendors/vendor_participation.cpp \
  'return from == Status::offered || (is_organizer && from == Status::enquiry);' \
  'return from == Status::offered || from == Status::enquiry;' \
  test_vendors vendor_participation_rules/organizers_and_vendors_reach_what_is_theirs_and_nothing_else
mutation rivals_participations_visible engine/vendors/open_participation.cpp \
  'if (!found || !call.principal.may_see(found->company))' 'if (!found)' \
  test_vendors vendor_participations/others_participations_do_not_exist_for_a_vendor
mutation booked_price_follows_the_package engine/vendors/vendor_invoice.cpp \
  'participation.booking ? *participation.booking : book(package, {})' 'book(package, {})' \
  test_vendors vendor_participation_rules/what_is_booked_costs_what_it_cost_then
mutation package_limit_below_taken_accepted engine/vendors/vendor_package.cpp \
  'if (is_limited_more && *after.limit < taken)' 'if (is_limited_more && *after.limit < 0)' \
  test_vendors vendor_packages/a_limit_is_not_lowered_below_the_vendors_that_have_the_package
mutation event_not_held_by_who_enquires engine/vendors/vendor_participation_service.cpp \
  'events::find_event(tx, call.principal.organization, event_id, storage::Lock::shared)' \
  'events::find_event(tx, call.principal.organization, event_id)' \
  test_vendors vendor_races/no_participation_outlives_the_event_that_is_cancelled_meanwhile
mutation passes_without_end engine/vendors/vendor_staff.cpp \
  'if (others < passes) return {};' 'return {};' test_vendors vendor_staff/passes_are_at_most_those_of_the_package
mutation booths_kept_by_who_cancelled engine/vendors/vendor_participation_service.cpp \
  'give_booths(tx, call, id, std::nullopt);' '' \
  test_vendors booths/who_has_a_table_has_fixed_tables_and_who_is_cancelled_has_none
mutation leads_read_by_organizers engine/vendors/lead_service.cpp \
  'if (!call.principal.company) return refusals::not_found' 'if (false) return refusals::not_found' \
  test_vendors leads/leads_are_their_vendors_alone_and_organizers_count_them
mutation withdrawn_consent_keeps_the_name engine/vendors/lead.cpp \
  'lead.name.reset();' '' test_vendors leads/consent_that_is_taken_back_erases_who_it_was
mutation contacts_in_the_audit_trail engine/vendors/lead_service.cpp \
  'changes.push_back({member, word(was, "given"), word(is, was ? "given anew" : "given")});' \
  'changes.push_back({member, word(was, "given"), word(is, "Geheim")});' \
  test_vendors leads/the_trail_says_what_changed_and_never_to_what
mutation people_kept_without_consent engine/vendors/lead.cpp \
  'if (lead.consent) return;' 'return;' test_vendors leads/who_it_is_is_kept_with_consent_only
mutation merged_vendors_have_too_many_passes engine/vendors/vendor_reference_mover.cpp \
  'after.has_pass = one.has_pass && passes_left > 0;' 'after.has_pass = one.has_pass;' \
  test_vendors vendor_reference_mover/of_two_in_one_event_the_one_further_on_stays_with_booths_and_staff_of_both
mutation rivals_booths_visible engine/vendors/booth_service.cpp \
  'if (call.principal.company) filter.company = call.principal.company;' '' \
  test_vendors booths/a_vendor_sees_its_own_booths
mutation vendors_lapse_before_the_year_is_over engine/statistics/vendors.cpp \
  'if (row.complete) row.lapsed' 'row.lapsed' \
  test_statistics vendor_years/nobody_has_lapsed_in_a_year_that_is_not_complete
mutation enquiries_are_participation engine/statistics/vendors_store.cpp \
  "p.status in ('booked', 'confirmed')" "p.status <> 'cancelled'" \
  test_statistics vendor_statistics_service/only_what_is_booked_or_confirmed_at_events_that_are_not_cancelled_counts

mutation what_nobody_recorded_was_held engine/statistics/vendor_talks.cpp \
  'if (!talk.recorded) {' 'if (false) {' test_statistics vendor_talks/what_is_not_recorded_is_never_held
mutation grades_of_missed_talks_count engine/statistics/vendor_talks.cpp \
  'if (talk.grade && !is_missed_by_vendor)' 'if (talk.grade)' \
  test_statistics vendor_talks/grades_are_shown_from_three_on_and_none_of_a_talk_that_the_vendor_missed
mutation partners_counted_twice engine/statistics/vendor_talks_store.cpp \
  'coalesce(c.merged_into_id, c.id)' 'c.id' \
  test_statistics vendor_talks_service/a_company_that_was_merged_away_counts_as_the_one_that_it_is_now

# Feedback, statistics, tables
mutation two_grades_shown engine/feedback/grade.cpp \
  'if (summary.n < min_shown) return summary;' '' test_feedback grade/below_three_grades_only_the_count_is_shown
mutation mean_rounded_down engine/feedback/grade.cpp \
  '(2 * sum + n) / (2 * n)' '(2 * sum) / (2 * n)' test_feedback grade/the_mean_is_rounded_half_up_to_a_tenth
mutation stale_trend_kept engine/statistics/attendance_cache.cpp \
  'return ticket.generation == generations_[ticket.slot];' 'return true;' \
  test_statistics attendance_cache/an_answer_whose_computation_began_before_a_change_is_never_kept
mutation late_asker_gets_an_old_trend engine/statistics/trend_queue.cpp \
  'if (line.is_running && cache_->serves(line.ticket, std::chrono::steady_clock::now())) {' 'if (line.is_running) {' \
  test_statistics trend_queue/who_asks_after_a_change_is_not_answered_by_a_computation_that_began_before
mutation forced_exit_is_attendance engine/statistics/attendance_store.hpp \
  " and i.direction = 'entry'" '' \
  test_statistics attendance_service/a_forced_exit_and_a_cancelled_heads_scan_are_no_attendance
mutation annulled_scan_is_attendance engine/statistics/attendance_store.hpp \
  ' and i.annulled_at is null' '' test_statistics attendance_service/an_annulled_scan_is_no_attendance
mutation grade_beside_a_cancellation engine/feedback/grade_service.cpp \
  'registration::lock_participant(tx, id);' '' \
  test_feedback grade_service/a_grade_that_races_with_a_cancellation_waits_and_is_refused
mutation formulas_not_escaped engine/core/csv.cpp \
  "value = \"'\";" '{}' test_core 'csv/*'
mutation desk_keeps_no_answers engine/registration/batch_keys.cpp \
  'access::keep_answers(tx, rows, now);' 'access::keep_answers(tx, {}, now);' \
  test_registration desk/a_hundred_sends_of_one_key_make_one_registration_and_all_get_its_answer
mutation refused_groups_registered engine/registration/group_registration.cpp \
  'if (decision.refusal) return refused(*decision.refusal);' '' \
  test_registration desk/a_batch_gives_the_places_in_the_order_of_arrival_and_refuses_each_for_itself
mutation people_of_a_batch_forgotten engine/registration/group_registration.cpp \
  'registered_.emplace(event_id, *head.person);' '' \
  test_registration desk/one_person_is_taken_once_also_within_a_batch
mutation old_keys_never_forgotten engine/access/idempotency_store.cpp \
  'if (row.next<core::Instant>() < kept_since) {' 'if (row.next<core::Instant>() < kept_since && false) {' \
  test_registration desk/a_key_is_forgotten_after_a_day
mutation scans_of_one_time engine/registration/scan_batch.cpp \
  '.now = scans_[i].call->now});' '.now = scans_.front().call->now});' \
  test_registration gate/scans_of_several_callers_see_each_other_and_keep_their_own_times
mutation nonces_of_all_events_mixed engine/registration/check_in_store.cpp \
  'found[scan.event].emplace(nonce, std::move(scan));' 'found[nonces.begin()->first].emplace(nonce, std::move(scan));' \
  test_registration gate/scans_at_several_events_are_one_batch_and_each_knows_its_own
mutation open_events_told_to_statistics engine/registration/scan_batch.cpp \
  'if (open.good == 0 || open.event.status != events::EventStatus::completed) continue;' 'if (open.good == 0) continue;' \
  test_registration gate/only_events_that_are_over_tell_the_statistics
mutation unknown_outcome_not_asked_again engine/registration/batch_server.hpp \
  'return ask_again(requests, std::current_exception());' 'return to_all(requests.size(), std::current_exception());' \
  test_registration gate/after_a_commit_whose_answer_is_lost_who_has_a_key_is_told_what_became_of_it
mutation held_up_by_one_ticket engine/registration/gate.cpp \
  'request.wish->ticket_code' 'request.event.text()' \
  test_registration gate/a_lock_on_one_ticket_does_not_fail_the_others
mutation two_batches_of_one_key engine/core/batch_queue.hpp \
  'if (line.is_running || line.jobs.size() > 1) return true;' 'if (line.jobs.size() > 1) return true;' \
  test_core batch_queue/keys_go_in_parallel_and_each_runs_one_batch_at_a_time
mutation nulls_sent_as_empty engine/storage/prepared_inserts.cpp \
  'if (kind == Kind::null) nulls[row] = STMT_INDICATOR_NULL;' 'static_cast<void>(kind);' \
  test_storage bulk_insert/every_text_comes_back_as_it_was
mutation bulk_texts_not_escaped engine/storage/row_buffer.cpp \
  'if (is_plain(content)) return' 'if (!content.empty()) return' \
  test_storage bulk_insert/every_text_comes_back_as_it_was
mutation role_forgotten_on_the_io_thread api/pipeline/pipeline.cpp \
  'if (!principal || !x->route().roles.contains(principal->role)) return std::nullopt;' 'if (!principal) return std::nullopt;' \
  test_pipeline later/a_request_is_handed_over_on_the_io_thread_only_in_the_plain_good_case

mutation capacity_locked_before_the_event engine/events/capacity_store.cpp \
  'lock_events(tx, events, storage::Lock::shared);' '' \
  test_registration lock_order/whoever_takes_or_frees_places_has_the_event_first
mutation series_locked_with_its_event engine/events/event_store.cpp \
  'if (lock == storage::Lock::none) return select_events' 'if (lock != storage::Lock::none) return storage::locked(select_events + std::string(condition), lock); else return select_events' \
  test_registration lock_order/an_event_is_locked_without_its_series
mutation later_portions_not_served engine/registration/waitlist.cpp \
  'may_go_on = waiting.size() == count' 'may_go_on = waiting.size() > count' \
  test_registration cancellation/all_who_fit_into_a_raised_limit_are_served_with_their_heads_however_many_portions_they_are
mutation heads_of_who_is_served_not_read engine/registration/waitlist.cpp \
  'load_heads(tx, served);' '' \
  test_registration cancellation/all_who_fit_into_a_raised_limit_are_served_with_their_heads_however_many_portions_they_are
mutation units_that_end_before_their_commit engine/storage/connection.cpp \
  '(settings_->only_units ? ", autocommit = 0" : ", autocommit = 1")' '", autocommit = 1"' \
  test_storage transaction/a_unit_that_begins_with_its_first_statement_is_all_or_nothing_as_well

mutation added_heads_not_approved engine/registration/registration_terms.cpp \
  'request.held = request.held || registration.held_for.has_value();' 'request.held = registration.held_for.has_value();' \
  test_registration heads/added_heads_ask_for_approval_and_those_before_stay_confirmed
mutation a_desk_approves_by_bringing_back engine/registration/return_service.cpp \
  'needs_approval && !access::organizers.contains(call.principal.role)' 'needs_approval && call.principal.company.has_value()' \
  test_registration returning/what_a_desk_brings_back_asks_for_approval_anew
mutation who_came_becomes_somebody_else engine/registration/registration_service.cpp \
  'if (!find_checked_in(tx, registration.id).contains(head.id)) return {};' 'return {};' \
  test_registration heads/a_ticket_with_which_somebody_came_gets_nobody_else
mutation own_promotion_not_answered engine/registration/registration_change.cpp \
  'if (promoted > 0 && after.waits()) after = find' 'if (promoted > 99) after = find' \
  test_registration heads/a_group_that_fits_once_it_is_smaller_is_answered_as_it_is_then
mutation others_people_told_to_companies engine/registration/person_check.hpp \
  'known == people.end() || !call.principal.may_see(known->second.company)' 'known == people.end() || call.request_id == "-"' \
  test_registration heads/to_a_company_people_of_others_do_not_exist
mutation owners_of_contingents_passed_by_imports engine/registration/past_booking_service.cpp \
  'load_aside(tx, event_.id, long_ago(terms_.rules, call_->now), before_);' '' \
  test_registration past_booking_service/what_the_owner_of_a_contingent_waits_for_is_not_taken_over
mutation people_locked_behind_the_events engine/directory/company_service.cpp \
  'const auto people = lock_people_of(tx, from_id);' 'const std::vector<Person> people;' \
  test_registration lock_order/a_merge_has_the_people_before_the_events

# Why a group waits
mutation those_before_not_counted engine/registration/explanation.cpp \
  'pool.waitlisted = queue.places;' 'pool.waitlisted = 0;' \
  test_registration explanation_properties/what_is_left_of_each_pool_is_what_those_before_leave
mutation claims_on_contingents_not_counted engine/registration/explanation.cpp \
  'claimed == ahead.claims.end() ? 0 : claimed->second' 'claimed == ahead.claims.end() ? 0 : 0 * claimed->second' \
  test_registration explanation/what_is_kept_for_its_own_company_is_left_for_it
mutation those_behind_told_as_before engine/registration/queue_store.cpp \
  'and r.queue_number < :number"' 'and r.queue_number <> :number"' \
  test_registration explanation_service/the_database_counts_who_is_before_as_a_walk_over_all_of_them_does
mutation age_of_those_before_not_asked engine/registration/queue_store.cpp \
  'order.skip_ahead ? "(" + since + " <= :long_ago)" : "1"' 'order.skip_ahead ? "(:long_ago is not null)" : "1"' \
  test_registration explanation_service/the_database_counts_who_is_before_as_a_walk_over_all_of_them_does
mutation explained_to_anybody engine/registration/explanation_service.cpp \
  'if (!registration || !call.principal.may_see(registration->company))' 'if (!registration)' \
  test_registration explanation_service/a_registration_of_another_company_or_organization_is_not_there
mutation reads_of_several_moments engine/storage/connection.cpp \
  'command("set transaction isolation level repeatable read");' '' \
  test_storage transaction/a_read_at_once_sees_one_moment_and_a_plain_read_each_newest_one

# How far to overbook
mutation the_risk_that_is_just_too_high_taken engine/statistics/overbooking.cpp \
  '<= max_risk ? good : bad' '<= 1.2 * max_risk ? good : bad' \
  test_statistics overbooking/the_suggestion_is_the_largest_by_fractions_counted_out
mutation unwatched_doors_believed engine/statistics/overbooking.cpp \
  'return came > 0 && came * 100 >= registered * least_came_percent;' 'return came > 0;' \
  test_statistics overbooking/an_event_whose_door_was_not_watched_counts_for_nothing
mutation events_to_come_taken_for_past engine/statistics/overbooking_store.cpp \
  "e.status = 'completed' and e.starts_on < :before" "e.status = 'completed' and e.starts_on <> :before" \
  test_statistics overbooking/completed_earlier_events_of_the_series_are_what_it_is_computed_from

# Plans of talks
mutation two_talks_at_once_unseen engine/scheduling/checker.cpp \
  'if (!is_free)' 'if (false)' test_scheduling checker/nobody_is_in_two_talks_at_once
mutation a_break_across_days engine/scheduling/checker.cpp \
  '&& day(*slot) == day(*next)) ++breaks;' ') ++breaks;' \
  test_scheduling checker/a_break_is_a_run_of_idle_slots_between_two_talks
mutation one_talk_more_than_tables engine/scheduling/sat_model.cpp \
  'const int limit = is_of_two_ ? 2 * tables : tables;' 'const int limit = is_of_two_ ? 2 * tables + 2 : tables + 1;' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation an_interval_too_short engine/scheduling/sat_model.cpp \
  'for (int slot = std::max(0, problem_.slots - required);' 'for (int slot = std::max(0, problem_.slots - required - 1);' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation breaks_may_differ_less engine/scheduling/sat_model.cpp \
  'const int allowed = *problem_.max_break_difference;' 'const int allowed = std::max(0, *problem_.max_break_difference - 1);' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation a_sum_that_says_too_little engine/scheduling/formula.cpp \
  'if (both_ways && i + j < outputs) {' 'if (both_ways && i + j + 1 < outputs) {' \
  test_scheduling formula/counts_are_exact_up_to_the_limit
mutation a_bound_too_high engine/scheduling/sat_search.cpp \
  'bound.*problem_.objective.parts[part] = most + 1;' 'bound.*problem_.objective.parts[part] = most + 2;' \
  test_scheduling solver/one_group_that_must_wait_twice_is_found_by_asking_for_the_sum
mutation a_chain_that_forgets_the_order engine/scheduling/local_search.cpp \
  'return plan_.slots[at(other)] == left_out || mine < slot_after(other);' 'return true;' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation a_chain_that_fills_the_tables engine/scheduling/local_search.cpp \
  'talks_in_[at(other)] - coming + leaving <= problem_.tables[at(other)];' 'true;' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation a_demand_too_many engine/scheduling/infeasibility.cpp \
  'demand = keep_what_was_needed(demand);' '++demand;' \
  test_scheduling infeasibility/a_reason_is_a_contradiction_and_minimal
mutation a_break_counted_twice engine/scheduling/bounds.cpp \
  'now[idle_again] + 1}));' 'now[idle_again] + 2}));' test_scheduling bounds/nobody_can_have_fewer
mutation a_gap_one_too_short engine/scheduling/pause_clauses.cpp \
  'for (int next = slot + 1; next <= slot + min_gap && next < day.end; ++next)' 'for (int next = slot + 1; next < slot + min_gap && next < day.end; ++next)' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation chains_without_pauses engine/scheduling/local_search.cpp \
  'if (!is_accepted() || !keep_pauses() ||' 'if (!is_accepted() ||' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation places_without_pauses engine/scheduling/placement.cpp \
  'for (const int who : problem_.talks[at(talk)].attendees) keep_pauses(who, slot);' '' \
  test_scheduling placement/a_plan_breaks_no_rule_but_perhaps_the_one_on_breaks
mutation own_tables_counted_as_common engine/scheduling/sat_model.cpp \
  'if (here != 0 && !problem_.talks[at(talk)].has_own_table) counted.push_back(here);' 'if (here != 0) counted.push_back(here);' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation a_part_not_settled engine/scheduling/sat_search.cpp \
  'assume_at_most(model_.more[earlier], bound.*problem_.objective.parts[earlier], assumptions);' '{}' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation a_wish_taken_for_settled engine/scheduling/bounds.cpp \
  'if (is_pinned && it.importance == Importance::required) can_be_idle = false;' 'if (is_pinned) can_be_idle = false;' \
  test_scheduling bounds/a_pinned_wish_can_be_left_out
mutation an_interval_of_wishes engine/scheduling/sat_model.cpp \
  'one_interval(busy, has_break, talks, required_talks(participant));' 'one_interval(busy, has_break, talks, talks);' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation a_wish_that_comes_in_too_early engine/scheduling/local_search.cpp \
  'if (plan_.slots[at(earlier)] >= slot) return;' '' \
  test_scheduling local_search/what_must_come_later_does_not_come_in_before
mutation an_order_that_is_no_obstacle engine/scheduling/left_out.cpp \
  'if (plan.slots[at(earlier)] >= slot && !is_in_the_way(earlier))' 'if (false)' \
  test_scheduling left_out_talks/without_its_obstacles_a_talk_fits_and_with_any_of_them_it_does_not
mutation a_move_back_not_counted engine/scheduling/local_search.cpp \
  'if (is_moved(talk)) --score_.moved;' '' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation left_out_counted_as_moved engine/scheduling/sat_model.cpp \
  'if (!is_required(talk)) follows.push_back(-has_slot_[at(talk)]);' '' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds

# Quotas and tables
mutation quotas_not_placed engine/scheduling/placement.cpp \
  'if (++staying >= quota.max) add_in_the_way(other);' 'if (++staying >= quota.max) break;' test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation quotas_not_swapped engine/scheduling/local_search.cpp \
  '[this](int moving) { return keeps_quotas(moving); }' '[](int) { return true; }' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation quotas_not_in_the_formula engine/scheduling/sat_model.cpp \
  'formula().add({-formula().count_up(counted, quota.max + 1)[at(quota.max)]});' '' \
  test_scheduling solver/it_finds_what_trying_every_plan_finds
mutation quotas_not_judged engine/scheduling/checker.cpp \
  'if (talks > quota.max)' 'if (false)' test_scheduling checker/no_more_talks_than_a_quota_are_where_it_says
mutation one_table_for_two engine/scheduling/tables.cpp \
  'if (taken.contains(table)) return;' 'if (taken.size() > 1000) return;' test_scheduling tables/nobody_sits_where_another_does_and_own_tables_are_kept

# Talks
mutation slots_over_breaks engine/meetings/talk_settings.cpp \
  'if (const auto after = break_between(settings, session.date, start, end)) {' \
  'if (const auto after = break_between(settings, session.date, start, end); after && false) {' \
  test_meetings talk_settings/no_slot_touches_a_break
mutation declined_wishes_count engine/meetings/talk_wish.cpp \
  'return wish.status == WishStatus::accepted ||' 'return wish.status == WishStatus::declined || wish.status == WishStatus::accepted ||' \
  test_meetings talk_problem/only_what_counts_is_planned
mutation begun_talks_planned_again engine/meetings/talk_problem.cpp \
  'if (begun_.contains(wanted.pair)) continue;' '' \
  test_meetings talk_problem/a_talk_that_has_begun_stays_whatever_is_said_now
mutation no_pause_after_what_has_begun engine/meetings/talk_problem.cpp \
  'keep_pause_after_begun_talks(built_.participants[who], participant);' '' \
  test_meetings talk_problem/pauses_are_kept_also_after_talks_that_have_begun
mutation pins_forgotten engine/meetings/talk_problem.cpp \
  'talk.pinned = before->pinned;' '' test_meetings talk_problem/a_pinned_talk_stays_in_its_slot
mutation sequence_stands_still engine/meetings/talk_plan.cpp \
  'kind_of(was, &was_talk, is, &talk).has_value()) ++talk.sequence;' 'kind_of(was, &was_talk, is, &talk).has_value()) {}' \
  test_meetings talk_plan/a_talk_that_is_published_otherwise_counts_up
mutation everybodys_timetable engine/meetings/timetable.cpp \
  'if (filter.company && entry.company != *filter.company && entry.with_company != *filter.company) return false;' '' \
  test_meetings talk_plan/a_timetable_is_of_one_company_person_or_table
mutation merged_wish_lost engine/meetings/talk_merge_store.cpp \
  'and w.id <> c.id and c.status' 'and w.id = c.id and c.status' test_meetings meetings_service/a_wish_that_counts_survives_a_merge
mutation companies_overrule_staff engine/meetings/talk_outcome_service.cpp \
  'if (auto may = check_may_replace(*before, by); !may) return may.error();' '' \
  test_meetings talk_outcome_service/the_word_of_staff_stands_and_of_companies_the_last_one
mutation talks_to_come_recorded engine/meetings/talk_outcome.cpp \
  'if (now < *talk.starts_at) return' 'if (now < *talk.starts_at && false) return' test_meetings talk_outcome/a_talk_has_begun_with_its_slot
mutation talks_of_cancelled_events_recorded engine/meetings/talk_outcome_store.cpp \
  "p.published_event = k.event_id and e.status <> 'cancelled' left join" 'p.published_event = k.event_id left join' \
  test_meetings talk_outcome_service/only_a_talk_of_the_published_plan_that_has_begun_is_recorded
mutation everybodys_outcomes_listed engine/meetings/talk_outcome_service.cpp \
  'filter.company = call.principal.company;' '' \
  test_meetings talk_outcome_service/a_company_sees_and_records_its_own_talks_only
mutation missed_talks_graded engine/meetings/talk_outcome_service.cpp \
  'outcome && is_missed_by_vendor(*outcome, *talk))' 'outcome && false)' \
  test_meetings talk_outcome_service/a_talk_that_the_vendor_missed_has_no_grade
mutation staff_reads_single_grades engine/meetings/talk_outcome_service.cpp \
  'if (!call.principal.company || !may_grade(call, *talk) || !grade)' 'if (!may_grade(call, *talk) || !grade)' \
  test_meetings talk_outcome_service/the_partner_grades_a_talk_and_staff_may_for_it
mutation absent_company_not_merged engine/meetings/meetings_reference_mover.cpp \
  'move_missed_talks(tx, from, into);' '' test_meetings talk_outcome_service/outcomes_follow_a_merge

mutation a_difference_left_out engine/scheduling/sat_model.cpp \
  'if (everybody_more) clause.push_back(*everybody_more);' 'static_cast<void>(everybody_more);' \
  test_scheduling solver/breaks_that_everybody_has_are_no_difference
mutation idle_slots_uncounted engine/scheduling/local_search.cpp \
  'score_.idle_slots += idle - idle_by_participant_[at(who)];' '' \
  test_scheduling local_search/every_step_keeps_the_rules_and_counts_as_the_checker_does
mutation fine_parts_left_alone engine/scheduling/local_search.cpp \
  'return excess_ <= excess_before && !problem_.objective.is_better(score_before, score_);' 'return false;' \
  test_scheduling local_search/what_comes_later_in_the_objective_is_bettered_as_well
mutation an_order_of_its_own engine/scheduling/score.hpp \
  'for (const auto part : parts) {' 'for (const auto part : score_parts) {' \
  test_scheduling solver/the_order_of_the_objective_decides
mutation goals_twice engine/meetings/talk_settings.cpp \
  'if (first < settings.objective.begin() + static_cast<std::ptrdiff_t>(i)) {' 'if (first < settings.objective.begin()) {' \
  test_meetings talk_settings/what_counts_is_said_once
mutation common_tables_of_the_wished engine/meetings/talk_problem.cpp \
  'auto taken = input_.own_tables;' 'std::set<std::string> taken;' \
  test_meetings talk_problem/common_tables_are_called_the_same_whoever_is_wished_for
mutation talks_stay_behind engine/meetings/meetings_dependents.cpp \
  'replace_plan(tx, later);' 'update_plan(tx, later);' test_blackbox talks/talks_move_with_the_days_of_the_event
mutation absences_stay_behind engine/meetings/talk_restriction_store.cpp \
  'starts_at = starts_at + interval :first second' 'starts_at = starts_at + interval (0 * :first) second' \
  test_blackbox talks/talks_move_with_the_days_of_the_event
mutation longer_events_move engine/meetings/event_move.cpp \
  'first == last ? first : 0' 'first == last ? first : first' test_meetings event_move/an_event_moves_when_both_of_its_days_do
mutation moved_talks_are_no_news engine/meetings/event_move.cpp \
  'if (talk.slot) ++talk.sequence;' 'if (talk.slot) talk.sequence += 0;' test_meetings event_move/a_plan_that_moves_is_news_to_who_has_a_talk
mutation hidden_grades_told_by_all engine/statistics/vendor_talks.cpp \
  'if (hidden > 0 && hidden < feedback::min_shown) sums.totals.grades.spread.reset();' '' \
  test_statistics vendor_talks/what_is_hidden_of_a_vendor_does_not_follow_from_what_is_shown_of_all

# Jobs
mutation jobs_of_dead_processes_forgotten engine/jobs/job_store.cpp \
  'or (status = '"'"'running'"'"' and heartbeat_at < :silent)' 'or (:silent is null)' \
  test_jobs job_runner/the_job_of_a_process_that_is_gone_is_taken_over_and_done_once
mutation two_run_one_job engine/jobs/job_store.cpp \
  'for update skip locked' '' test_jobs job_runner/two_processes_never_run_the_same_job
mutation cancelled_jobs_write engine/jobs/job_runner.cpp \
  'if (*cancel || control.cancelled_) return' 'if (false) return' test_jobs job_runner/a_job_that_is_cancelled_writes_nothing
mutation drained_jobs_end engine/jobs/job_runner.cpp \
  'if (control.is_lost_ || (is_stopping && control.stop_)) {' 'if (control.is_lost_ && is_stopping && control.stop_) {' \
  test_jobs job_runner/a_process_that_ends_in_peace_gives_its_job_back
mutation no_turns engine/jobs/job_store.cpp \
  'where l.organization_id = jobs.organization_id' 'where 1 = 0 and l.organization_id = jobs.organization_id' \
  test_jobs job_runner/organizations_take_turns
mutation jobs_kept_for_ever engine/jobs/job_runner.cpp \
  'if (forgot_at_ && now - *forgot_at_ < pace_.forget_every) return;' 'if (now > std::chrono::steady_clock::time_point()) return;' test_jobs job_runner/jobs_that_ended_long_ago_are_forgotten
mutation recent_jobs_forgotten engine/jobs/job_runner.cpp \
  'clock_->now() - boost::gregorian::days(keep_finished_days)' 'clock_->now()' \
  test_jobs job_runner/jobs_that_ended_long_ago_are_forgotten
mutation streams_of_one_for_all engine/storage/watch.hpp \
  'for (const auto& follower : followers) looked_at_.push_back(follower.organization);' 'looked_at_.resize(followers.size());' \
  test_jobs job_runner/one_organization_does_not_take_the_streams_of_all
mutation streams_without_an_end api/server/connection.cpp \
  'const bool is_last = piece.is_last || loop_.shared().draining;' 'const bool is_last = piece.is_last;' \
  test_server streams/a_drain_ends_a_stream_that_says_nothing
mutation streams_without_a_bound api/http/stream.cpp \
  'if (waiting_.size() + bytes.size() > max_waiting_bytes) {' 'if (false) {' \
  test_server streams/what_nobody_takes_is_bounded
