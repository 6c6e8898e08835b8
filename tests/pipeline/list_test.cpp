// Lists and their links, query parameters, and answers from memory.
#include <boost/test/unit_test.hpp>

#include "api/http/query.hpp"
#include "api/pipeline/query_check.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using pipeline::QueryParameter;
using test::World;

namespace {

struct Fixture : World {
  void add_things(int count) {
    for (int i = 0; i < count; ++i) {
      clock.set(clock.now() + boost::posix_time::milliseconds(1));
      add_thing("t" + std::to_string(i));
    }
  }
};

/// The codes of the refusals, in order: "wrong_format ".
std::string check(const QueryParameter& rule, const std::string& query) {
  const auto parsed = http::parse_query(query);
  BOOST_TEST_REQUIRE(parsed.has_value(), query);
  const auto result = pipeline::check_query(*parsed, {rule});
  std::string text;
  if (!result) {
    for (const auto& field : result.error().fields()) text += std::string(field.code->code) + " ";
  }
  return text;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lists, Fixture)

BOOST_AUTO_TEST_CASE(following_next_visits_everything_once_in_order) {
  add_things(7);
  std::string seen;
  std::string url = "/api/v1/things?limit=3";
  int pages = 0;
  while (!url.empty()) {
    const auto sent = get(url);
    BOOST_TEST_REQUIRE(sent.status() == 200);
    const auto page = sent.json();
    for (const auto& thing : page.find("results")->items) seen += thing.find("key")->text;
    url = sent.member("next");
    ++pages;
  }
  BOOST_TEST(seen == "t0t1t2t3t4t5t6");
  BOOST_TEST(pages == 3);
}

BOOST_AUTO_TEST_CASE(an_exact_last_page_has_no_next) {
  add_things(4);
  BOOST_TEST((get("/api/v1/things?limit=4").json().find("next")->kind == json::Node::Kind::null));
  BOOST_TEST(get("/api/v1/things?limit=3").member("next") != "");
  BOOST_TEST((get("/api/v1/things").json().find("next")->kind == json::Node::Kind::null));
}

BOOST_AUTO_TEST_CASE(next_keeps_the_filters_and_escapes_them) {
  for (const std::string key : {"a", "b"}) {
    clock.set(clock.now() + boost::posix_time::milliseconds(1));
    add_thing(key, "Käse & Brot=1 +?");
  }
  add_thing("c", "other");
  const auto first = get("/api/v1/things?limit=1&name=K%C3%A4se+%26+Brot%3D1+%2B%3F");
  BOOST_TEST_REQUIRE(first.json().find("results")->items.size() == 1U);
  const auto next = first.member("next");
  BOOST_TEST(next.starts_with("/api/v1/things?"));
  BOOST_TEST(next.find("limit=1") != std::string::npos);
  const auto second = get(next);
  BOOST_TEST_REQUIRE(second.status() == 200);
  BOOST_TEST(second.json().find("results")->items[0].find("key")->text == "b");
  BOOST_TEST((second.json().find("next")->kind == json::Node::Kind::null));
}

BOOST_AUTO_TEST_CASE(the_limit_holds_from_1_to_500) {
  for (const std::string good : {"1", "500"}) BOOST_TEST(get("/api/v1/things?limit=" + good).status() == 200);
  for (const std::string bad : {"0", "501", "-1", "", "x", "1.0", "1e2", "+5", "99999999999999999999"}) {
    const auto sent = get("/api/v1/things?limit=" + bad);
    BOOST_TEST(sent.status() == 422, bad);
    BOOST_TEST(sent.fields().starts_with("?limit="), bad);
  }
  BOOST_TEST(get("/api/v1/things?cursor=nonsense").status() == 422);
  BOOST_TEST(get("/api/v1/things?updated_since=yesterday").status() == 422);
  BOOST_TEST(get("/api/v1/things?updated_since=2016-11-10T08:00:00Z").status() == 200);
}

BOOST_AUTO_TEST_CASE(every_kind_of_parameter_is_checked) {
  using Kind = QueryParameter::Kind;
  BOOST_TEST(check({.name = "q", .kind = Kind::text}, "q=") == "wrong_length ");
  std::string umlauts;
  for (int i = 0; i < 200; ++i) umlauts += "%C3%BC";
  BOOST_TEST(check({.name = "q", .kind = Kind::text}, "q=" + umlauts) == "");
  BOOST_TEST(check({.name = "q", .kind = Kind::text}, "q=" + umlauts + "x") == "wrong_length ");
  const QueryParameter number{.name = "n", .kind = Kind::integer, .min = -2, .max = 2};
  BOOST_TEST(check(number, "n=-2") == "");
  BOOST_TEST(check(number, "n=2") == "");
  BOOST_TEST(check(number, "n=3") == "out_of_range ");
  BOOST_TEST(check(number, "n=-3") == "out_of_range ");
  BOOST_TEST(check(number, "n=two") == "wrong_format ");
  BOOST_TEST(check({.name = "b", .kind = Kind::boolean}, "b=true") == "");
  BOOST_TEST(check({.name = "b", .kind = Kind::boolean}, "b=1") == "wrong_format ");
  BOOST_TEST(check({.name = "d", .kind = Kind::date}, "d=2016-02-29") == "");
  BOOST_TEST(check({.name = "d", .kind = Kind::date}, "d=2015-02-29") == "wrong_format ");
  BOOST_TEST(check({.name = "i", .kind = Kind::id}, "i=01jdf0") == "wrong_format ");
  BOOST_TEST(check({.name = "k", .kind = Kind::key}, "k=a_b-1") == "");
  BOOST_TEST(check({.name = "k", .kind = Kind::key}, "k=A") == "wrong_format ");
  const QueryParameter choice{.name = "c", .kind = Kind::choice, .choices = {"json", "csv"}};
  BOOST_TEST(check(choice, "c=csv") == "");
  BOOST_TEST(check(choice, "c=CSV") == "unknown_value ");
  BOOST_TEST(check({.name = "r", .required = true}, "") == "required ");
  BOOST_TEST(check({.name = "r", .required = true}, "r=1&r=2&s=3") == "duplicate_member unknown_parameter ");
}

BOOST_AUTO_TEST_CASE(an_answer_from_memory_is_given_only_in_the_plain_good_case) {
  const auto now = [&](const std::string& target, test::Headers headers = {}) {
    const auto response = pipeline->try_now(request(http::Method::get, target, "", std::move(headers)));
    return response ? std::string(std::get<http::Response>(*response).bytes()) : std::string("no");
  };
  BOOST_TEST(now("/api/v1/memory") == "no");  // the token is not in memory yet
  BOOST_TEST(get("/api/v1/memory").body() == "\"worker\"");
  BOOST_TEST(now("/api/v1/memory") == "\"memory\"");
  BOOST_TEST(now("/api/v1/memory?n=1") == "\"memory\"");
  BOOST_TEST(now("/api/v1/memory?n=2") == "no");
  BOOST_TEST(now("/api/v1/memory?n=3") == "no");  // what it throws goes no further
  BOOST_TEST(now("/api/v1/memory?n=4") == "no");
  BOOST_TEST(now("/api/v1/memory?%ff") == "no");
  BOOST_TEST(now("/api/v1/memory", test::nobody()) == "no");
  BOOST_TEST(get("/api/v1/things", test::as(viewer)).status() == 200);
  BOOST_TEST(now("/api/v1/memory", test::as(viewer)) == "no");
  BOOST_TEST(get("/api/v1/memory", test::as(viewer)).status() == 403);
  BOOST_TEST(now("/api/v1/things") == "no");
  BOOST_TEST(now("/api/v1/nothing") == "no");
  BOOST_TEST(now("/healthz", test::nobody()) == "ok\n");
}

BOOST_AUTO_TEST_SUITE_END()
