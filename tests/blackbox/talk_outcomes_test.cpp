// What became of talks: recorded from the begin of their slot on by staff and by companies, graded by partners, and counted.
#include <boost/test/unit_test.hpp>

#include <thread>

#include "engine/core/id.hpp"
#include "tests/blackbox/talks_world.hpp"

using namespace tagwerk::test;

namespace {

std::string event_of_a_new_series() {
  auto& world = World::get();
  const auto series = world.fresh_word();
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post(
          "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Gespräche", "kind": "partner_talks"})")) == "201");
  const auto made = world.organizer.post(
      "/api/v1/events",
      R"({"series_key": ")" + series +
          R"(", "name": "Gespräche", "edition_year": 2030, "starts_on": "2030-11-10", "ends_on": "2030-11-10", )"
          R"("time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  return made.id();
}

// The companies of the tokens `partner` and `vendor` take part as well, and a plan is published that has not begun.
struct PlannedTalks : TalksWorld {
  std::string series;
  std::string own;         // of both tokens
  std::string of_partner;  // of the token `partner`, and of another vendor
  std::string foreign;     // of neither

  PlannedTalks() : TalksWorld(event_of_a_new_series()) {
    series = world.organizer.get(event_path()).text("/series_key");
    register_company(world.partner_company);
    register_company(world.vendor_company);
    open_talks();
    accept(world.partner_company, world.vendor_company);
    accept(vendors[0], world.partner_company);
    accept(partners[0], vendors[0]);
    publish();
    own = talk_of(world.partner_company, world.vendor_company);
    of_partner = talk_of(world.partner_company, vendors[0]);
    foreign = talk_of(partners[0], vendors[0]);
  }

  void accept(const std::string& company, const std::string& with_company) {
    const auto wish = wish_of(company, with_company);
    BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer",
                                                    R"({"accepted": true})")) == "200");
  }
  void publish() {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/talk-plans/" + plan().text("/result_id") + "/publication",
                                                   "", {{"If-Match", "*"}})) == "200");
  }
  std::string talk_of(const std::string& one, const std::string& other) {
    const auto all = world.viewer.get(timetable_path());
    for (std::size_t i = 0; i < all.size("/talks"); ++i) {
      const auto at = "/talks/" + std::to_string(i);
      const auto company = all.text(at + "/company_id");
      const auto with_company = all.text(at + "/with_company_id");
      if ((company == one && with_company == other) || (company == other && with_company == one))
        return all.text(at + "/talk_id");
    }
    BOOST_FAIL("they do not talk");
    return {};
  }
  /// Ten years ago, without anybody's knowledge.
  void let_talks_begin() {
    const auto id = tagwerk::core::EventId::parse(event).value();
    world.database.database().transact(nullptr, [&](tagwerk::storage::Transaction& tx) {
      return tx.execute(
          "update talk_plan_slots s join talk_plans p on p.id = s.plan_id set s.starts_at = s.starts_at - interval 10 year, "
          "s.ends_at = s.ends_at - interval 10 year where p.published_event = :event",
          {{"event", id}});
    });
  }
  static std::string outcome_of(const std::string& talk) { return "/api/v1/talks/" + talk + "/outcome"; }
  static std::string grade_of(const std::string& talk) { return "/api/v1/talks/" + talk + "/grade"; }
  static std::string missed_by(const std::string& company, const std::string& more = {}) {
    return R"({"outcome": "no_show", "absent": [")" + company + R"("])" + more + "}";
  }
  [[nodiscard]] std::string list_path() const { return event_path() + "/talk-outcomes"; }
};

struct BegunTalks : PlannedTalks {
  BegunTalks() { let_talks_begin(); }
};

constexpr auto held = R"({"outcome": "held"})";

}  // namespace

BOOST_AUTO_TEST_SUITE(talk_outcomes)

BOOST_FIXTURE_TEST_CASE(nothing_is_known_of_a_talk_before_it_begins, PlannedTalks) {
  BOOST_TEST(outcome(world.organizer.put(outcome_of(own), held)) == "409 talk_not_begun");
  BOOST_TEST(outcome(world.partner.put(grade_of(own), R"({"grade": 1.0})")) == "409 talk_not_begun");
  BOOST_TEST(outcome(world.viewer.get(outcome_of(own))) == "404 not_found");
  BOOST_TEST(walk(world.viewer, list_path(), "talk_id").empty());
  let_talks_begin();
  BOOST_TEST(outcome(world.organizer.put(outcome_of(own), held)) == "200");
}

