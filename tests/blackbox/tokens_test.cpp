// Access tokens: made, shown once, listed, revoked; a token of a company belongs to exactly one that fits.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/tokens";

struct Tokens {
  World& world = World::get();

  Answer create(const std::string& json, const Headers& headers = {}) { return world.admin.post(all, json, headers); }
  static std::string body(const std::string& role, const std::string& company = {}, const std::string& name = "Kasse") {
    return R"({"name": )" + quoted(name) + R"(, "role": ")" + role + "\"" +
           (company.empty() ? "" : R"(, "company_id": ")" + company + "\"") + "}";
  }
  Client with(const std::string& token) { return Client(world.server->port(), token); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tokens, Tokens)

BOOST_AUTO_TEST_CASE(a_token_is_shown_once_and_works) {
  const auto made = create(body("organizer", {}, std::string(colourful)));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == all + ("/" + made.id()));
  BOOST_TEST(made.header("cache-control") == "no-store");
  BOOST_TEST(members_of(made) == "id name role company_id created_at updated_at revoked_at token");
  BOOST_TEST(made.text("/token").starts_with("twk_"));
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(made.text("/role") == "organizer");
  BOOST_TEST(made.is_null("/company_id"));
  BOOST_TEST(made.is_null("/revoked_at"));
  const auto read = world.admin.get(made.header("location"));
  BOOST_TEST(members_of(read) == "id name role company_id created_at updated_at revoked_at");
  BOOST_TEST(read.header("etag") == made.header("etag"));
  BOOST_TEST(world.admin.get(std::string(all) + "?limit=500").body.find("twk_") == std::string::npos);
  BOOST_TEST(outcome(with(made.text("/token")).get("/api/v1/series")) == "200");
}

BOOST_AUTO_TEST_CASE(a_token_of_every_role_can_do_what_its_role_can) {
  for (const char* role : {"admin", "organizer", "desk", "viewer"}) {
    const auto made = create(body(role));
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    BOOST_TEST(outcome(with(made.text("/token")).get(all)) == (std::string(role) == "admin" ? "200" : "403 forbidden"));
  }
  const auto of_partner = create(body("partner", world.partner_company));
  BOOST_TEST_REQUIRE(outcome(of_partner) == "201");
  BOOST_TEST(of_partner.text("/company_id") == world.partner_company);
  BOOST_TEST(
      (walk(with(of_partner.text("/token")), "/api/v1/companies") == std::vector<std::string>{world.partner_company}));
}

BOOST_AUTO_TEST_CASE(a_company_belongs_to_partner_and_vendor_tokens_and_must_fit) {
  BOOST_TEST(outcome(create(body("partner"))) == "422 /company_id:company_needed");
  BOOST_TEST(outcome(create(body("vendor"))) == "422 /company_id:company_needed");
  for (const char* role : {"admin", "organizer", "desk", "viewer"})
    BOOST_TEST(outcome(create(body(role, world.partner_company))) == "422 /company_id:company_not_allowed");
  BOOST_TEST(outcome(create(body("partner", world.vendor_company))) == "422 /company_id:company_role_unfit");
  BOOST_TEST(outcome(create(body("vendor", world.partner_company))) == "422 /company_id:company_role_unfit");
  BOOST_TEST(outcome(create(body("vendor", world.new_company("supplier")))) == "201");
  BOOST_TEST(outcome(create(body("vendor", world.new_company("vendor")))) == "201");
  const auto theirs = world.stranger.post("/api/v1/companies", R"({"name": "T", "role": "partner"})").id();
  BOOST_TEST(outcome(create(body("partner", theirs))) == "422 /company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_token_is_kept) {
  check_line([&](const std::string& json) { return create(R"({"role": "viewer", "name": )" + json + "}"); }, "/name",
             100, 201);
  BOOST_TEST(outcome(create("{}")) == "422 /name:required /role:required");
  BOOST_TEST(outcome(create(R"({"name": "", "role": "partner"})")) ==
             "422 /name:wrong_length /company_id:company_needed");
  BOOST_TEST(outcome(create(R"({"name": "", "role": "emperor", "company_id": "x", "token": "twk_mine"})")) ==
             "422 /name:wrong_length /role:unknown_value /company_id:wrong_format /token:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_long_name_does_not_make_the_change_of_its_token_fail) {
  const auto made = create(body("organizer", {}, times("😀", 100)));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  const auto series =
      with(made.text("/token"))
          .post("/api/v1/series", R"({"key": ")" + world.fresh_word() + R"(", "name": "N", "kind": "other"})");
  BOOST_TEST_REQUIRE(outcome(series) == "201");
  const auto entries = world.admin.get("/api/v1/audit?object=" + series.id());
  BOOST_TEST(entries.text("/results/0/actor").starts_with("organizer token '😀"));
}

BOOST_AUTO_TEST_CASE(a_revoked_token_ends_at_once_and_stays_listed) {
  const auto made = create(body("viewer"));
  const auto path = made.header("location");
  const auto client = with(made.text("/token"));
  BOOST_TEST(outcome(client.get("/api/v1/series")) == "200");
  BOOST_TEST(outcome(world.admin.remove(path, {{"If-Match", "\"v999\""}})) == "412 precondition_failed");
  BOOST_TEST(outcome(client.get("/api/v1/series")) == "200");
  BOOST_TEST(outcome(world.admin.remove(path, {{"If-Match", made.header("etag")}})) == "204");
  BOOST_TEST(outcome(client.get("/api/v1/series")) == "401 unauthenticated");
  BOOST_TEST(outcome(client.get(path)) == "401 unauthenticated");
  const auto read = world.admin.get(path);
  BOOST_TEST(!read.is_null("/revoked_at"));
  BOOST_TEST(read.header("etag") != made.header("etag"));
  BOOST_TEST(outcome(world.admin.remove(path)) == "204");  // it is what was wanted
  BOOST_TEST(world.admin.get(path).header("etag") == read.header("etag"));
  const auto entries = world.admin.get("/api/v1/audit?object=" + made.id());
  BOOST_TEST(entries.size("/results") == 2u);
  BOOST_TEST(entries.text("/results/1/action") == "revoked");
}

BOOST_AUTO_TEST_CASE(the_last_admin_token_is_not_revoked) {
  const auto admins = walk(world.stranger, std::string(all) + "?role=admin&revoked=false");
  BOOST_TEST_REQUIRE(admins.size() == 1u);
  const auto last = all + ("/" + admins.front());
  BOOST_TEST(outcome(world.stranger.remove(last)) == "409 last_admin_token");
  const auto second = world.stranger.post(all, body("admin"));
  BOOST_TEST_REQUIRE(outcome(second) == "201");
  BOOST_TEST(outcome(world.stranger.remove(second.header("location"))) == "204");
  BOOST_TEST(outcome(world.stranger.remove(last)) == "409 last_admin_token");
  BOOST_TEST(outcome(world.stranger.get(last)) == "200");
}

BOOST_AUTO_TEST_CASE(tokens_are_for_administrators_of_their_organization) {
  const auto made = create(body("viewer"));
  for (const auto* client : {&world.organizer, &world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->post(all, body("viewer"))) == "403 forbidden");
    BOOST_TEST(outcome(client->get(all)) == "403 forbidden");
    BOOST_TEST(outcome(client->get(made.header("location"))) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(made.header("location"))) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.stranger.get(made.header("location"))) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.remove(made.header("location"))) == "404 not_found");
  BOOST_TEST(outcome(with(made.text("/token")).get("/api/v1/series")) == "200");
}

