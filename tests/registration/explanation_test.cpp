// Why a registration has its places or not, in codes, figures and words, without a database.
#include "engine/registration/explanation.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

#include "engine/registration/explanation_words.hpp"
#include "tests/registration/terms_model.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Approval;
using registration::Circumstances;
using registration::Explanation;
using registration::HeldFor;
using registration::Reason;
using registration::ReasonCode;
using registration::Registration;
using registration::RegistrationStatus;

namespace {

const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
const auto later = core::parse_rfc3339("2016-11-12T08:00:00Z").value();

Registration with_status(RegistrationStatus status, Share heads) {
  Registration made;
  made.status = status;
  made.heads = heads;
  made.registered_at = now;
  return made;
}

// Four heads and two rooms wait as a whole; of ten places eight are confirmed, and of five rooms three are held.
struct WaitingGroup {
  Registration group = with_status(RegistrationStatus::waitlisted, {.waitlisted = 4});
  events::RegistrationRules rules;
  Circumstances known{.event_status = events::EventStatus::open, .rules = &rules, .now = later};

  WaitingGroup() {
    group.policy = WaitlistPolicy::all_or_nothing;
    group.pools["hotel_rooms"] = {.waitlisted = 2};
    known.rest = {.company = group.company, .heads = 4, .pools = {{"hotel_rooms", 2}}, .policy = group.policy};
    known.capacity.pools["participants"] = {.limit = 10, .confirmed = 8, .waitlisted = 4};
    known.capacity.pools["hotel_rooms"] = {.limit = 5, .held = 3, .waitlisted = 2};
  }
  [[nodiscard]] Explanation explain() const { return registration::explain(group, known); }
};

std::string codes(const Explanation& explanation) {
  std::string text;
  for (const auto& reason : explanation.reasons) {
    text.append(text.empty() ? "" : " ").append(to_text(reason.code));
    if (reason.pool) text.append(":").append(*reason.pool);
  }
  return text;
}

// "participants 4: 2 of 10 left, 0 reserved": wanted, left, total.
std::string waited_for(const Explanation& explanation) {
  std::ostringstream text;
  const auto number = [](const std::optional<std::int64_t>& places) {
    return places ? std::to_string(*places) : "any";
  };
  for (const auto& one : explanation.waits_for) {
    text << (text.tellp() > 0 ? "; " : "") << one.pool << " " << one.wanted << (one.lacks ? " lacks" : "") << ", "
         << number(one.left) << " left of " << number(one.free()) << " free of " << number(one.total);
    if (one.reserved > 0) text << ", " << one.reserved << " reserved";
  }
  return text.str();
}

std::string en(const Explanation& explanation) { return summary_of(explanation, core::Language::en); }
std::string de(const Explanation& explanation) { return summary_of(explanation, core::Language::de); }

}  // namespace

BOOST_AUTO_TEST_SUITE(explanation)

BOOST_AUTO_TEST_CASE(who_has_its_places_is_told_so) {
  const auto explanation =
      registration::explain(with_status(RegistrationStatus::confirmed, {.confirmed = 1}), Circumstances{});
  BOOST_TEST(codes(explanation) == "confirmed");
  BOOST_TEST(!explanation.queue.has_value());
  BOOST_TEST(explanation.waits_for.empty());
  BOOST_TEST(en(explanation) == "All of it is confirmed.");
  BOOST_TEST(de(explanation) == "Alles ist bestätigt.");
  BOOST_TEST(words_of(explanation.reasons[0], core::Language::en) == "Confirmed: 1 head.");
  BOOST_TEST(words_of(explanation.reasons[0], core::Language::de) == "Bestätigt: 1 Kopf.");
}

