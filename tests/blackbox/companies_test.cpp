// Companies: partners, vendors and suppliers. A company's own token sees that company and no other.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/companies";

struct Companies {
  World& world = World::get();

  Answer create(const std::string& json) { return world.organizer.post(all, json); }
  static std::string named(const std::string& name) {
    return R"({"name": )" + quoted(name) + R"(, "role": "partner"})";
  }
  static std::string of(const std::string& id) { return std::string(all) + "/" + id; }
  Answer change(const std::string& id, const std::string& patch) {
    return world.organizer.patch(of(id), patch, {{"If-Match", "*"}});
  }
  std::string new_region() {
    auto key = world.fresh_word();
    BOOST_TEST_REQUIRE(
        outcome(world.organizer.post("/api/v1/regions", R"({"key": ")" + key + R"(", "name": "Nord"})")) == "201");
    return key;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(companies, Companies)

BOOST_AUTO_TEST_CASE(a_company_is_created_and_read) {
  const auto region = new_region();
  const auto made = create(R"({"name": )" + quoted(colourful) +
                           R"(, "role": "supplier", "city": "Köln", "region_key": ")" + region + "\"}");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == of(made.id()));
  BOOST_TEST(members_of(made) == "id name role region_key city created_at updated_at");
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(made.text("/role") == "supplier");
  BOOST_TEST(made.text("/region_key") == region);
  BOOST_TEST(made.text("/city") == "Köln");
  const auto read = world.desk.get(made.header("location"));
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(read.header("etag") == made.header("etag"));

  const auto plain = create(R"({"name": "Haus", "role": "vendor", "city": null, "region_key": null})");
  BOOST_TEST(outcome(plain) == "201");
  BOOST_TEST(plain.is_null("/city"));
  BOOST_TEST(plain.is_null("/region_key"));
}

BOOST_AUTO_TEST_CASE(names_need_not_be_unique) {
  const auto name = world.fresh_word();
  BOOST_TEST(create(named(name)).id() != create(named(name)).id());
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_company_is_kept) {
  check_line([&](const std::string& json) { return create(R"({"role": "partner", "name": )" + json + "}"); }, "/name",
             200, 201);
  check_line(
      [&](const std::string& json) { return create(R"({"role": "partner", "name": "N", "city": )" + json + "}"); },
      "/city", 100, 201);
  check_key_refusals(
      [&](const std::string& json) {
        return create(R"({"role": "partner", "name": "N", "region_key": )" + json + "}");
      },
      "/region_key");
  const auto id = world.new_company();
  check_line([&](const std::string& json) { return change(id, R"({"name": )" + json + "}"); }, "/name", 200, 200);
  check_line([&](const std::string& json) { return change(id, R"({"city": )" + json + "}"); }, "/city", 100, 200);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(create("{}")) == "422 /name:required /role:required");
  BOOST_TEST(outcome(create(R"({"name": "", "role": "boss", "city": "\t", "region_key": "N", "boss": "x"})")) ==
             "422 /name:wrong_length /role:unknown_value /city:wrong_format /region_key:wrong_format "
             "/boss:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_region_that_is_not_there_is_named) {
  const auto refused = create(R"({"name": "N", "role": "partner", "region_key": "none-such"})");
  BOOST_TEST(outcome(refused) == "422 /region_key:reference_not_found");
  BOOST_TEST(refused.text("/errors/0/detail").find("none-such") != std::string::npos);
  const auto theirs = world.fresh_word();
  BOOST_TEST_REQUIRE(outcome(world.stranger.post("/api/v1/regions", R"({"key": ")" + theirs + R"(", "name": "N"})")) ==
                     "201");
  BOOST_TEST(outcome(change(world.new_company(), R"({"region_key": ")" + theirs + "\"}")) ==
             "422 /region_key:reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_company_is_changed_and_null_removes) {
  const auto region = new_region();
  const auto id = world.new_company();
  check_versions(world.organizer, of(id), R"({"city": "Ulm", "role": "vendor", "region_key": ")" + region + "\"}");
  const auto now = world.viewer.get(of(id));
  BOOST_TEST(now.text("/city") == "Ulm");
  BOOST_TEST(now.text("/role") == "vendor");
  const auto bare = change(id, R"({"city": null, "region_key": null})");
  BOOST_TEST(bare.is_null("/city"));
  BOOST_TEST(bare.is_null("/region_key"));
  BOOST_TEST(bare.text("/name") == now.text("/name"));
  BOOST_TEST(outcome(change(id, R"({"name": null, "role": null, "id": "x"})")) ==
             "422 /name:wrong_type /role:wrong_type /id:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_company_with_a_token_keeps_its_role) {
  const auto id = world.new_company("vendor");
  const auto token =
      world.admin.post("/api/v1/tokens", R"({"name": "Messe", "role": "vendor", "company_id": ")" + id + "\"}");
  BOOST_TEST_REQUIRE(outcome(token) == "201");
  BOOST_TEST(outcome(change(id, R"({"role": "supplier"})")) == "200");  // a vendor's token fits a supplier
  const auto refused = change(id, R"({"role": "partner"})");
  BOOST_TEST(outcome(refused) == "409 company_role_unfit_for_token");
  BOOST_TEST(refused.text("/detail").find("Messe") != std::string::npos);
  BOOST_TEST_REQUIRE(outcome(world.admin.remove(token.header("location"))) == "204");
  BOOST_TEST(outcome(change(id, R"({"role": "partner"})")) == "200");
}

