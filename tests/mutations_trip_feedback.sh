# shellcheck shell=bash
# Faults as in mutations.sh: of personal links of study trips, and of what travellers think.

mutation links_of_somebody_else_are_good engine/trips/personal_access.cpp \
  'return is_same_person(link.who, traveller.who) && !is_kept_no_longer(' 'return traveller.id == link.participant && !is_kept_no_longer(' \
  test_trips personal_links/a_link_is_dead_for_somebody_else_and_for_who_does_not_come
mutation links_of_cancelled_travellers_are_good engine/trips/personal_access.cpp \
  'if (!found || found->state != registration::ParticipantState::confirmed) return no_link();' 'if (!found) return no_link();' \
  test_trips personal_links/a_link_is_dead_for_somebody_else_and_for_who_does_not_come
mutation later_links_read_the_answer engine/trips/trip_feedback.cpp \
  '&& (!feedback.link || *feedback.link == link.id);' '&& (!feedback.link || feedback.participant == link.participant);' \
  test_trips trip_feedback_service/a_link_that_is_made_later_does_not_read_the_answer
mutation comments_have_ids_of_their_moment engine/trips/trip_feedback_service.cpp \
  'return TripCommentId::make(core::Instant(event.starts_on));' 'return TripCommentId::make(std::max(core::Instant(event.starts_on), core::SystemClock().now()));' \
  test_trips trip_feedback_service/comments_are_told_without_their_author_and_published_by_organizers
mutation two_of_those_who_answered_are_shown engine/trips/trip_feedback_summary.cpp \
  'return n >= feedback::min_shown && (by_link == 0 || by_link >= feedback::min_shown);' 'return n >= feedback::min_shown && by_link >= 0;' \
  test_trips trip_feedback/nothing_follows_for_fewer_than_three_by_subtraction
mutation items_to_come_are_graded engine/trips/trip_feedback.cpp \
  '} else if (found->starts_at > now) {' '} else if (found->starts_at > now && found->key.empty()) {' \
  test_trips trip_feedback/visits_and_lodgings_that_have_begun_are_graded
mutation organizers_learn_by_trying engine/trips/trip_feedback_service.cpp \
  'if (!given.link || !may_read(given, link)) return false;' 'if (given.participant != link.participant) return false;' \
  test_trips trip_feedback_service/a_link_that_is_made_later_does_not_read_the_answer
mutation pending_comments_are_read_by_all engine/trips/trip_comment_service.cpp \
  'return list_comments(tx, id, CommentState::published, page);' 'return list_comments(tx, id, state, page);' \
  test_trips trip_feedback_service/comments_are_told_without_their_author_and_published_by_organizers
mutation erasing_keeps_comments engine/trips/traveller_service.cpp \
  'had_any |= forget_author(tx, participant);' 'had_any |= find_feedback(tx, participant).has_value();' \
  test_trips trip_feedback_service/comments_are_exported_and_erased_and_totals_stay
mutation secrets_stand_in_the_log api/http/secret_path.cpp \
  'is_below_personal = part == "personal" && path[end] == '"'/'"';' 'is_below_personal = part == "persons" && path[end] == '"'/'"';' \
  test_http secret_path/what_stands_below_personal_is_not_shown
