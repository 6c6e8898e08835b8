// The staff of vendors, their passes and absences.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct Staff : Vendoring {
  Answer participation = [this] {
    make_package();
    const auto made = enquire(world.vendor_company);
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }();
  std::string path = of(participation, "/staff");

  static std::string named(const std::string& family_name, const std::string& more = {}) {
    return R"({"given_name": "Anna", "family_name": ")" + family_name + R"(", "email": "anna@example.org")" + more +
           "}";
  }
  static std::string person(const std::string& id, const std::string& more = {}) {
    return R"({"person_id": ")" + id + '"' + more + "}";
  }
  Answer change(const Answer& staff, const std::string& patch) {
    return world.vendor.patch(path + "/" + staff.id(), patch, {{"If-Match", "*"}});
  }
  static std::string absent(const std::string& from, const std::string& to) {
    return R"({"starts_at": "2030-11-10T)" + from + R"(:00Z", "ends_at": "2030-11-10T)" + to + R"(:00Z"})";
  }
};

const std::string with_pass = R"(, "has_pass": true)";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_staff, Staff)

BOOST_AUTO_TEST_CASE(somebody_is_added_read_changed_and_removed) {
  const auto made = world.vendor.post(path, named("Beispiel", R"(, "unavailable": [)" + absent("11:00", "12:00") + "," +
                                                                  absent("08:00", "09:00") + "]"));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == path + "/" + made.id());
  BOOST_TEST(members_of(made) ==
             "id participation_id person_id given_name family_name email has_pass unavailable created_at updated_at");
  BOOST_TEST(made.text("/unavailable/0/starts_at") == "2030-11-10T08:00:00Z");
  BOOST_TEST(world.viewer.get(path + "/" + made.id()).body == made.body);
  BOOST_TEST((walk(world.desk, path) == std::vector<std::string>{made.id()}));
  BOOST_TEST(change(made, R"({"unavailable": []})").size("/unavailable") == 0u);
  check_versions(world.vendor, path + "/" + made.id(), R"({"family_name": "Muster", "has_pass": true})");
  check_removal(world.organizer, path + "/" + made.id());
}

BOOST_AUTO_TEST_CASE(it_is_somebody_of_the_company_or_a_name) {
  BOOST_TEST(outcome(world.vendor.post(path, "{}")) ==
             "422 /given_name:required /family_name:required /email:required");
  const auto own = world.new_person(world.vendor_company);
  const auto strange = world.new_person(world.partner_company);
  BOOST_TEST(outcome(world.vendor.post(path, person(own, R"(, "email": "a@b.example")"))) ==
             "422 /email:name_beside_person");
  BOOST_TEST(outcome(world.vendor.post(path, person(strange))) == "422 /person_id:reference_not_found");
  BOOST_TEST(outcome(world.organizer.post(path, person(strange))) == "422 /person_id:person_of_other_company");
  const auto made = world.vendor.post(path, person(own));
  BOOST_TEST(made.text("/given_name") == "Demo");
  BOOST_TEST(outcome(world.vendor.post(path, person(own))) == "422 /person_id:person_is_staff");
  const auto other = world.vendor.post(path, named("Andere"));
  BOOST_TEST(outcome(change(other, person(own))) == "422 /person_id:person_is_staff");
  BOOST_TEST(outcome(change(other, person(nobodys_id))) == "422 /person_id:reference_not_found");
  BOOST_TEST(outcome(change(other, person(own, R"(, "given_name": "x")"))) == "422 /given_name:name_beside_person");
  BOOST_TEST(outcome(world.organizer.patch(path + "/" + other.id(), person(strange), {{"If-Match", "*"}})) ==
             "422 /person_id:person_of_other_company");
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/people/" + own, {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(absences_begin_before_they_end_and_do_not_overlap) {
  const auto with = [&](const std::string& absences) {
    return outcome(world.vendor.post(path, named("x", R"(, "unavailable": [)" + absences + "]")));
  };
  BOOST_TEST(with(absent("09:00", "09:00")) == "422 /unavailable/0/ends_at:absence_is_empty");
  BOOST_TEST(with(absent("09:00", "11:00") + "," + absent("10:00", "12:00")) ==
             "422 /unavailable/1/starts_at:absences_overlap");
  BOOST_TEST(with(R"({"starts_at": "x"})") ==
             "422 /unavailable/0/starts_at:wrong_format /unavailable/0/ends_at:required");
  std::string many;
  for (int i = 0; i < 51; ++i) many += (i > 0 ? "," : "") + absent("08:00", "09:00");
  BOOST_TEST(with(many) == "422 /unavailable:wrong_count");
  const auto made = world.vendor.post(path, named("x"));
  BOOST_TEST(outcome(change(made, R"({"unavailable": [)" + absent("10:00", "09:00") + "]}")) ==
             "422 /unavailable/0/ends_at:absence_is_empty");
  BOOST_TEST(outcome(change(made, R"({"unavailable": [)" + absent("09:00", "11:00") + "," + absent("10:00", "12:00") +
                                      "]}")) == "422 /unavailable/1/starts_at:absences_overlap");
}

BOOST_AUTO_TEST_CASE(passes_are_as_many_as_the_package_has) {
  BOOST_TEST(outcome(world.vendor.post(path, named("a", with_pass))) == "201");
  BOOST_TEST(outcome(world.vendor.post(path, named("b", with_pass))) == "201");
  BOOST_TEST(outcome(world.vendor.post(path, named("c", with_pass))) == "409 no_pass_left");
  BOOST_TEST(outcome(change(world.vendor.post(path, named("c")), R"({"has_pass": true})")) == "409 no_pass_left");
}

BOOST_AUTO_TEST_CASE(staff_of_what_is_cancelled_only_leaves) {
  const auto made = world.vendor.post(path, named("a"));
  BOOST_TEST_REQUIRE(outcome(world.vendor.post(of(participation, "/cancellation"), "")) == "200");
  BOOST_TEST(outcome(world.vendor.post(path, named("b"))) == "409 participation_is_cancelled");
  BOOST_TEST(outcome(change(made, R"({"has_pass": true})")) == "409 participation_is_cancelled");
  BOOST_TEST(outcome(world.vendor.remove(path + "/" + made.id(), {{"If-Match", "*"}})) == "204");
}

BOOST_AUTO_TEST_CASE(a_participation_has_at_most_200_people_and_a_repeated_key_adds_one) {
  check_idempotency(world.vendor, path, [&] { return named(world.fresh_word()); });
  for (auto count = world.viewer.get(path + "?limit=500").size("/results"); count < 200; ++count)
    BOOST_TEST_REQUIRE(world.vendor.post(path, named("x")).status == 201);
  BOOST_TEST(outcome(world.vendor.post(path, named("x"))) == "409 too_many_staff");
}

BOOST_AUTO_TEST_CASE(others_staff_is_not_seen) {
  const auto made = world.vendor.post(path, named("a"));
  const auto other = rival(world.new_company("vendor"));
  BOOST_TEST(outcome(other.get(path + "/" + made.id())) == "404 not_found");
  BOOST_TEST(outcome(other.get(path)) == "404 not_found");
  BOOST_TEST(world.viewer.post(path, named("b")).status == 403);
  BOOST_TEST(world.partner.get(path).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