BOOST_AUTO_TEST_CASE(a_company_is_deleted_unless_something_hangs_on_it) {
  const auto id = world.new_company();
  const auto person = world.new_person(id);
  const auto refused = world.organizer.remove(of(id), {{"If-Match", "*"}});
  BOOST_TEST(outcome(refused) == "409 still_referenced");
  BOOST_TEST(refused.text("/detail").find("1 person") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/people/" + person, {{"If-Match", "*"}})) == "204");
  check_removal(world.organizer, of(id));

  const auto registered = world.new_company();
  BOOST_TEST_REQUIRE(outcome(world.register_heads(world.new_event(), registered, 1)) == "201");
  BOOST_TEST(outcome(world.organizer.remove(of(registered), {{"If-Match", "*"}})) == "409 still_referenced");
  BOOST_TEST(outcome(world.organizer.remove(of(world.vendor_company), {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(only_organizers_write_companies) {
  const auto id = world.partner_company;
  for (const auto* client : {&world.desk, &world.viewer, &world.partner}) {
    BOOST_TEST(outcome(client->post(all, named("x"))) == "403 forbidden");
    BOOST_TEST(outcome(client->patch(of(id), R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(of(id), {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->post(of(id) + "/merger", R"({"into": ")" + id + "\"}")) == "403 forbidden");
  }
}

BOOST_AUTO_TEST_CASE(a_company_token_sees_its_own_company_only) {
  BOOST_TEST(outcome(world.partner.get(of(world.partner_company))) == "200");
  BOOST_TEST(outcome(world.partner.get(of(world.vendor_company))) == "404 not_found");
  BOOST_TEST(outcome(world.vendor.get(of(world.partner_company))) == "404 not_found");
  for (const char* query : {"", "?role=partner", "?limit=500"}) {
    const auto seen = walk(world.partner, all + std::string(query));
    BOOST_TEST((seen == std::vector<std::string>{world.partner_company}), query);
  }
  BOOST_TEST(walk(world.partner, std::string(all) + "?role=vendor").empty());
}

BOOST_AUTO_TEST_CASE(another_organizations_company_is_not_there) {
  const auto theirs = world.stranger.post(all, named("Ihres"));
  BOOST_TEST_REQUIRE(outcome(theirs) == "201");
  BOOST_TEST(outcome(world.admin.get(of(theirs.id()))) == "404 not_found");
  BOOST_TEST(outcome(change(theirs.id(), R"({"name": "x"})")) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.remove(of(theirs.id()), {{"If-Match", "*"}})) == "404 not_found");
  for (const char* id : {"x", nobodys_id, "%20", "..%2Fevents"})
    BOOST_TEST(outcome(world.admin.get(of(id))) == "404 not_found", id);
}

BOOST_AUTO_TEST_CASE(companies_are_filtered_by_role_region_and_exact_name) {
  const auto region = new_region();
  const auto word = world.fresh_word();
  const auto add = [&](const std::string& name, const std::string& role, const std::string& more = {}) {
    return create(R"({"name": ")" + name + R"(", "role": ")" + role + "\"" + more + "}").id();
  };
  const auto in_region = R"(, "region_key": ")" + region + "\"";
  const auto first = add(word + " Müller", "partner", in_region);
  const auto second = add(word + " Müller", "vendor");
  const auto third = add(word + " Muller", "supplier", in_region);
  const auto shouted = add(word + " MÜLLER", "partner");
  const auto spaced = add(word + " Müller ", "partner");
  using Ids = std::vector<std::string>;
  BOOST_TEST((walk(world.viewer, std::string(all) + "?name=" + word + "%20M%C3%BCller") == Ids{first, second}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?name=" + word + "+Muller") == Ids{third}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?name=" + word + "%20M%C3%9CLLER") == Ids{shouted}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?name=" + word + "%20M%C3%BCller%20") == Ids{spaced}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?region_key=" + region) == Ids{first, third}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?role=supplier&region_key=" + region) == Ids{third}));
  BOOST_TEST(outcome(world.viewer.get(std::string(all) + "?role=boss&region_key=N&name=")) ==
             "422 ?role:unknown_value ?region_key:wrong_format ?name:wrong_length");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return named(world.fresh_word()); });
}

BOOST_AUTO_TEST_SUITE_END()