BOOST_AUTO_TEST_CASE(what_is_held_says_until_when_and_what_for) {
  auto held = with_status(RegistrationStatus::held, {.held = 3});
  held.held_for = HeldFor::hold;
  held.held_until = later;
  auto explanation = registration::explain(held, Circumstances{});
  BOOST_TEST(codes(explanation) == "hold_to_confirm");
  BOOST_TEST(en(explanation) ==
             "Its places are held. Places are held until 2016-11-12T08:00:00Z; they become the group's when they are "
             "confirmed by then.");
  held.held_for = HeldFor::offer;
  held.heads.confirmed = 2;
  held.status = RegistrationStatus::partly_confirmed;
  explanation = registration::explain(held, Circumstances{});
  BOOST_TEST(codes(explanation) == "offer_to_accept confirmed");
  BOOST_TEST(de(explanation) ==
             "Ein Teil ist bestätigt, der Rest ist vorgemerkt. Plätze sind bis 2016-11-12T08:00:00Z angeboten; sie "
             "gehören der Gruppe, wenn sie bis dahin angenommen werden.");
  held.held_for = HeldFor::approval;
  held.held_until.reset();
  held.approval = Approval::pending;
  BOOST_TEST(codes(registration::explain(held, Circumstances{})) == "awaits_approval confirmed");
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_says_how) {
  auto gone = with_status(RegistrationStatus::cancelled, {});
  gone.cancelled_at = later;
  const auto code = [&] { return codes(registration::explain(gone, Circumstances{})); };
  BOOST_TEST(code() == "cancelled");
  BOOST_TEST(en(registration::explain(gone, Circumstances{})) ==
             "It has no places. It was cancelled on 2016-11-12T08:00:00Z: no reason was given.");
  gone.reason = "Krankheit {at}";
  BOOST_TEST(de(registration::explain(gone, Circumstances{})) ==
             "Sie hat keine Plätze. Sie wurde am 2016-11-12T08:00:00Z storniert: Krankheit {at}.");
  for (const auto& [reason, expected] : {std::pair(registration::reason_hold_expired, "hold_expired"),
                                         std::pair(registration::reason_offer_expired, "offer_expired"),
                                         std::pair(registration::reason_left_waitlist, "left_waitlist")}) {
    gone.reason = std::string(reason);
    BOOST_TEST(code() == expected);
  }
  gone.transferred_to = core::RegistrationId{};
  BOOST_TEST(code() == "transferred");
  gone.transferred_to.reset();
  gone.approval = Approval::declined;
  gone.reason = "kein Mitglied";
  BOOST_TEST(code() == "declined");
  BOOST_TEST(words_of(registration::explain(gone, Circumstances{}).reasons[0], core::Language::en) ==
             "The organiser has declined it: kein Mitglied.");
  BOOST_TEST(codes(registration::explain(gone, {.event_status = events::EventStatus::cancelled})) ==
             "declined event_cancelled");
}

BOOST_AUTO_TEST_CASE(what_was_declined_in_part_is_confirmed_otherwise) {
  auto part = with_status(RegistrationStatus::confirmed, {.confirmed = 2});
  part.approval = Approval::declined;
  const auto explanation = registration::explain(part, Circumstances{});
  BOOST_TEST(codes(explanation) == "declined confirmed");
  BOOST_TEST(en(explanation) == "All of it is confirmed. The organiser has declined it: no reason was given.");
}

BOOST_FIXTURE_TEST_CASE(a_group_that_waits_is_told_what_lacks_of_which_pool, WaitingGroup) {
  const auto explanation = explain();
  BOOST_TEST(codes(explanation) == "places_taken:participants waits_as_a_whole");
  BOOST_TEST(waited_for(explanation) ==
             "participants 4 lacks, 2 left of 2 free of 10; companies 1, any left of any free of any; "
             "hotel_rooms 2, 2 left of 2 free of 5");
  BOOST_TEST_REQUIRE(explanation.queue.has_value());
  BOOST_TEST(explanation.queue->position == 1);
  BOOST_TEST((explanation.queue->since == now));
  BOOST_TEST(explanation.queue->kept);
  BOOST_TEST(!explanation.queue->kept_from.has_value());
  BOOST_TEST(en(explanation) ==
             "It waits as number 1 of the waiting list. In the pool 'participants': 4 places wanted, 10 in all, 8 "
             "confirmed, 2 free.");
  BOOST_TEST(de(explanation) ==
             "Sie wartet als Nummer 1 der Warteliste. Im Kontingent 'participants': 4 Plätze gewünscht, insgesamt 10, "
             "bestätigt 8, frei 2.");
}

