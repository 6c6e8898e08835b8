// Booths and tables, and which vendor has them.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct Booths : Vendoring {
  Booths() { make_package(); }

  Answer create(const std::string& number, const std::string& more = {}, const std::string& kind = "table") {
    return world.organizer.post(booths, R"({"number": ")" + number + R"(", "kind": ")" + kind + '"' + more + "}");
  }
  static std::string given_to(const Answer& participation) {
    return R"("participation_id": ")" + participation.id() + '"';
  }
  Answer change(const Answer& booth, const std::string& members) {
    return world.organizer.patch(booths + "/" + booth.id(), "{" + members + "}", {{"If-Match", "*"}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_booths, Booths)

BOOST_AUTO_TEST_CASE(a_booth_is_made_given_taken_back_and_deleted) {
  const auto participation = booked();
  const auto made = create("A-3", R"(, "size": "3x2 m")");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == booths + "/" + made.id());
  BOOST_TEST(members_of(made) == "id event_id number kind size participation_id created_at updated_at");
  BOOST_TEST(world.viewer.get(booths + "/" + made.id()).body == made.body);
  BOOST_TEST(outcome(world.vendor.get(booths + "/" + made.id())) == "404 not_found");
  BOOST_TEST(outcome(create("A-3")) == "409 already_exists");
  BOOST_TEST(change(made, given_to(participation)).text("/participation_id") == participation.id());
  BOOST_TEST(outcome(world.vendor.get(booths + "/" + made.id())) == "200");
  BOOST_TEST(change(made, R"("participation_id": null, "size": null)").is_null("/participation_id"));
  BOOST_TEST_REQUIRE(outcome(create("B")) == "201");
  BOOST_TEST(outcome(change(made, R"("number": "B")")) == "409 already_exists");
  check_versions(world.organizer, booths + "/" + made.id(), R"({"kind": "booth"})");
  check_removal(world.organizer, booths + "/" + made.id());
}

BOOST_AUTO_TEST_CASE(members_are_checked_and_told_at_once) {
  BOOST_TEST(outcome(create("A 3", R"(, "size": "", "x": 1)", "stage")) ==
             "422 /kind:unknown_value /size:wrong_length /x:unknown_member /number:wrong_format");
  BOOST_TEST(outcome(create(times("x", 21))) == "422 /number:wrong_format");
  BOOST_TEST(outcome(create("1", R"(, "participation_id": ")" + std::string(nobodys_id) + '"')) ==
             "422 /participation_id:reference_not_found");
  const auto made = create("1");
  BOOST_TEST(outcome(change(made, R"("number": "", "size": "x")")) == "422 /number:wrong_format");
  BOOST_TEST(outcome(change(made, R"("participation_id": ")" + std::string(nobodys_id) + '"')) ==
             "422 /participation_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(what_is_cancelled_has_no_booths) {
  const auto participation = booked();
  const auto made = create("1", ", " + given_to(participation));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST_REQUIRE(outcome(act(participation, "cancellation")) == "200");
  BOOST_TEST(world.viewer.get(booths + "/" + made.id()).is_null("/participation_id"));
  BOOST_TEST(outcome(change(made, given_to(participation))) == "409 participation_is_cancelled");
  BOOST_TEST(outcome(create("2", ", " + given_to(participation))) == "409 participation_is_cancelled");
}

BOOST_AUTO_TEST_CASE(a_vendor_sees_its_own_and_lists_are_filtered) {
  const auto own = create("1", ", " + given_to(booked()));
  const auto free = create("2", "", "booth");
  using Ids = std::vector<std::string>;
  BOOST_TEST((walk(world.vendor, booths) == Ids{own.id()}));
  BOOST_TEST((walk(world.desk, booths) == Ids{own.id(), free.id()}));
  BOOST_TEST((walk(world.desk, booths + "?kind=booth") == Ids{free.id()}));
  BOOST_TEST((walk(world.desk, booths + "?company_id=" + world.vendor_company) == Ids{own.id()}));
  BOOST_TEST(outcome(world.desk.get(booths + "?kind=x")) == "422 ?kind:unknown_value");
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_500_booths_and_a_repeated_key_makes_one) {
  check_idempotency(world.organizer, booths,
                    [&] { return R"({"kind": "table", "number": ")" + world.fresh_word() + "\"}"; });
  for (auto count = world.viewer.get(booths + "?limit=500").size("/results"); count < 500; ++count)
    BOOST_TEST_REQUIRE(create(world.fresh_word()).status == 201);
  BOOST_TEST(outcome(create("one-more")) == "409 too_many_booths");
}

BOOST_AUTO_TEST_CASE(organizers_make_booths) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(client->post(booths, R"({"number": "1", "kind": "table"})").status == 403);
  BOOST_TEST(world.partner.get(booths).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