BOOST_AUTO_TEST_CASE(what_is_no_token_is_401_and_never_echoed) {
  const auto good = world.viewer.token();
  for (const auto& text : {std::string("twk_"), good + "x", good.substr(0, good.size() - 1), std::string("x"),
                           std::string("twk_' or 1=1 --"), times("t", 5000)}) {
    const auto refused = with(text).get("/api/v1/series");
    BOOST_TEST(outcome(refused) == "401 unauthenticated");
    BOOST_TEST(refused.header("www-authenticate").starts_with("Bearer"));
    BOOST_TEST(refused.body.find(text.substr(0, 20) + "\"") == std::string::npos);
  }
  const auto with_scheme = [&](const std::string& value) {
    return outcome(world.anonymous.get("/api/v1/series", {{"Authorization", value}}));
  };
  BOOST_TEST(with_scheme("Basic " + good) == "401 unauthenticated");
  BOOST_TEST(with_scheme(good) == "401 unauthenticated");
  BOOST_TEST(with_scheme("bearer " + good) == "200");
}

BOOST_AUTO_TEST_CASE(tokens_are_filtered_by_role_company_and_revocation) {
  const auto company = world.new_company("vendor");
  const auto first = create(body("vendor", company)).id();
  const auto second = create(body("vendor", company)).id();
  BOOST_TEST(outcome(world.admin.remove(all + ("/" + first))) == "204");
  using Ids = std::vector<std::string>;
  const auto found = [&](const std::string& query) {
    return walk(world.admin, std::string(all) + "?company_id=" + company + query);
  };
  BOOST_TEST((found("") == Ids{first, second}));
  BOOST_TEST((found("&revoked=true") == Ids{first}));
  BOOST_TEST((found("&revoked=false&role=vendor") == Ids{second}));
  BOOST_TEST(found("&role=partner").empty());
  BOOST_TEST(outcome(world.admin.get(std::string(all) + "?revoked=1&role=x&company_id=x")) ==
             "422 ?revoked:wrong_format ?role:unknown_value ?company_id:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once_and_does_not_show_the_token_again) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = create(body("viewer"), key);
  const auto again = create(body("viewer"), key);
  BOOST_TEST(outcome(again) == "201");
  BOOST_TEST(again.id() == first.id());
  BOOST_TEST(again.header("location") == first.header("location"));
  BOOST_TEST(again.header("idempotency-replayed") == "true");
  BOOST_TEST(first.has("/token"));
  BOOST_TEST(!again.has("/token"));
  BOOST_TEST(outcome(create(body("desk"), key)) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_SUITE_END()
