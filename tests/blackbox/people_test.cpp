// People: who works for a company. Companies look after their own people.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/people";

struct People {
  World& world = World::get();
  std::string company = world.new_company();

  static std::string body(const std::string& of_company, const std::string& email = "a@example.org") {
    return R"({"company_id": ")" + of_company + R"(", "given_name": "Anna", "family_name": "Öz", "email": ")" + email +
           "\"}";
  }
  Answer create(const std::string& json) { return world.organizer.post(all, json); }
  /// Members beside those of body(), or instead of them.
  Answer with(const std::string& member, const std::string& json) {
    std::string text = R"({"company_id": ")" + company + "\"";
    for (const char* name : {"given_name", "family_name", "email"}) {
      if (member != name) text.append(R"(, ")").append(name).append(R"(": "a@example.org")");
    }
    return create(text + R"(, ")" + member + "\": " + json + "}");
  }
  static std::string of(const std::string& id) { return std::string(all) + "/" + id; }
  Answer change(const std::string& id, const std::string& patch) {
    return world.organizer.patch(of(id), patch, {{"If-Match", "*"}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(people, People)

BOOST_AUTO_TEST_CASE(a_person_is_created_and_read) {
  const auto made = create(R"({"company_id": ")" + company + R"(", "given_name": "Anna-Lena 😀", "family_name": )" +
                           quoted(colourful) + R"(, "email": "anna@example.org", "function": "Geschäftsführerin"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == of(made.id()));
  BOOST_TEST(members_of(made) == "id company_id given_name family_name email function created_at updated_at");
  BOOST_TEST(made.text("/company_id") == company);
  BOOST_TEST(made.text("/given_name") == "Anna-Lena 😀");
  BOOST_TEST(made.text("/family_name") == colourful);
  BOOST_TEST(made.text("/email") == "anna@example.org");
  BOOST_TEST(made.text("/function") == "Geschäftsführerin");
  const auto read = world.viewer.get(of(made.id()));
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(read.header("etag") == made.header("etag"));
  BOOST_TEST(create(body(company)).is_null("/function"));
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_person_is_kept) {
  for (const char* name : {"given_name", "family_name", "function"}) {
    check_line([&](const std::string& json) { return with(name, json); }, std::string("/") + name, 100, 201);
  }
  const auto id = create(body(company)).id();
  for (const char* name : {"given_name", "family_name", "function"}) {
    check_line([&](const std::string& json) { return change(id, R"({")" + std::string(name) + "\": " + json + "}"); },
               std::string("/") + name, 100, 200);
  }
}

BOOST_AUTO_TEST_CASE(an_e_mail_address_looks_like_one) {
  const auto longest = times("x", 254 - 12) + "@example.org";
  for (const auto& good : {std::string("a@b"), std::string("jörg@müller.de"), std::string("a+b@example.org"), longest})
    BOOST_TEST(outcome(with("email", quoted(good))) == "201", good);
  for (const auto& bad : {std::string(), std::string("a"), std::string("a@"), std::string("@b"), std::string("a@b@c"),
                          std::string("a b@c"), std::string("a@b..c"), std::string("a@.b"), std::string("a@b\n"),
                          std::string("<a@b>"), "x" + longest}) {
    BOOST_TEST(outcome(with("email", quoted(bad))) == "422 /email:wrong_format", bad);
  }
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(create("{}")) ==
             "422 /company_id:required /given_name:required /family_name:required /email:required");
  BOOST_TEST(outcome(create(R"({"company_id": "x", "given_name": "", "family_name": 1, "email": "x", "age": 3})")) ==
             "422 /company_id:wrong_format /given_name:wrong_length /family_name:wrong_type /email:wrong_format "
             "/age:unknown_member");
}

BOOST_AUTO_TEST_CASE(the_company_must_be_there) {
  BOOST_TEST(outcome(create(body(nobodys_id))) == "422 /company_id:reference_not_found");
  const auto theirs = world.stranger.post("/api/v1/companies", R"({"name": "T", "role": "partner"})");
  BOOST_TEST(outcome(create(body(theirs.id()))) == "422 /company_id:reference_not_found");
  const auto id = create(body(company)).id();
  BOOST_TEST(outcome(change(id, R"({"company_id": ")" + theirs.id() + "\"}")) == "422 /company_id:reference_not_found");
  const auto merged = world.new_company();
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/companies/" + merged + "/merger",
                                                  R"({"into": ")" + company + "\"}")) == "200");
  BOOST_TEST(outcome(create(body(merged))) == "422 /company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_person_is_changed_and_null_removes_the_function) {
  const auto id = create(body(company)).id();
  check_versions(world.organizer, of(id), R"({"family_name": "Neu", "email": "neu@example.org", "function": "CIO"})");
  const auto moved = change(id, R"({"company_id": ")" + world.new_company() + R"(", "function": null})");
  BOOST_TEST(outcome(moved) == "200");
  BOOST_TEST(moved.text("/company_id") != company);
  BOOST_TEST(moved.is_null("/function"));
  BOOST_TEST(moved.text("/family_name") == "Neu");
  BOOST_TEST(outcome(change(id, R"({"company_id": null, "given_name": null, "email": null})")) ==
             "422 /company_id:wrong_type /given_name:wrong_type /email:wrong_type");
}