BOOST_FIXTURE_TEST_CASE(each_pool_tells_the_first_thing_that_leaves_too_little, WaitingGroup) {
  auto& pool = known.capacity.pools["participants"];
  pool = {.limit = 3};
  BOOST_TEST(codes(explain()) == "more_than_there_is:participants waits_as_a_whole");
  pool = {.limit = 8, .overbook = 2, .confirmed = 6, .held = 1};
  BOOST_TEST(codes(explain()) == "places_held:participants waits_as_a_whole");
  pool = {.limit = 10, .confirmed = 6, .reserved = 1};
  BOOST_TEST(codes(explain()) == "places_reserved:participants waits_as_a_whole");
  pool = {.limit = 10, .confirmed = 6};
  known.ahead.registrations = 1;
  known.ahead.heads = 1;
  known.ahead.pools["participants"] = {.registrations = 1, .heads = 1, .places = 1, .kept = 1};
  const auto behind = explain();
  BOOST_TEST(codes(behind) == "places_waited_for:participants behind_others waits_as_a_whole");
  BOOST_TEST(words_of(behind.reasons[0], core::Language::en) ==
             "In the pool 'participants': 4 places wanted, 4 free, 1 kept for those who wait before it.");
  BOOST_TEST(words_of(behind.reasons[1], core::Language::de) == "Vor ihr auf der Warteliste: 1 Anmeldung (1 Kopf).");
  pool = {.limit = 10, .confirmed = 5};
  BOOST_TEST(codes(explain()) == "served_next behind_others");
}

BOOST_FIXTURE_TEST_CASE(what_is_kept_for_its_own_company_is_left_for_it, WaitingGroup) {
  known.capacity.pools["participants"] = {.limit = 10, .confirmed = 6, .reserved = 3};
  known.capacity.contingents["contingent.own"] = {.pool = "participants", .unused = 2};
  known.rest.contingents = {"contingent.own"};
  BOOST_TEST(waited_for(explain()).starts_with("participants 4 lacks, 3 left of 4 free of 10, 1 reserved"));
  known.ahead.registrations = 1;
  known.ahead.claims["contingent.own"] = 1;
  known.ahead.pools["participants"] = {.registrations = 1, .heads = 1, .places = 1, .kept = 1};
  BOOST_TEST(waited_for(explain()).starts_with("participants 4 lacks, 2 left of 4 free of 10, 1 reserved"));
  // Who is before it may take of the same contingent, where nothing is left for all.
  known.capacity.pools["participants"].confirmed = 7;
  BOOST_TEST(waited_for(explain()).starts_with("participants 4 lacks, 1 left of 3 free of 10, 1 reserved"));
}