BOOST_FIXTURE_TEST_CASE(a_talk_is_recorded_changed_and_taken_back, BegunTalks) {
  const auto made = world.desk.put(outcome_of(own), held, {{"If-None-Match", "*"}});
  BOOST_TEST_REQUIRE(outcome(made) == "200");
  BOOST_TEST(members_of(made) ==
             "talk_id event_id company_id with_company_id outcome absent note recorded_by created_at updated_at");
  BOOST_TEST(made.text("/talk_id") == own);
  BOOST_TEST(made.text("/event_id") == event);
  BOOST_TEST(made.text("/recorded_by") == "staff");
  BOOST_TEST(made.size("/absent") == 0u);
  BOOST_TEST(outcome(world.desk.put(outcome_of(own), held, {{"If-None-Match", "*"}})) == "412 precondition_failed");
  for (const auto* client : {&world.viewer, &world.partner, &world.vendor}) {
    const auto read = client->get(outcome_of(own));
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(client->get(outcome_of(own), {{"If-None-Match", read.header("etag")}}).status == 304);
  }
  const auto note = R"(, "note": )" + quoted(colourful);
  const auto changed =
      world.organizer.put(outcome_of(own), missed_by(world.vendor_company, note), {{"If-Match", made.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  BOOST_TEST(changed.text("/note") == colourful);
  BOOST_TEST(changed.text("/absent/0") == world.vendor_company);
  BOOST_TEST(changed.header("etag") != made.header("etag"));
  BOOST_TEST(outcome(world.organizer.put(outcome_of(own), held, {{"If-Match", made.header("etag")}})) ==
             "412 precondition_failed");
  BOOST_TEST(world.organizer.put(outcome_of(own), missed_by(world.vendor_company, note)).header("etag") ==
             changed.header("etag"));
  check_removal(world.organizer, outcome_of(own));
  const auto trail = world.organizer.get("/api/v1/audit?object=" + own);
  BOOST_TEST_REQUIRE(outcome(trail) == "200");
  BOOST_TEST(trail.size("/results") == 3u);
  BOOST_TEST(trail.text("/results/1/action") == "outcome_changed");
}

BOOST_FIXTURE_TEST_CASE(what_makes_no_sense_is_refused_with_its_place, BegunTalks) {
  const auto put = [&](const std::string& json) { return outcome(world.organizer.put(outcome_of(own), json)); };
  BOOST_TEST(put("{}") == "422 /outcome:required");
  BOOST_TEST(put(R"({"outcome": "perhaps"})") == "422 /outcome:unknown_value");
  BOOST_TEST(put(R"({"outcome": "no_show"})") == "422 /absent:required");
  BOOST_TEST(put(R"({"outcome": "held", "absent": [")" + world.partner_company + R"("]})") ==
             "422 /absent:absent_from_a_held_talk");
  BOOST_TEST(put(missed_by(partners[0])) == "422 /absent/0:company_not_in_talk");
  BOOST_TEST(put(R"({"outcome": "no_show", "note": ""})") == "422 /note:wrong_length /absent:required");
  BOOST_TEST(put(missed_by(partners[0] + R"(", ")" + partners[0])) ==
             "422 /absent/1:duplicate_member /absent/0:company_not_in_talk /absent/1:company_not_in_talk");
  BOOST_TEST(put(missed_by("x")) == "422 /absent/0:wrong_format");
  BOOST_TEST(put(missed_by(world.partner_company + R"(", ")" + world.partner_company)) ==
             "422 /absent/1:duplicate_member");
  BOOST_TEST(put(missed_by(world.partner_company + R"(", ")" + world.vendor_company + R"(", ")" + partners[0])) ==
             "422 /absent:wrong_count");
  check_line(
      [&](const std::string& value) {
        return world.organizer.put(outcome_of(own), R"({"outcome": "held", "note": )" + value + "}");
      },
      "/note", 500, 200);
  for (const auto* number : {"0.9", "6.1", "1.05", "null", "\"1.0\"", "1e9"})
    BOOST_TEST(world.partner.put(grade_of(own), R"({"grade": )" + std::string(number) + "}").status == 422, number);
  BOOST_TEST(world.partner.put(grade_of(own), R"({"grade": )" + std::string(300 * 1024, '1') + "}").status == 413);
}

BOOST_FIXTURE_TEST_CASE(the_word_of_staff_stands_and_of_companies_the_last_one, BegunTalks) {
  BOOST_TEST(world.vendor.put(outcome_of(own), missed_by(world.partner_company)).text("/recorded_by") == "vendor");
  BOOST_TEST(world.partner.put(outcome_of(own), held).text("/recorded_by") == "partner");
  BOOST_TEST(outcome(world.vendor.remove(outcome_of(own), {{"If-Match", "*"}})) == "204");
  const auto by_staff = world.organizer.put(outcome_of(own), missed_by(world.vendor_company));
  for (const auto* company : {&world.partner, &world.vendor}) {
    BOOST_TEST(outcome(company->put(outcome_of(own), held)) == "403 recorded_by_staff");
    BOOST_TEST(outcome(company->remove(outcome_of(own), {{"If-Match", "*"}})) == "403 recorded_by_staff");
    BOOST_TEST(company->put(outcome_of(own), missed_by(world.vendor_company)).body == by_staff.body);
  }
  BOOST_TEST(world.viewer.put(outcome_of(own), held).status == 403);
}

BOOST_FIXTURE_TEST_CASE(companies_have_their_own_talks_only, BegunTalks) {
  for (const auto& talk : {own, of_partner, foreign})
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(talk), held)) == "200");
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(foreign), missed_by(vendors[0]))) == "200");
  const auto listed = [&](const Client& client, const std::string& query = {}) {
    return walk(client, list_path() + query, "talk_id").size();
  };
  BOOST_TEST(listed(world.viewer, "?limit=1") == 3u);
  BOOST_TEST(listed(world.partner) == 2u);
  BOOST_TEST(walk(world.vendor, list_path(), "talk_id") == std::vector{own}, boost::test_tools::per_element());
  BOOST_TEST(listed(world.viewer, "?outcome=no_show") == 1u);
  BOOST_TEST(listed(world.viewer, "?company_id=" + vendors[0]) == 2u);
  BOOST_TEST(listed(world.viewer, "?company_id=" + vendors[0] + "&outcome=held") == 1u);
  BOOST_TEST(listed(world.viewer, "?updated_since=2999-01-01T00:00:00Z") == 0u);
  BOOST_TEST(outcome(world.partner.get(list_path() + "?company_id=" + vendors[0])) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get(list_path() + "?outcome=perhaps")) == "422 ?outcome:unknown_value");
  for (const auto& path : {outcome_of(foreign), outcome_of(of_partner), outcome_of(nobodys_id), outcome_of("x")}) {
    BOOST_TEST(outcome(world.vendor.get(path)) == "404 not_found");
    // Whatever is sent: the talk does not exist for it.
    BOOST_TEST(outcome(world.vendor.put(path, "{")) == "404 not_found");
    BOOST_TEST(outcome(world.vendor.remove(path, {{"If-Match", "*"}})) == "404 not_found");
  }
  BOOST_TEST(outcome(world.stranger.get(outcome_of(own))) == "404 not_found");
}

