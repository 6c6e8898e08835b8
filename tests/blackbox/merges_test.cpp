// Duplicates of companies and of people become one: what hung on the duplicate hangs on the one that stays.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Merges {
  World& world = World::get();

  static std::string company(const std::string& id) { return "/api/v1/companies/" + id; }
  static std::string person(const std::string& id) { return "/api/v1/people/" + id; }
  static std::string into(const std::string& id) { return R"({"into": ")" + id + "\"}"; }
  Answer merge(const std::string& from, const std::string& survivor) {
    return world.organizer.post(from + "/merger", into(survivor));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(merges, Merges)

BOOST_AUTO_TEST_CASE(what_hung_on_the_duplicate_company_hangs_on_the_survivor) {
  const auto from = world.new_company();
  const auto to = world.new_company();
  const auto somebody = world.new_person(from);
  const auto event = world.new_event();
  const auto registration = world.register_heads(event, from, 2);
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.put(
          "/api/v1/events/" + event + "/contingents",
          R"({"contingents": [{"key": "a", "pool": "bus", "places": 2, "company_id": ")" + from + R"("}]})",
          {{"If-Match", "*"}})) == "200");
  const auto token =
      world.admin.post("/api/v1/tokens", R"({"name": "t", "role": "partner", "company_id": ")" + from + "\"}");
  const auto before = world.viewer.get(company(to));
  const auto merged = merge(company(from), to);
  BOOST_TEST_REQUIRE(outcome(merged) == "200");
  BOOST_TEST(merged.id() == to);
  BOOST_TEST(merged.text("/name") == before.text("/name"));
  BOOST_TEST(merged.header("content-location") == company(to));
  BOOST_TEST(merged.header("etag") == world.viewer.get(company(to)).header("etag"));

  BOOST_TEST(world.viewer.get(person(somebody)).text("/company_id") == to);
  BOOST_TEST(world.viewer.get("/api/v1/registrations/" + registration.id()).text("/company_id") == to);
  BOOST_TEST(world.admin.get(token.header("location")).text("/company_id") == to);
  BOOST_TEST(world.viewer.get("/api/v1/events/" + event + "/contingents").text("/contingents/0/company_id") == to);
  BOOST_TEST(world.viewer.get("/api/v1/events/" + event + "/registrations?company_id=" + to).size("/results") == 1u);
  BOOST_TEST(world.organizer.get("/api/v1/audit?object=" + from).text("/results/1/action") == "merged");
  BOOST_TEST(world.organizer.get("/api/v1/audit?object=" + to).text("/results/1/action") == "absorbed");
}

BOOST_AUTO_TEST_CASE(the_duplicate_company_is_gone_and_names_the_survivor) {
  const auto from = world.new_company();
  const auto to = world.new_company();
  const auto name = world.viewer.get(company(from)).text("/name");
  BOOST_TEST_REQUIRE(outcome(merge(company(from), to)) == "200");
  for (const auto& answer : {world.viewer.get(company(from)),
                             world.organizer.patch(company(from), R"({"city": "Ulm"})", {{"If-Match", "*"}}),
                             world.organizer.remove(company(from), {{"If-Match", "*"}}), merge(company(from), to)}) {
    BOOST_TEST(outcome(answer) == "410 merged");
    BOOST_TEST(answer.text("/detail").find(to) != std::string::npos);
  }
  const auto listed = world.viewer.get("/api/v1/companies?name=" + name.substr(0, 4) + "%20" + name.substr(5));
  BOOST_TEST(listed.size("/results") == 0u);
  BOOST_TEST(outcome(merge(company(world.new_company()), from)) == "422 /into:merged");
  BOOST_TEST(outcome(world.register_heads(world.new_event(), from, 1)) == "422 /company_id:reference_not_found");
  BOOST_TEST(outcome(world.stranger.get(company(from))) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(mergers_of_companies_that_make_no_sense_are_refused) {
  const auto partner = world.new_company("partner");
  BOOST_TEST(outcome(merge(company(partner), partner)) == "422 /into:merge_into_itself");
  BOOST_TEST(outcome(merge(company(partner), nobodys_id)) == "422 /into:reference_not_found");
  BOOST_TEST(outcome(merge(company(partner), world.new_company("vendor"))) == "409 merge_across_roles");
  BOOST_TEST(outcome(merge(company(nobodys_id), partner)) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.post(company(partner) + "/merger", "{}")) == "422 /into:required");
  const auto theirs = world.stranger.post("/api/v1/companies", R"({"name": "T", "role": "partner"})").id();
  BOOST_TEST(outcome(merge(company(partner), theirs)) == "422 /into:reference_not_found");
  BOOST_TEST(outcome(merge(company(theirs), partner)) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get(company(partner))) == "200");
}