BOOST_FIXTURE_TEST_CASE(a_company_that_has_a_place_waits_for_none, WaitingGroup) {
  auto& companies = known.capacity.pools["companies"];
  companies = {.limit = 3, .confirmed = 3, .waitlisted = 1};
  BOOST_TEST(codes(explain()).find("places_taken:companies") != std::string::npos);
  companies = {.limit = 3, .confirmed = 2, .waitlisted = 1};
  known.capacity.companies[group.company] = {.waitlisted = 4};
  BOOST_TEST(codes(explain()).find("companies") == std::string::npos);
  known.ahead.pools["companies"] = {.registrations = 2, .heads = 5, .places = 1, .kept = 1};
  BOOST_TEST(codes(explain()).find("places_waited_for:companies") != std::string::npos);
  known.capacity.companies[group.company] = {.confirmed = 1, .waitlisted = 4};
  BOOST_TEST(waited_for(explain()).find("companies") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_others_wait_for_without_its_being_kept_takes_nothing_away, WaitingGroup) {
  known.capacity.order.skip_ahead = true;
  rules.ageing_hours = 72;
  known.capacity.pools["participants"] = {.limit = 10, .confirmed = 6};
  known.capacity.pools["hotel_rooms"] = {.limit = 5, .confirmed = 4};
  known.ahead.registrations = 1;
  known.ahead.heads = 8;
  known.ahead.pools["participants"] = {.registrations = 1, .heads = 8, .places = 8, .kept = 0};
  auto explanation = explain();
  BOOST_TEST(codes(explanation) == "places_taken:hotel_rooms behind_others may_be_overtaken waits_as_a_whole");
  BOOST_TEST((*explanation.queue->kept_from == now + boost::posix_time::hours(72)));
  BOOST_TEST(!explanation.queue->kept);
  BOOST_TEST(words_of(explanation.reasons[2], core::Language::en) ==
             "Until 2016-11-13T08:00:00Z others who fit into what is free may go before it; from then on what it waits "
             "for is kept for it.");
  known.rest.has_waited_long = true;
  explanation = explain();
  BOOST_TEST(codes(explanation) == "places_taken:hotel_rooms behind_others kept_by_age waits_as_a_whole");
  BOOST_TEST(explanation.queue->kept);
}

BOOST_FIXTURE_TEST_CASE(who_was_overtaken_for_a_priority_is_told_by_how_many, WaitingGroup) {
  known.rest.priority = -3;
  known.ahead = {.registrations = 5, .heads = 9, .overtook = 2, .pools = {}, .claims = {}};
  const auto explanation = explain();
  BOOST_TEST(codes(explanation) == "places_taken:participants behind_others overtaken_by_priority waits_as_a_whole");
  BOOST_TEST(explanation.queue->priority == -3);
  BOOST_TEST(explanation.queue->position == 6);
  BOOST_TEST(words_of(explanation.reasons[2], core::Language::de) ==
             "Vor ihr wegen höherer Priorität, obwohl später gekommen: 2 Anmeldungen.");
}

BOOST_FIXTURE_TEST_CASE(rooms_of_a_group_that_comes_in_part_wait_for_its_first_head, WaitingGroup) {
  group.policy = known.rest.policy = WaitlistPolicy::partial;
  known.capacity.pools["participants"] = {.limit = 10, .confirmed = 10};
  BOOST_TEST(codes(explain()) == "places_taken:participants heads_first:hotel_rooms");
  known.rest.confirmed_heads_before = 1;
  BOOST_TEST(codes(explain()) == "places_taken:participants");
}

BOOST_FIXTURE_TEST_CASE(a_limit_of_a_category_is_told_by_the_name_of_the_category, WaitingGroup) {
  known.capacity.pools["participants"] = {.limit = 10};
  known.rest.per_head = {{"category.vip", 1}};
  known.capacity.pools["category.vip"] = {.limit = 4, .confirmed = 1};
  const auto explanation = explain();
  BOOST_TEST(codes(explanation) == "places_taken:category.vip waits_as_a_whole");
  BOOST_TEST(
      words_of(explanation.reasons[0], core::Language::en).starts_with("In the category 'vip': 4 places wanted"));
  BOOST_TEST(words_of(explanation.reasons[0], core::Language::de).starts_with("In der Kategorie 'vip': 4 Plätze"));
}

BOOST_FIXTURE_TEST_CASE(at_an_event_that_is_over_nobody_is_served_any_more, WaitingGroup) {
  known.event_status = events::EventStatus::completed;
  BOOST_TEST(codes(explain()) == "event_over places_taken:participants waits_as_a_whole");
  known.capacity.pools["participants"] = {.limit = 100};
  BOOST_TEST(codes(explain()) == "event_over");
}

BOOST_AUTO_TEST_CASE(every_reason_has_words_in_both_languages_with_all_their_figures) {
  for (const auto code : registration::all_reason_codes) {
    const Reason reason{.code = code,
                        .pool = "dinner",
                        .counts = {{"heads", 1},
                                   {"registrations", 2},
                                   {"places_wanted", 3},
                                   {"total", 4},
                                   {"confirmed", 5},
                                   {"held", 6},
                                   {"free", 7},
                                   {"reserved", 8},
                                   {"kept", 9}},
                        .at = now,
                        .said = "weil"};
    const auto english = words_of(reason, core::Language::en);
    const auto german = words_of(reason, core::Language::de);
    BOOST_TEST_CONTEXT(to_text(code)) {
      BOOST_TEST(english != german);
      for (const auto& words : {english, german}) {
        BOOST_TEST(words.ends_with("."));
        BOOST_TEST(words.find('{') == std::string::npos, words);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
