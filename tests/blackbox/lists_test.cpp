// What all lists have in common: pages of a bounded size that visit everything once, and what changed since.
#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Lists {
  World& world = World::get();
  std::string company = world.new_company();

  std::string new_person() { return world.new_person(company); }
  /// The people of a company that only this test knows.
  std::string people(const std::string& more = {}) { return "/api/v1/people?company_id=" + company + more; }

  // Every list of the API that an administrator may read.
  std::vector<std::string> all() {
    const auto event = "/api/v1/events/" + world.new_event();
    static_cast<void>(world.organizer.post(event + "/vendor-packages", R"({"key": "gold", "name": "Gold"})"));
    const auto participation = world.organizer.post(
        event + "/vendor-participations", R"({"package": "gold", "company_id": ")" + world.vendor_company + "\"}");
    const auto venue = world.organizer.post("/api/v1/venues", R"({"name": "H", "city": "B", "country": "DE"})");
    return {"/api/v1/regions",
            "/api/v1/companies",
            "/api/v1/people",
            "/api/v1/series",
            "/api/v1/events",
            "/api/v1/venues",
            "/api/v1/tokens",
            venue.header("location") + "/rooms",
            event + "/registrations",
            event + "/check-ins",
            event + "/vendor-packages",
            event + "/vendor-participations",
            event + "/booths",
            participation.header("location") + "/staff",
            "/api/v1/audit?object=" + company};
  }
};

std::string join(const std::string& path, const std::string& query) {
  return path + (path.find('?') == std::string::npos ? "?" : "&") + query;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lists, Lists)

BOOST_AUTO_TEST_CASE(pages_have_1_to_500_items) {
  for (const auto& path : all()) {
    const auto with = [&](const std::string& query) { return outcome(world.admin.get(join(path, query))); };
    BOOST_TEST(with("limit=1") == "200", path);
    BOOST_TEST(with("limit=500") == "200", path);
    BOOST_TEST(with("limit=0") == "422 ?limit:out_of_range", path);
    BOOST_TEST(with("limit=501") == "422 ?limit:out_of_range", path);
    BOOST_TEST(with("limit=-1") == "422 ?limit:out_of_range", path);
    BOOST_TEST(with("limit=99999999999999999999") == "422 ?limit:out_of_range", path);
    for (const char* wrong : {"", "x", "1.5", "%201", "1e1", "+1"})
      BOOST_TEST(with(std::string("limit=") + wrong) == "422 ?limit:wrong_format", path << " " << wrong);
    BOOST_TEST(with("limit=1&limit=1") == "422 ?limit:duplicate_member", path);
  }
}

BOOST_AUTO_TEST_CASE(cursors_and_instants_are_checked_and_everything_wrong_is_told_at_once) {
  for (const auto& path : all()) {
    const auto with = [&](const std::string& query) { return outcome(world.admin.get(join(path, query))); };
    BOOST_TEST(with("limit=0&cursor=x&updated_since=yesterday&color=red") ==
                   "422 ?limit:out_of_range ?cursor:wrong_format ?updated_since:wrong_format ?color:unknown_parameter",
               path);
    for (const char* good : {"2016-11-10T08:00:00Z", "2016-11-10T08:00:00.123456Z", "2016-11-10T09:00:00%2B01:00"})
      BOOST_TEST(with(std::string("updated_since=") + good) == "200", path << " " << good);
    for (const char* bad : {"2016-11-10", "2016-11-10T08:00:00", "2016-02-30T08:00:00Z", "2016-11-10T24:00:00Z", ""})
      BOOST_TEST(with(std::string("updated_since=") + bad) == "422 ?updated_since:wrong_format", path << " " << bad);
    const auto future = world.admin.get(join(path, "updated_since=2999-01-01T00:00:00Z"));
    BOOST_TEST(future.body == R"({"results":[],"next":null})", path);
  }
}

BOOST_AUTO_TEST_CASE(a_walk_visits_everything_once_whatever_the_size_of_its_pages) {
  for (const auto& path : all()) {
    const auto whole = walk(world.admin, join(path, "limit=500"));
    const std::set<std::string> once(whole.begin(), whole.end());
    BOOST_TEST(once.size() == whole.size(), path);
    BOOST_TEST((walk(world.admin, path) == whole), path);
    if (whole.size() < 200) BOOST_TEST((walk(world.admin, join(path, "limit=7")) == whole), path);
  }
}