BOOST_FIXTURE_TEST_CASE(two_that_record_at_the_same_moment_do_not_both_come_first, BegunTalks) {
  for (const auto& talk : {own, of_partner, foreign}) {
    int first = 0;
    int second = 0;
    {
      std::jthread other([&] { first = world.desk.put(outcome_of(talk), held, {{"If-None-Match", "*"}}).status; });
      second = world.organizer.put(outcome_of(talk), held, {{"If-None-Match", "*"}}).status;
    }
    BOOST_TEST(first + second == 200 + 412);
  }
}

BOOST_FIXTURE_TEST_CASE(a_partner_grades_its_talks_and_nobody_else_reads_it, BegunTalks) {
  const auto given = world.partner.put(grade_of(own), R"({"grade": 1.7})", {{"If-None-Match", "*"}});
  BOOST_TEST_REQUIRE(outcome(given) == "200");
  BOOST_TEST(members_of(given) == "talk_id grade created_at updated_at");
  BOOST_TEST(given.number("/grade") == 1.7);
  BOOST_TEST(world.partner.get(grade_of(own)).body == given.body);
  BOOST_TEST(world.partner.get(grade_of(own), {{"If-None-Match", given.header("etag")}}).status == 304);
  for (const auto* client : {&world.admin, &world.organizer, &world.desk, &world.viewer, &world.vendor})
    BOOST_TEST(outcome(client->get(grade_of(own))) == "403 forbidden");
  BOOST_TEST(outcome(world.vendor.put(grade_of(own), R"({"grade": 1.0})")) == "403 forbidden");
  BOOST_TEST(outcome(world.partner.put(grade_of(foreign), R"({"grade": 1.0})")) == "404 not_found");
  BOOST_TEST(outcome(world.partner.get(grade_of(foreign))) == "404 not_found");
  BOOST_TEST(outcome(world.partner.put(grade_of(own), R"({"grade": 2.0})", {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  // By staff for the partner; and it is the partner's again.
  BOOST_TEST(outcome(world.desk.put(grade_of(own), R"({"grade": 2.5})")) == "200");
  BOOST_TEST(world.partner.get(grade_of(own)).number("/grade") == 2.5);
  BOOST_TEST(world.vendor.get(outcome_of(own)).status == 404);
  const auto trail = world.organizer.get("/api/v1/audit?object=" + own);
  BOOST_TEST(trail.size("/results") == 2u);
  // That a grade was given, and not which.
  for (const auto* entry : {"/results/0", "/results/1"}) BOOST_TEST(trail.size(std::string(entry) + "/changes") == 0u);
  check_removal(world.partner, grade_of(own));
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(own), missed_by(world.vendor_company))) == "200");
  BOOST_TEST(outcome(world.partner.put(grade_of(own), R"({"grade": 6.0})")) == "409 vendor_did_not_come");
}

// Once found in thought: a plan that is published anew must not lose what is recorded of talks that have begun.
BOOST_FIXTURE_TEST_CASE(what_is_recorded_outlives_the_plan, BegunTalks) {
  const auto made = world.organizer.put(outcome_of(own), held);
  BOOST_TEST_REQUIRE(outcome(made) == "200");
  accept(partners[1], vendors[1]);
  publish();
  BOOST_TEST(world.viewer.get(outcome_of(own)).body == made.body);
  BOOST_TEST(outcome(world.organizer.put(outcome_of(own), missed_by(world.vendor_company))) == "200");
  BOOST_TEST(outcome(world.organizer.put(outcome_of(talk_of(partners[1], vendors[1])), held)) == "409 talk_not_begun");
  BOOST_TEST(outcome(world.organizer.remove(event_path(), {{"If-Match", "*"}})) == "409 still_referenced");
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch(event_path(), R"({"status": "cancelled"})", {{"If-Match", "*"}})) ==
                     "200");
  BOOST_TEST(outcome(world.organizer.put(outcome_of(own), held)) == "409 talk_not_planned");
  BOOST_TEST(outcome(world.partner.put(grade_of(own), R"({"grade": 1.0})")) == "409 talk_not_planned");
  BOOST_TEST(outcome(world.viewer.get(outcome_of(own))) == "200");
}

