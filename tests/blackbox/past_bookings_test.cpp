// Registrations taken over from another system: over REST, with every refusal.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct TakingOver {
  World& world = World::get();
  std::string event = world.new_event("", "completed");
  std::string path = "/api/v1/events/" + event + "/registrations";
  std::string company = world.new_company();

  [[nodiscard]] std::string item(const std::string& more = {}, int heads = 1) const {
    return R"({"company_id": ")" + company + R"(", "headcount": )" + std::to_string(heads) +
           R"(, "registered_at": "2016-05-01T10:00:00Z")" + more + "}";
  }
  Answer import(const std::string& items, const std::string& query = {}, const Headers& headers = {}) {
    return world.admin.post(path + "/import" + query, R"({"registrations": [)" + items + "]}", headers);
  }
  /// "imported; already_imported; refused /registrations/2:capacity_exceeded".
  static std::string results(const Answer& answer) {
    std::string text;
    for (std::size_t i = 0; i < answer.size("/results"); ++i) {
      const auto at = "/results/" + std::to_string(i);
      text.append(text.empty() ? "" : "; ").append(answer.text(at + "/status"));
      for (std::size_t n = 0; n < answer.size(at + "/errors"); ++n) {
        const auto error = at + "/errors/" + std::to_string(n);
        text.append(" ").append(answer.text(error + "/pointer")).append(":").append(answer.text(error + "/code"));
      }
    }
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(past_bookings, TakingOver)

BOOST_AUTO_TEST_CASE(registrations_of_the_past_are_there_with_their_own_times) {
  const auto done = import(
      item(R"(, "participants": [{"given_name": "Jörg", "family_name": "Öztürk", "email": "j@example.org"}])", 2) +
      "," + item(R"(, "cancelled_at": "2016-06-01T10:00:00Z")"));
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(members_of(done) == "dry_run imported already_imported refused results");
  BOOST_TEST(members_of(done, "/results/0") == "status import_key id errors");
  BOOST_TEST(results(done) == "imported; imported");
  const auto first = world.viewer.get("/api/v1/registrations/" + done.text("/results/0/id"));
  BOOST_TEST(first.text("/status") == "confirmed");
  BOOST_TEST(first.at("/imported").boolean);
  BOOST_TEST(first.text("/registered_at") == "2016-05-01T10:00:00Z");
  BOOST_TEST(first.text("/participants/0/family_name") == "Öztürk");
  const auto second = world.viewer.get("/api/v1/registrations/" + done.text("/results/1/id"));
  BOOST_TEST(second.text("/status") == "cancelled");
  BOOST_TEST(second.text("/cancelled_at") == "2016-06-01T10:00:00Z");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + done.text("/results/0/id"));
  BOOST_TEST(trail.text("/results/0/action") == "imported");
}

BOOST_AUTO_TEST_CASE(a_price_is_given_or_that_of_the_category) {
  BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/events/" + event + "/categories",
                                                 R"({"categories": [{"key": "full", "name": "Karte", "vat_rate": 19,
                                      "price": {"amount": "99.50", "currency": "EUR"}}]})",
                                                 {{"If-Match", "*"}})) == "200");
  const auto done =
      import(item(R"(, "category": "full")") + "," +
             item(R"(, "category": "full", "vat_percent": 16, "unit_net": {"amount": "80.00", "currency": "EUR"})"));
  BOOST_TEST_REQUIRE(results(done) == "imported; imported");
  const auto price = [&](const std::string& result, const std::string& member) {
    return world.viewer.get("/api/v1/registrations/" + done.text("/results/" + result + "/id")).at("/price" + member);
  };
  BOOST_TEST(price("0", "/unit_net/amount").text == "99.50");
  BOOST_TEST(price("1", "/unit_net/amount").text == "80.00");
  BOOST_TEST(price("1", "/total_gross/amount").text == "92.80");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_over_is_refused_by_itself) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 2}])");
  const auto done = import(
      item("", 2) + "," + item() + "," + item(R"(, "cancelled_at": "2016-04-01T10:00:00Z", "vat_percent": 19)") + "," +
      R"({"company_id": ")" + nobodys_id + R"(", "participants": [{}], "registered_at": "2999-01-01T00:00:00Z"})");
  BOOST_TEST(outcome(done) == "200");
  BOOST_TEST(results(done) ==
             "imported; refused /registrations/1:capacity_exceeded; refused /registrations/2/cancelled_at:wrong_order "
             "/registrations/2/unit_net:required; refused /registrations/3/participants/0/given_name:required "
             "/registrations/3/participants/0/family_name:required /registrations/3/participants/0/email:required "
             "/registrations/3/registered_at:not_in_past");
  BOOST_TEST(done.integer("/imported") == 1);
  BOOST_TEST(done.integer("/refused") == 3);
  BOOST_TEST(done.is_null("/results/1/id"));
  BOOST_TEST(world.viewer.get(path).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(a_body_that_cannot_be_read_is_refused_as_a_whole) {
  BOOST_TEST(outcome(import("")) == "422 /registrations:wrong_count");
  BOOST_TEST(outcome(import("{}," + item())) ==
             "422 /registrations/0/company_id:required /registrations/0/registered_at:required "
             "/registrations/0/participants:wrong_count");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += (i == 0 ? "" : ",") + item();
  const auto all = import(many);
  BOOST_TEST(outcome(all) == "200");
  BOOST_TEST(all.integer("/imported") == 1000);
  BOOST_TEST(outcome(import(many + "," + item())) == "422 /registrations:wrong_count");
  std::string large;
  for (int i = 0; i < 41; ++i) large += (i == 0 ? "" : ",") + item("", 500);
  BOOST_TEST(outcome(import(large)) == "422 /registrations:too_many_heads_at_once");
}

BOOST_AUTO_TEST_CASE(what_is_sent_again_is_there_once_with_a_key_and_twice_without) {
  const auto keyed = item(R"(, "import_key": "A/17")");
  const auto dry = import(keyed, "?dry_run=true");
  BOOST_TEST(results(dry) == "imported");
  BOOST_TEST(dry.at("/dry_run").boolean);
  BOOST_TEST(dry.is_null("/results/0/id"));
  BOOST_TEST(world.viewer.get(path).size("/results") == 0u);
  const auto first = import(keyed);
  const auto second = import(keyed);
  BOOST_TEST(results(second) == "already_imported");
  BOOST_TEST(second.text("/results/0/import_key") == "A/17");
  BOOST_TEST(second.text("/results/0/id") == first.text("/results/0/id"));
  BOOST_TEST(results(import(item())) == "imported");
  BOOST_TEST(results(import(item())) == "imported");
  BOOST_TEST(world.viewer.get(path).size("/results") == 3u);

  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto once = import(item(), "", key);
  BOOST_TEST(import(item(), "", key).body == once.body);
  BOOST_TEST(outcome(import(item("", 2), "", key)) == "422 idempotency_key_reused");
  BOOST_TEST(world.viewer.get(path).size("/results") == 4u);
}

BOOST_AUTO_TEST_CASE(only_an_administrator_takes_over_and_nothing_into_a_cancelled_event) {
  for (const auto* client : {&world.organizer, &world.desk, &world.viewer, &world.partner})
    BOOST_TEST(client->post(path + "/import", R"({"registrations": [)" + item() + "]}").status == 403);
  const auto gone = world.new_event("", "cancelled");
  BOOST_TEST(outcome(world.admin.post("/api/v1/events/" + gone + "/registrations/import",
                                      R"({"registrations": [)" + item() + "]}")) == "409 event_was_cancelled");
}

BOOST_AUTO_TEST_SUITE_END()
