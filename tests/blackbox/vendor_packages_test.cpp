// Packages for vendors: made, read, changed, deleted.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct Packages : Vendoring {
  Answer change(const std::string& patch) {
    return world.organizer.patch(packages + "/gold", patch, {{"If-Match", "*"}});
  }
  Answer with(const std::string& member, const std::string& value) {
    return world.organizer.post(
        packages, R"({"name": "P", "key": ")" + world.fresh_word() + R"(", ")" + member + "\": " + value + "}");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_packages, Packages)

BOOST_AUTO_TEST_CASE(a_package_is_made_read_changed_and_deleted) {
  const auto made = world.organizer.post(
      packages,
      package(
          "gold",
          R"(, "talk_quota": 20, "booth_size": "3x2 m", "perks": ["Logo", "Vortrag"], "limit": 10, "position": 3)"));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == packages + "/gold");
  BOOST_TEST(members_of(made) ==
             "id event_id key name price vat_rate talk_quota booth_size staff_passes perks limit position created_at "
             "updated_at");
  BOOST_TEST(made.text("/price/amount") == "2500.00");
  BOOST_TEST(made.text("/perks/1") == "Vortrag");
  for (const auto* client : {&world.viewer, &world.desk, &world.vendor}) {
    const auto read = client->get(packages + "/gold");
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
  }
  BOOST_TEST(world.vendor.get(packages).size("/results") == 1u);
  BOOST_TEST(outcome(world.organizer.post(packages, package("gold"))) == "409 already_exists");
  const auto changed = change(R"({"price": null, "talk_quota": null, "booth_size": null, "perks": [], "limit": null})");
  BOOST_TEST(outcome(changed) == "200");
  for (const char* member : {"/price", "/talk_quota", "/booth_size", "/limit"})
    BOOST_TEST(changed.is_null(member), member);
  check_versions(world.organizer, packages + "/gold", R"({"name": "Gold+"})");
  check_removal(world.organizer, packages + "/gold");
}

BOOST_AUTO_TEST_CASE(what_is_left_out_has_its_default) {
  const auto made = world.organizer.post(packages, R"({"key": "plain", "name": "Schlicht"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.is_null("/price"));
  BOOST_TEST(made.integer("/vat_rate") == 0);
  BOOST_TEST(made.integer("/staff_passes") == 0);
  BOOST_TEST(made.size("/perks") == 0u);
}

BOOST_AUTO_TEST_CASE(members_are_checked_and_told_at_once) {
  BOOST_TEST(
      outcome(world.organizer.post(
          packages, R"({"key": "Gold", "price": {"amount": "1.234", "currency": "EUR"}, "perks": ["", 1], "x": 1})")) ==
      "422 /key:wrong_format /price/amount:wrong_format /perks/0:wrong_length /perks/1:wrong_type "
      "/x:unknown_member /name:required");
  BOOST_TEST(outcome(with("price", R"({"amount": "-0.01", "currency": "EUR"})")) == "422 /price/amount:out_of_range");
  check_line([&](const std::string& value) { return with("booth_size", value); }, "/booth_size", 100, 201);
  check_number([&](const std::string& value) { return with("talk_quota", value); }, "/talk_quota", 0, 1000, 201);
  check_number([&](const std::string& value) { return with("staff_passes", value); }, "/staff_passes", 0, 100, 201);
  check_number([&](const std::string& value) { return with("limit", value); }, "/limit", 0, 10'000, 201);
  check_number([&](const std::string& value) { return with("position", value); }, "/position", 0, 10'000, 201);
  BOOST_TEST(outcome(with("perks", "[" + times("\"a\",", 20) + "\"a\"]")) == "422 /perks:wrong_count");
  BOOST_TEST(outcome(with("vat_rate", "100.01")) == "422 /vat_rate:out_of_range");
}

BOOST_AUTO_TEST_CASE(a_limit_stays_above_what_is_taken_and_a_package_that_is_named_stays) {
  make_package("gold", R"(, "limit": 5)");
  const auto made = booked();
  BOOST_TEST(outcome(change(R"({"limit": 0})")) == "409 package_limit_below_taken");
  BOOST_TEST(outcome(change(R"({"limit": 1})")) == "200");
  BOOST_TEST_REQUIRE(outcome(world.vendor.post(
                         of(made, "/staff"),
                         R"({"given_name": "A", "family_name": "B", "email": "a@b.example", "has_pass": true})")) ==
                     "201");
  BOOST_TEST(outcome(change(R"({"staff_passes": 0})")) == "409 passes_below_issued");
  BOOST_TEST(outcome(world.organizer.remove(packages + "/gold", {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_50_packages_and_a_repeated_key_makes_one) {
  check_idempotency(world.organizer, packages, [&] { return package(world.fresh_word()); });
  for (auto count = world.viewer.get(packages).size("/results"); count < 50; ++count) make_package(world.fresh_word());
  BOOST_TEST(outcome(world.organizer.post(packages, package("one-more"))) == "409 too_many_vendor_packages");
}

BOOST_AUTO_TEST_CASE(organizers_make_packages_and_partners_do_not_see_them) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(client->post(packages, package("gold")).status == 403);
  BOOST_TEST(world.partner.get(packages).status == 403);
  BOOST_TEST(world.stranger.get(packages).status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