BOOST_FIXTURE_TEST_CASE(outcomes_follow_a_company_that_is_merged, BegunTalks) {
  const auto made = world.organizer.put(outcome_of(foreign), missed_by(vendors[0]));
  BOOST_TEST_REQUIRE(outcome(made) == "200");
  const auto into = world.new_company("vendor");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/companies/" + vendors[0] + "/merger",
                                                  R"({"into": ")" + into + R"("})")) == "200");
  const auto after = world.viewer.get(outcome_of(foreign), {{"If-None-Match", made.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(after) == "200");
  BOOST_TEST(after.text("/absent/0") == into);
  BOOST_TEST(outcome(world.organizer.put(outcome_of(foreign), missed_by(vendors[0]))) ==
             "422 /absent/0:company_not_in_talk");
}

BOOST_FIXTURE_TEST_CASE(use_of_tables_is_what_the_capacity_of_talks_says, BegunTalks) {
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(own), held)) == "200");
  const auto told = world.viewer.get("/api/v1/statistics/capacity?series=" + series);
  BOOST_TEST_REQUIRE(outcome(told) == "200");
  const auto capacity = world.organizer.get(event_path() + "/talks/capacity");
  const std::string talks = "/events/0/talks";
  BOOST_TEST(told.integer(talks + "/slots") == capacity.integer("/slots"));
  BOOST_TEST(told.integer(talks + "/tables") == capacity.integer("/tables"));
  BOOST_TEST(told.integer(talks + "/offered") == capacity.integer("/places_offered"));
  BOOST_TEST(told.integer(talks + "/planned") == 3);
  BOOST_TEST(told.integer(talks + "/at_common") == 3);
  BOOST_TEST(told.integer(talks + "/held") == 1);
  BOOST_TEST(told.integer(talks + "/not_recorded") == 2);
  BOOST_TEST(told.number(talks + "/utilisation") == 0.3);
}