BOOST_AUTO_TEST_CASE(a_person_is_deleted_unless_a_registration_names_it) {
  const auto id = create(body(company)).id();
  const auto event = world.new_event();
  const auto registered =
      world.organizer.post("/api/v1/events/" + event + "/registrations",
                           R"({"company_id": ")" + company + R"(", "participants": [{"person_id": ")" + id + "\"}]}");
  BOOST_TEST_REQUIRE(outcome(registered) == "201");
  BOOST_TEST(outcome(world.organizer.remove(of(id), {{"If-Match", "*"}})) == "409 still_referenced");
  check_removal(world.organizer, of(create(body(company)).id()));
}

BOOST_AUTO_TEST_CASE(companies_look_after_their_own_people) {
  const auto mine = world.partner.post(all, body(world.partner_company));
  BOOST_TEST_REQUIRE(outcome(mine) == "201");
  const auto foreign = create(body(company)).id();
  BOOST_TEST(outcome(world.partner.post(all, body(company))) == "422 /company_id:reference_not_found");
  BOOST_TEST(outcome(world.partner.get(of(mine.id()))) == "200");
  BOOST_TEST(outcome(world.partner.get(of(foreign))) == "404 not_found");
  BOOST_TEST(outcome(world.vendor.get(of(mine.id()))) == "404 not_found");
  BOOST_TEST(outcome(world.partner.patch(of(foreign), R"({"given_name": "x"})", {{"If-Match", "*"}})) ==
             "404 not_found");
  check_versions(world.partner, of(mine.id()), R"({"function": "Chefin"})");
  BOOST_TEST(outcome(world.partner.patch(of(mine.id()), R"({"company_id": ")" + company + "\"}",
                                         {{"If-Match", "*"}})) == "422 /company_id:reference_not_found");
  BOOST_TEST(outcome(world.partner.remove(of(mine.id()), {{"If-Match", "*"}})) == "403 forbidden");
  for (const auto& seen : walk(world.partner, all, "company_id")) BOOST_TEST(seen == world.partner_company);
  BOOST_TEST(walk(world.partner, std::string(all) + "?company_id=" + company).empty());
  BOOST_TEST(!walk(world.partner, std::string(all) + "?company_id=" + world.partner_company).empty());
}

BOOST_AUTO_TEST_CASE(desk_and_viewer_read_people_and_write_none) {
  const auto id = create(body(company)).id();
  for (const auto* client : {&world.desk, &world.viewer}) {
    BOOST_TEST(outcome(client->get(of(id))) == "200");
    BOOST_TEST(outcome(client->post(all, body(company))) == "403 forbidden");
    BOOST_TEST(outcome(client->patch(of(id), "{}", {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(of(id), {{"If-Match", "*"}})) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.stranger.get(of(id))) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.patch(of(id), "{}", {{"If-Match", "*"}})) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(people_are_filtered_by_company_and_exact_e_mail_address) {
  const auto word = world.fresh_word() + "@example.org";
  const auto first = create(body(company, word)).id();
  const auto second = create(body(world.new_company(), word)).id();
  using Ids = std::vector<std::string>;
  BOOST_TEST((walk(world.viewer, std::string(all) + "?email=" + word) == Ids{first, second}));
  BOOST_TEST((walk(world.viewer, std::string(all) + "?company_id=" + company + "&email=" + word) == Ids{first}));
  BOOST_TEST(walk(world.viewer, std::string(all) + "?email=x" + word).empty());
  BOOST_TEST(walk(world.viewer, std::string(all) + "?email=" + word + "%20").empty());
  BOOST_TEST(outcome(world.viewer.get(std::string(all) + "?company_id=x")) == "422 ?company_id:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return body(company, world.fresh_word() + "@example.org"); });
}

BOOST_AUTO_TEST_SUITE_END()
