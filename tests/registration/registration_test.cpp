#include "engine/registration/registration.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "engine/registration/ticket_code.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::registration;
using test::refusal;

namespace {

const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

Naming named(const std::string& given = "Jörg", const std::string& family = "Öztürk",
             const std::string& email = "j@example.org") {
  Naming naming;
  naming.given_name = given;
  naming.family_name = family;
  naming.email = email;
  return naming;
}

NewRegistration wish(std::size_t participants, std::optional<std::int64_t> headcount = {}) {
  NewRegistration made;
  made.company = core::CompanyId::make(now);
  made.participants.assign(participants, named());
  made.headcount = headcount;
  return made;
}

std::string refused(const NewRegistration& one) { return refusal(validate(one)); }
std::string refused_name(const Naming& naming) {
  auto one = wish(0);
  one.participants = {naming};
  return refused(one);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registration_nouns)

BOOST_AUTO_TEST_CASE(a_group_has_one_to_five_hundred_heads) {
  BOOST_TEST(refused(wish(1)) == "none");
  BOOST_TEST(refused(wish(500)) == "none");
  BOOST_TEST(refused(wish(501)) == "validation_failed /participants:wrong_count");
  BOOST_TEST(refused(wish(0)) == "validation_failed /participants:wrong_count");
  BOOST_TEST(refused(wish(0, 1)) == "none");
  BOOST_TEST(refused(wish(0, 500)) == "none");
  BOOST_TEST(refused(wish(0, 501)) == "validation_failed /headcount:out_of_range");
  BOOST_TEST(refused(wish(0, 0)) == "validation_failed /headcount:out_of_range");
  BOOST_TEST(refused(wish(0, -1)) == "validation_failed /headcount:out_of_range");
}

BOOST_AUTO_TEST_CASE(the_headcount_is_at_least_the_named_participants) {
  BOOST_TEST(refused(wish(3, 3)) == "none");
  BOOST_TEST(refused(wish(3, 4)) == "none");
  BOOST_TEST(refused(wish(3, 2)) == "validation_failed /headcount:headcount_below_names");
}

BOOST_AUTO_TEST_CASE(a_participant_is_a_person_or_has_a_whole_name) {
  Naming person;
  person.person = core::PersonId::make(now);
  BOOST_TEST(refused_name(person) == "none");
  person.email = "x@example.org";
  BOOST_TEST(refused_name(person) == "validation_failed /participants/0/email:name_beside_person");
  BOOST_TEST(refused_name(Naming{}) ==
             "validation_failed /participants/0/given_name:required /participants/0/family_name:required "
             "/participants/0/email:required");
}

BOOST_AUTO_TEST_CASE(names_have_one_line_and_at_most_a_hundred_code_points) {
  const std::string hundred(200 / 2, 'x');
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  BOOST_TEST(refused_name(named(hundred, umlauts)) == "none");
  BOOST_TEST(refused_name(named(hundred + "x")) == "validation_failed /participants/0/given_name:wrong_length");
  BOOST_TEST(refused_name(named("A", umlauts + "ü")) == "validation_failed /participants/0/family_name:wrong_length");
  BOOST_TEST(refused_name(named("")) == "validation_failed /participants/0/given_name:wrong_length");
  BOOST_TEST(refused_name(named(" \xC2\xA0")) == "validation_failed /participants/0/given_name:wrong_format");
  BOOST_TEST(refused_name(named("A\nB")) == "validation_failed /participants/0/given_name:wrong_format");
  BOOST_TEST(refused_name(named("\xFF")) == "validation_failed /participants/0/given_name:wrong_format");
}

BOOST_AUTO_TEST_CASE(an_email_looks_like_one) {
  BOOST_TEST(refused_name(named("A", "B", "a@b")) == "none");
  BOOST_TEST(refused_name(named("A", "B", "ab.example.org")) == "validation_failed /participants/0/email:wrong_format");
  BOOST_TEST(refused_name(named("A", "B", std::string(248, 'a') + "@b.org")) == "none");
  BOOST_TEST(refused_name(named("A", "B", std::string(249, 'a') + "@b.org")) ==
             "validation_failed /participants/0/email:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_person_is_named_once) {
  auto one = wish(1);
  Naming person;
  person.person = core::PersonId::make(now);
  one.participants.push_back(person);
  one.participants.push_back(person);
  BOOST_TEST(refused(one) == "validation_failed /participants/2/person_id:person_named_twice");
}

BOOST_AUTO_TEST_CASE(pools_have_keys_and_do_not_count_by_themselves) {
  auto one = wish(1);
  one.pools = {{"hotel_rooms", 1}, {"bus", 10'000}};
  BOOST_TEST(refused(one) == "none");
  one.pools = {{"bus", 10'001}, {"companies", 1}, {"hotel_rooms", 0}, {"participants", 2}, {"Über/~x", 1}};
  BOOST_TEST(refused(one) ==
             "validation_failed /pools/bus:out_of_range /pools/companies:pool_counts_by_itself "
             "/pools/hotel_rooms:out_of_range /pools/participants:pool_counts_by_itself "
             "/pools/Über~1~0x:wrong_format");
}

BOOST_AUTO_TEST_CASE(at_most_twenty_pools_are_named) {
  auto one = wish(1);
  for (int i = 0; i < 20; ++i) one.pools["pool_" + std::to_string(i)] = 1;
  BOOST_TEST(refused(one) == "none");
  one.pools["pool_20"] = 1;
  BOOST_TEST(refused(one) == "validation_failed /pools:wrong_count");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_reported_at_once) {
  auto one = wish(3, 2);
  one.participants[2].email = "nobody";
  one.category = "Not A Key";
  one.pools = {{"participants", 1}};
  BOOST_TEST(refused(one) ==
             "validation_failed /headcount:headcount_below_names /participants/2/email:wrong_format "
             "/category:wrong_format /pools/participants:pool_counts_by_itself");
}

BOOST_AUTO_TEST_CASE(the_first_heads_of_the_list_get_the_places) {
  auto one = wish(2, 3);
  one.waitlist = WaitlistPolicy::partial;
  const Decision decision{.heads = {2, 1}, .pools = {{"hotel_rooms", {0, 1}}}, .refusal = {}};
  const auto made = make_registration({}, {}, one, decision, now);
  BOOST_TEST(test::text_of(made) == "partly_confirmed 2+1 hotel_rooms 0+1; confirmed confirmed waitlisted");
  BOOST_TEST(made.participants[0].attendee->family_name == "Öztürk");
  BOOST_TEST(!made.participants[2].attendee);
}

BOOST_AUTO_TEST_CASE(the_status_tells_whether_something_is_still_to_come) {
  BOOST_TEST(to_text(status_of({2, 0}, {})) == "confirmed");
  BOOST_TEST(to_text(status_of({0, 2}, {})) == "waitlisted");
  BOOST_TEST(to_text(status_of({1, 1}, {})) == "partly_confirmed");
  BOOST_TEST(to_text(status_of({2, 0}, {{"hotel_rooms", {1, 1}}})) == "partly_confirmed");
}

BOOST_AUTO_TEST_CASE(a_promotion_confirms_the_first_heads_that_wait) {
  auto one = wish(0, 4);
  auto made = make_registration({}, {}, one, {.heads = {1, 3}, .pools = {}, .refusal = {}}, now);
  add_promoted(made, {.heads = {2, 1}, .pools = {}, .refusal = {}});
  BOOST_TEST(test::text_of(made) == "partly_confirmed 3+1; confirmed confirmed confirmed waitlisted");
  add_promoted(made, {.heads = {1, 0}, .pools = {}, .refusal = {}});
  BOOST_TEST(test::text_of(made) == "confirmed 4+0; confirmed confirmed confirmed confirmed");
}

BOOST_AUTO_TEST_CASE(a_new_name_is_put_on_top_of_the_old_one) {
  Participant head;
  head.attendee = Attendee{"Jörg", "Öztürk", "j@example.org"};
  Naming change;
  change.email = "neu@example.org";
  const auto name = rename(head, change).value();
  BOOST_TEST(name.attendee->given_name == "Jörg");
  BOOST_TEST(name.attendee->email == "neu@example.org");

  Participant unnamed;
  BOOST_TEST(refusal(rename(unnamed, change)) == "validation_failed /given_name:required /family_name:required");
  Participant person;
  person.person = core::PersonId::make(now);
  person.attendee = head.attendee;
  BOOST_TEST(refusal(rename(person, change)) == "validation_failed /given_name:required /family_name:required");
  change.person = person.person;
  BOOST_TEST(refusal(rename(head, change)) == "validation_failed /email:name_beside_person");
}

BOOST_AUTO_TEST_CASE(ticket_codes_have_a_hundred_random_bits_and_no_letter_that_is_misread) {
  std::set<std::string> codes;
  std::set<char> seen;
  for (int i = 0; i < 2'000; ++i) {
    const auto code = make_ticket_code();
    BOOST_TEST_REQUIRE(code.size() == 22U);
    BOOST_TEST_REQUIRE(code.starts_with("T-"));
    seen.insert(code.begin() + 2, code.end());
    codes.insert(code);
  }
  BOOST_TEST(codes.size() == 2'000U);
  BOOST_TEST(std::string(seen.begin(), seen.end()) == "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
}

BOOST_AUTO_TEST_SUITE_END()