BOOST_FIXTURE_TEST_CASE(statistics_count_what_became_of_talks, BegunTalks) {
  const auto path = "/api/v1/statistics/vendors/talks?series=" + series;
  const auto trend = "/api/v1/statistics/vendors?series=" + series;
  const auto before = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(before) == "200");
  BOOST_TEST(members_of(before) == "series vendors");
  BOOST_TEST(before.size("/vendors") == 3u);  // one of them without any talk
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(own), held)) == "200");
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(of_partner), held)) == "200");
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(outcome_of(foreign), missed_by(vendors[0]))) == "200");
  BOOST_TEST_REQUIRE(outcome(world.partner.put(grade_of(own), R"({"grade": 1.0})")) == "200");
  const auto told = world.viewer.get(path);
  BOOST_TEST(told.header("etag") != before.header("etag"));
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", told.header("etag")}}).status == 304);
  const auto at = [&](const std::string& company) {
    for (std::size_t i = 0; i < told.size("/vendors"); ++i) {
      const auto row = "/vendors/" + std::to_string(i);
      if (told.text(row + "/company_id") == company) return row;
    }
    return std::string("/none");
  };
  BOOST_TEST(members_of(told, "/vendors/0") == "year complete company_id company talks");
  BOOST_TEST(
      members_of(told, "/vendors/0/talks") ==
      "events wished wished_by_partners planned held not_held vendor_absent partner_absent not_recorded partners "
      "partners_reached coverage no_show_rate grades grade_mean");
  const auto row = at(vendors[0]) + "/talks";
  BOOST_TEST(told.integer(row + "/wished") == 2);
  BOOST_TEST(told.integer(row + "/wished_by_partners") == 1);
  BOOST_TEST(told.integer(row + "/held") == 1);
  BOOST_TEST(told.integer(row + "/vendor_absent") == 1);
  BOOST_TEST(told.integer(row + "/partners") == 4);
  BOOST_TEST(told.number(row + "/coverage") == 0.25);
  BOOST_TEST(told.number(row + "/no_show_rate") == 0.5);
  BOOST_TEST(told.integer(at(world.vendor_company) + "/talks/grades") == 1);
  BOOST_TEST(told.is_null(at(world.vendor_company) + "/talks/grade_mean"));

  const auto rows = world.desk.get(path + "&format=rows&from=2030&to=2030");
  BOOST_TEST(rows.body.find(R"("talks_coverage":0.25)") != std::string::npos);
  const auto csv = world.desk.get(path, {{"Accept", "text/csv"}});
  BOOST_TEST(csv.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.body.starts_with("series,year,complete,company_id,company,talks_events,talks_wished,"));
  BOOST_TEST(world.viewer.get(path + "&to=2029").size("/vendors") == 0u);

  // In the trend, once a vendor has booked.
  BOOST_TEST(world.viewer.get(trend).size("/years") == 0u);
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post(event_path() + "/vendor-packages", R"({"key": "gold", "name": "Gold"})")) == "201");
  const auto booked = world.organizer.post(event_path() + "/vendor-participations",
                                           R"({"package": "gold", "company_id": ")" + vendors[0] + "\"}");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/vendor-participations/" + booked.id() + "/booking", "")) ==
                     "200");
  const auto years = world.viewer.get(trend);
  BOOST_TEST(years.integer("/years/0/talks/planned") == 3);
  BOOST_TEST(years.integer("/years/0/talks/held") == 2);
  BOOST_TEST(years.number("/years/0/talks/coverage") == 0.25);
  BOOST_TEST(years.number("/years/0/talks/no_show_rate") == 0.3333);
  BOOST_TEST(world.viewer.get(trend + "&format=rows").body.find(R"("talks_planned":3)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_question_about_talks_is_checked) {
  auto& world = World::get();
  const std::string path = "/api/v1/statistics/vendors/talks";
  const auto of = path + "?series=" + world.series;
  BOOST_TEST(outcome(world.viewer.get(path)) == "422 ?series:required");
  BOOST_TEST(outcome(world.viewer.get(of + "&from=1899&to=x&format=xml")) ==
             "422 ?from:out_of_range ?to:wrong_format ?format:unknown_value");
  BOOST_TEST(outcome(world.viewer.get(of + "&from=2016&to=2015")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get(path + "?series=none-such")) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.get(of)) == "404 not_found");
  for (const auto* client : {&world.partner, &world.vendor}) BOOST_TEST(outcome(client->get(of)) == "403 forbidden");
}

BOOST_AUTO_TEST_SUITE_END()