BOOST_AUTO_TEST_CASE(pages_end_exactly_where_they_are_full) {
  std::vector<std::string> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(new_person());
  BOOST_TEST((walk(world.viewer, people()) == ids));
  for (int limit = 1; limit <= 7; ++limit) {
    const auto path = people("&limit=" + std::to_string(limit));
    BOOST_TEST((walk(world.viewer, path) == ids));
    const auto first = world.viewer.get(path);
    BOOST_TEST(first.size("/results") == static_cast<std::size_t>(std::min(limit, 6)));
    BOOST_TEST(first.is_null("/next") == (limit >= 6));
  }
}

BOOST_AUTO_TEST_CASE(a_page_has_50_items_when_nothing_is_said) {
  for (int i = 0; i < 51; ++i) static_cast<void>(new_person());
  const auto page = world.viewer.get(people());
  BOOST_TEST(page.size("/results") == 50u);
  BOOST_TEST(world.viewer.get(page.text("/next")).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(the_next_page_keeps_filters_and_size) {
  const auto word = world.fresh_word();
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(outcome(world.organizer.post("/api/v1/companies",
                                            R"({"name": ")" + word + R"( & Söhne + 1", "role": "vendor"})")) == "201");
  }
  const auto page =
      world.viewer.get("/api/v1/companies?limit=2&role=vendor&name=" + word + "%20%26%20S%C3%B6hne%20%2B%201");
  BOOST_TEST_REQUIRE(page.size("/results") == 2u);
  const auto next = page.text("/next");
  BOOST_TEST(next.starts_with("/api/v1/companies?"));
  BOOST_TEST(next.find("limit=2") != std::string::npos);
  BOOST_TEST(next.find("role=vendor") != std::string::npos);
  const auto last = world.viewer.get(next);
  BOOST_TEST(last.size("/results") == 1u);
  BOOST_TEST(last.is_null("/next"));
}

BOOST_AUTO_TEST_CASE(what_is_added_while_somebody_walks_comes_at_the_end_and_nothing_twice) {
  std::vector<std::string> ids{new_person(), new_person(), new_person()};
  const auto first = world.viewer.get(people("&limit=2"));
  ids.push_back(new_person());
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/people/" + ids[0], {{"If-Match", "*"}})) == "204");
  auto seen = std::vector<std::string>{first.text("/results/0/id"), first.text("/results/1/id")};
  for (const auto& id : walk(world.viewer, first.text("/next"))) seen.push_back(id);
  BOOST_TEST((seen == ids));
}

BOOST_AUTO_TEST_CASE(updated_since_finds_what_changed_at_or_after_that_instant) {
  const auto first = new_person();
  const auto second = new_person();
  const auto third = new_person();
  const auto changed = world.organizer.patch("/api/v1/people/" + first, R"({"function": "neu"})", {{"If-Match", "*"}});
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  using Ids = std::vector<std::string>;
  const auto since = [&](const std::string& instant) {
    return walk(world.viewer, people("&limit=1&updated_since=" + instant));
  };
  BOOST_TEST((since(changed.text("/updated_at")) == Ids{first}));
  BOOST_TEST((since(world.viewer.get("/api/v1/people/" + second).text("/updated_at")) == Ids{first, second, third}));
  BOOST_TEST((since(world.viewer.get("/api/v1/people/" + third).text("/updated_at")) == Ids{first, third}));
}

BOOST_AUTO_TEST_CASE(updated_since_finds_registrations_that_were_promoted) {
  const auto event = world.new_event();
  world.set_capacity(event, R"([{"key": "participants", "limit": 1}])");
  const auto in = world.register_heads(event, world.new_company(), 1);
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  const auto cancelled = world.organizer.post("/api/v1/registrations/" + in.id() + "/cancellation", "");
  const auto path = "/api/v1/events/" + event + "/registrations?updated_since=" + cancelled.text("/updated_at");
  BOOST_TEST((walk(world.viewer, path) == std::vector<std::string>{in.id(), waiting.id()}));
}

BOOST_AUTO_TEST_CASE(updated_since_finds_what_a_merger_moved) {
  const auto from = world.new_company();
  const auto person = world.new_person(from);
  const auto before = new_person();
  const auto since = world.viewer.get("/api/v1/people/" + before).text("/updated_at");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/companies/" + from + "/merger",
                                                  R"({"into": ")" + company + "\"}")) == "200");
  BOOST_TEST((walk(world.viewer, people("&updated_since=" + since)) == std::vector<std::string>{person, before}));
}

BOOST_AUTO_TEST_SUITE_END()