BOOST_AUTO_TEST_CASE(chains_of_mergers_lead_to_the_last_survivor) {
  const auto first = world.new_company();
  const auto second = world.new_company();
  const auto third = world.new_company();
  const auto somebody = world.new_person(first);
  BOOST_TEST(outcome(merge(company(first), second)) == "200");
  BOOST_TEST(outcome(merge(company(second), third)) == "200");
  BOOST_TEST(world.viewer.get(person(somebody)).text("/company_id") == third);
  BOOST_TEST(world.viewer.get(company(first)).text("/detail").find(third) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_companies_at_one_event_become_one_company_there) {
  const auto event = world.new_event();
  world.set_capacity(event, R"([{"key": "companies", "limit": 2}])");
  const auto from = world.new_company();
  const auto to = world.new_company();
  BOOST_TEST(outcome(world.register_heads(event, from, 1)) == "201");
  BOOST_TEST(outcome(world.register_heads(event, to, 1)) == "201");
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 1)) == "409 capacity_exceeded");
  BOOST_TEST(outcome(merge(company(from), to)) == "200");
  const auto capacity = world.viewer.get("/api/v1/events/" + event + "/capacity");
  BOOST_TEST(capacity.integer("/pools/0/confirmed") == 1);
  BOOST_TEST(capacity.integer("/pools/0/available") == 1);
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 1)) == "201");
}

BOOST_AUTO_TEST_CASE(a_place_that_a_merger_frees_goes_to_who_waits_for_it) {
  const auto event = world.new_event();
  world.set_capacity(event, R"([{"key": "companies", "limit": 2}])");
  const auto from = world.new_company();
  const auto to = world.new_company();
  BOOST_TEST(outcome(world.register_heads(event, from, 1)) == "201");
  BOOST_TEST(outcome(world.register_heads(event, to, 1)) == "201");
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  BOOST_TEST(waiting.text("/status") == "waitlisted");
  BOOST_TEST(outcome(merge(company(from), to)) == "200");
  BOOST_TEST(world.viewer.get("/api/v1/registrations/" + waiting.id()).text("/status") == "confirmed");
}

BOOST_AUTO_TEST_CASE(registrations_of_the_duplicate_person_name_the_survivor) {
  const auto at = world.new_company();
  const auto from = world.new_person(at);
  const auto to = world.new_person(at);
  const auto event = world.new_event();
  const auto registration =
      world.organizer.post("/api/v1/events/" + event + "/registrations",
                           R"({"company_id": ")" + at + R"(", "participants": [{"person_id": ")" + from + "\"}]}");
  BOOST_TEST_REQUIRE(outcome(registration) == "201");
  const auto merged = merge(person(from), to);
  BOOST_TEST_REQUIRE(outcome(merged) == "200");
  BOOST_TEST(merged.id() == to);
  BOOST_TEST(merged.header("content-location") == person(to));
  const auto now = world.viewer.get("/api/v1/registrations/" + registration.id());
  BOOST_TEST(now.text("/participants/0/person_id") == to);
  BOOST_TEST(now.text("/participants/0/ticket_code") == registration.text("/participants/0/ticket_code"));
  BOOST_TEST(now.text("/participants/0/family_name") == world.viewer.get(person(to)).text("/family_name"));
  const auto gone = world.viewer.get(person(from));
  BOOST_TEST(outcome(gone) == "410 merged");
  BOOST_TEST(gone.text("/detail").find(to) != std::string::npos);
  BOOST_TEST(outcome(world.organizer.patch(person(from), "{}", {{"If-Match", "*"}})) == "410 merged");
  BOOST_TEST(outcome(world.organizer.remove(person(from), {{"If-Match", "*"}})) == "410 merged");
  BOOST_TEST(walk(world.viewer, "/api/v1/people?company_id=" + at).size() == 1u);
}

BOOST_AUTO_TEST_CASE(mergers_of_people_that_make_no_sense_are_refused) {
  const auto somebody = world.new_person(world.new_company());
  BOOST_TEST(outcome(merge(person(somebody), somebody)) == "422 /into:merge_into_itself");
  BOOST_TEST(outcome(merge(person(somebody), nobodys_id)) == "422 /into:reference_not_found");
  BOOST_TEST(outcome(merge(person(somebody), world.new_person(world.vendor_company))) == "409 merge_across_roles");
  BOOST_TEST(outcome(merge(person(nobodys_id), somebody)) == "404 not_found");
  const auto merged = world.new_person(world.new_company());
  BOOST_TEST(outcome(merge(person(merged), somebody)) == "200");  // companies may differ
  BOOST_TEST(outcome(merge(person(somebody), merged)) == "422 /into:merged");
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
    BOOST_TEST(outcome(client->post(person(somebody) + "/merger", into(merged))) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_merges_once) {
  const auto from = world.new_company();
  const auto to = world.new_company();
  const auto check = [&](const std::string& duplicate, const std::string& survivor) {
    const Headers key{{"Idempotency-Key", world.fresh_word()}};
    const auto merger = duplicate + "/merger";
    const auto first = world.organizer.post(merger, into(survivor), key);
    const auto again = world.organizer.post(merger, into(survivor), key);
    BOOST_TEST(outcome(first) == "200");
    BOOST_TEST(outcome(again) == "200");
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(again.header("content-location") == first.header("content-location"));
    BOOST_TEST(outcome(world.organizer.post(merger, into(nobodys_id), key)) == "422 idempotency_key_reused");
    BOOST_TEST(outcome(world.organizer.post(merger, into(survivor))) == "410 merged");
  };
  check(person(world.new_person(from)), world.new_person(to));
  check(company(from), to);
}

BOOST_AUTO_TEST_SUITE_END()
