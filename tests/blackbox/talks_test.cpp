// Partner talks from the wish to the calendar: wishes of both sides, a plan as a job, its publication, somebody cancels, the plan is
// made anew, and everybody's timetable.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/blackbox/talks_world.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(talks, TalksWorld)

BOOST_AUTO_TEST_CASE(settings_make_slots_between_the_breaks) {
  const auto made = world.organizer.put(settings_path(), settings_json());
  BOOST_TEST_REQUIRE(outcome(made) == "200");
  // 09:00 to 11:00 without 10:00 to 10:30, then 13:00 to 14:00, in Berlin in November.
  BOOST_TEST(made.size("/slots") == 5u);
  BOOST_TEST(made.text("/slots/0/starts_at") == "2030-11-10T08:00:00Z");
  BOOST_TEST(made.text("/slots/2/local_time") == "10:30");
  BOOST_TEST(made.text("/slots/3/session_key") == "afternoon");
  BOOST_TEST(made.integer("/max_break_difference") == 2);
  BOOST_TEST(made.text("/objective/0") == "moved");
  BOOST_TEST(made.size("/objective") == 4u);
  BOOST_TEST(world.partner.get(settings_path()).body == made.body);
  BOOST_TEST(outcome(world.organizer.put(settings_path(), settings_json(), {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.put(settings_path(), settings_json(), {{"If-Match", made.header("etag")}})) ==
             "200");
  BOOST_TEST(world.partner.put(settings_path(), settings_json()).status == 403);
  BOOST_TEST(world.stranger.get(settings_path()).status == 404);
  const auto counts = [&](const std::string& objective) {
    return world.organizer.put(settings_path(), settings_json(R"(, "objective": )" + objective));
  };
  BOOST_TEST(counts(R"(["idle_slots", "breaks"])").text("/objective/0") == "idle_slots");
  BOOST_TEST(counts("[]").size("/objective") == 0u);
  BOOST_TEST(outcome(counts(R"(["breaks", "moved", "breaks"])")) == "422 /objective/2:duplicate_member");
  BOOST_TEST(outcome(counts(R"(["fun"])")) == "422 /objective/0:unknown_value");
}

BOOST_AUTO_TEST_CASE(talks_move_with_the_days_of_the_event) {
  open_talks(R"(, "answer_mode": "opt_out")");
  BOOST_TEST_REQUIRE(outcome(wish_of(partners[0], vendors[0])) == "201");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                         event_path() + "/talk-absences",
                         R"({"company_id": ")" + partners[1] +
                             R"(", "starts_at": "2030-11-10T08:00:00Z", "ends_at": "2030-11-10T09:00:30Z"})")) ==
                     "201");
  const auto draft = plan().text("/result_id");
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.put("/api/v1/talk-plans/" + draft + "/publication", "{}", {{"If-Match", "*"}})) == "200");
  const auto before = world.organizer.get(timetable_path());
  BOOST_TEST_REQUIRE(before.size("/talks") == 1u);
  const auto patch = [&](const std::string& json) {
    return world.organizer.patch(event_path(), json, {{"If-Match", "*"}});
  };
  BOOST_TEST_REQUIRE(outcome(patch(R"({"starts_on": "2030-07-01", "ends_on": "2030-07-01"})")) == "200");
  const auto moved = world.organizer.get(settings_path());
  BOOST_TEST(moved.text("/sessions/0/date") == "2030-07-01");
  BOOST_TEST(moved.text("/breaks/0/date") == "2030-07-01");
  BOOST_TEST(moved.text("/slots/0/starts_at") == "2030-07-01T07:00:00Z");  // summer time
  const auto after = world.organizer.get(timetable_path());
  BOOST_TEST(after.text("/talks/0/local_date") == "2030-07-01");
  BOOST_TEST(after.text("/talks/0/local_time") == before.text("/talks/0/local_time"));
  BOOST_TEST(after.text("/talks/0/talk_id") == before.text("/talks/0/talk_id"));
  const auto calendar = world.organizer.get(timetable_path() + "?format=ics").body;
  BOOST_TEST(calendar.find("SEQUENCE:1") != std::string::npos);
  BOOST_TEST(calendar.find(":20300701T") != std::string::npos);
  const auto absence = world.organizer.get(event_path() + "/talk-absences");
  BOOST_TEST(absence.text("/results/0/starts_at") == "2030-07-01T07:00:00Z");
  BOOST_TEST(absence.text("/results/0/ends_at") == "2030-07-01T08:00:30Z");
  BOOST_TEST(world.organizer.get("/api/v1/audit?object=" + event).body.find("talk_settings_changed") !=
             std::string::npos);
  BOOST_TEST(world.organizer.get("/api/v1/audit?object=" + draft).body.find("\"moved\"") != std::string::npos);
  // What is published fits what is made anew.
  const auto again = plan().text("/result_id");
  BOOST_TEST(world.organizer.get("/api/v1/talk-plans/" + again + "/difference").integer("/changed") == 0);
  BOOST_TEST_REQUIRE(outcome(patch(R"({"time_zone": "America/New_York"})")) == "200");
  BOOST_TEST(world.organizer.get(settings_path()).text("/slots/0/starts_at") == "2030-07-01T13:00:00Z");
  BOOST_TEST(world.organizer.get(timetable_path()).text("/talks/0/local_time") == before.text("/talks/0/local_time"));
}

BOOST_AUTO_TEST_CASE(talks_stay_where_an_event_gets_longer_or_shorter) {
  open_talks();
  const auto patch = [&](const std::string& json) {
    return outcome(world.organizer.patch(event_path(), json, {{"If-Match", "*"}}));
  };
  const auto day = [&] { return world.organizer.get(settings_path()).text("/sessions/0/date"); };
  BOOST_TEST_REQUIRE(patch(R"({"starts_on": "2030-11-08"})") == "200");
  BOOST_TEST(day() == "2030-11-10");
  BOOST_TEST_REQUIRE(patch(R"({"starts_on": "2030-11-10"})") == "200");
  BOOST_TEST_REQUIRE(patch(R"({"ends_on": "2030-11-12"})") == "200");
  BOOST_TEST(day() == "2030-11-10");
  // The day on which there are talks is taken away: nothing changes.
  BOOST_TEST(patch(R"({"starts_on": "2030-11-11"})") == "409 talks_outside_the_event");
  BOOST_TEST(world.organizer.get(event_path()).text("/starts_on") == "2030-11-10");
  BOOST_TEST(day() == "2030-11-10");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_settings_is_told_at_once) {
  const auto put = [&](const std::string& json) { return outcome(world.organizer.put(settings_path(), json)); };
  BOOST_TEST(put(R"({"slot_minutes": 7, "tables": -1, "sessions": [
      {"key": "A", "name": "x", "date": "2017-01-01", "starts_at": "10:00", "ends_at": "09:00"}]})") ==
             "422 /slot_minutes:wrong_format /tables:out_of_range /sessions/0/key:wrong_format "
             "/sessions/0/date:not_a_day_of_the_event /sessions/0/ends_at:ends_before_it_starts");
  BOOST_TEST(put(R"({"slot_minutes": 20, "tables": 1, "sessions": [
      {"key": "a", "name": "x", "date": "2030-11-10", "starts_at": "9:00", "ends_at": "24:00"}]})") ==
             "422 /sessions/0/starts_at:wrong_format /sessions/0/ends_at:wrong_format");
  BOOST_TEST(put(R"({"slot_minutes": 20, "tables": 1, "sessions": [
      {"key": "a", "name": "x", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "10:00"},
      {"key": "a", "name": "y", "date": "2030-11-10", "starts_at": "09:30", "ends_at": "11:00"}]})") ==
             "422 /sessions/1/key:duplicate_member /sessions/1:sessions_overlap");
  BOOST_TEST(put(R"({"slot_minutes": 120, "tables": 1, "sessions": [
      {"key": "a", "name": "x", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "10:00"}]})") ==
             "422 /sessions:slots_out_of_range");
  for (const auto& path : {settings_path(), wishes_path(), event_path() + "/talks/capacity"})
    BOOST_TEST(outcome(world.organizer.get(path)) == "409 no_talk_settings");
  BOOST_TEST(outcome(world.organizer.send("POST", wishes_path() + "/import", "company,with_company,importance\n",
                                          {{"Content-Type", "text/csv"}})) == "409 no_talk_settings");
}

BOOST_AUTO_TEST_CASE(a_wish_waits_for_the_other_side) {
  open_talks();
  const auto wish = wish_of(partners[0], vendors[0]);
  BOOST_TEST_REQUIRE(outcome(wish) == "201");
  BOOST_TEST(members_of(wish) ==
             "id event_id company_id with_company_id importance people session_key note status answer_due_at reminder "
             "answered_at decline_reason created_at updated_at");
  BOOST_TEST(wish.text("/status") == "open");
  BOOST_TEST(wish.header("location") == "/api/v1/talk-wishes/" + wish.id());
  BOOST_TEST(outcome(wish_of(partners[0], vendors[0])) == "409 already_exists");
  const auto accepted = world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer", R"({"accepted": true})");
  BOOST_TEST(accepted.text("/status") == "accepted");
  const auto declined = world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer",
                                             R"({"accepted": false, "reason": "kein Thema"})");
  BOOST_TEST(declined.text("/decline_reason") == "kein Thema");
  // The other side wishes as well: both have said yes.
  BOOST_TEST(wish_of(vendors[0], partners[0]).text("/status") == "accepted");
  BOOST_TEST(world.organizer.get("/api/v1/talk-wishes/" + wish.id()).text("/status") == "accepted");
  const auto withdrawn = world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/withdrawal", "{}");
  BOOST_TEST(withdrawn.text("/status") == "withdrawn");
  BOOST_TEST(outcome(world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer", R"({"accepted": true})")) ==
             "409 wish_withdrawn");
  BOOST_TEST(wish_of(partners[0], vendors[0]).id() == wish.id());
}

BOOST_AUTO_TEST_CASE(wishes_that_make_no_sense_are_refused) {
  BOOST_TEST(outcome(wish_of(partners[0], vendors[0])) == "409 no_talk_settings");
  open_talks();
  BOOST_TEST(outcome(wish_of(partners[0], partners[0])) == "422 /with_company_id:wish_for_oneself");
  BOOST_TEST(outcome(wish_of(partners[0], partners[1])) == "422 /with_company_id:wish_without_vendor");
  BOOST_TEST(outcome(wish_of(partners[0], nobodys_id)) == "422 /with_company_id:reference_not_found");
  const auto stranger = world.new_person(partners[1]);
  BOOST_TEST(
      outcome(wish_of(partners[0], vendors[0], R"(, "people": [")" + stranger + R"("], "session_key": "night")")) ==
      "422 /people/0:person_of_neither_company /session_key:unknown_session");
  BOOST_TEST(outcome(world.organizer.post(wishes_path(), R"({"with_company_id": ")" + vendors[0] + R"("})")) ==
             "422 /company_id:required");
  const auto exclusion = world.organizer.post(event_path() + "/talk-exclusions", pair(vendors[0], partners[0]));
  BOOST_TEST_REQUIRE(outcome(exclusion) == "201");
  BOOST_TEST(outcome(wish_of(partners[0], vendors[0])) == "409 talk_excluded");
  const auto exclude = [&](const std::string& body, const Headers& headers = {}) {
    return world.organizer.post(event_path() + "/talk-exclusions", body, headers);
  };
  BOOST_TEST(outcome(exclude(pair(partners[0], vendors[0]))) == "409 already_exists");
  BOOST_TEST(outcome(exclude(pair(partners[0], partners[0]))) == "422 /with_company_id:wish_for_oneself");
  BOOST_TEST(outcome(exclude(pair(partners[0], nobodys_id))) == "422 /with_company_id:reference_not_found");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(outcome(exclude(pair(partners[1], vendors[1]), key)) == "201");
  BOOST_TEST(outcome(exclude(pair(partners[2], vendors[1]), key)) == "422 idempotency_key_reused");
  check_removal(world.organizer, "/api/v1/talk-exclusions/" + exclusion.id());
  BOOST_TEST(outcome(wish_of(partners[0], vendors[0])) == "201");
}

BOOST_AUTO_TEST_CASE(a_company_that_is_wished_for_is_not_deleted) {
  open_talks();
  const auto vendor = world.new_company("vendor");
  BOOST_TEST_REQUIRE(outcome(wish_of(partners[0], vendor)) == "201");
  const auto refused = world.organizer.remove("/api/v1/companies/" + vendor, {{"If-Match", "*"}});
  BOOST_TEST(outcome(refused) == "409 still_referenced");
  BOOST_TEST(refused.text("/detail").find("wished talks") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wish_is_changed_by_who_has_it) {
  open_talks();
  const auto wish = wish_of(partners[0], vendors[0]);
  const auto path = "/api/v1/talk-wishes/" + wish.id();
  BOOST_TEST(outcome(world.organizer.patch(path, R"({"importance": "must"})")) == "428 precondition_required");
  BOOST_TEST(outcome(world.organizer.patch(path, R"({"importance": "must"})", {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.patch(path, R"({"importance": "must"})", {{"If-Match", wish.header("etag")}})) ==
             "200");
  const auto person = world.new_person(partners[0]);
  const auto changed = world.organizer.patch(
      path, R"({"people": [")" + person + R"("], "session_key": "morning", "note": "Thema: Rechenzentrum"})",
      {{"If-Match", "*"}});
  BOOST_TEST(outcome(changed) == "200");
  BOOST_TEST(changed.text("/people/0/person_id") == person);
  BOOST_TEST(outcome(world.organizer.patch(path, R"({"session_key": "night"})", {{"If-Match", "*"}})) ==
             "422 /session_key:unknown_session");
  BOOST_TEST(outcome(world.organizer.patch(path, R"({"people": [")" + std::string(nobodys_id) + R"("]})",
                                           {{"If-Match", "*"}})) == "422 /people/0:person_of_neither_company");
  const auto cleared =
      world.organizer.patch(path, R"({"session_key": null, "note": null, "people": []})", {{"If-Match", "*"}});
  BOOST_TEST(cleared.is_null("/session_key"));
  BOOST_TEST(cleared.size("/people") == 0u);
}

BOOST_AUTO_TEST_CASE(companies_see_their_own_wishes_only) {
  open_talks();
  register_company(world.partner_company);
  register_company(world.vendor_company);
  const auto foreign = wish_of(partners[0], vendors[0]);
  const auto own = world.partner.post(wishes_path(), R"({"with_company_id": ")" + world.vendor_company + R"("})");
  BOOST_TEST_REQUIRE(outcome(own) == "201");
  BOOST_TEST(own.text("/company_id") == world.partner_company);
  BOOST_TEST(outcome(world.partner.post(wishes_path(), pair(partners[0], vendors[1]))) == "404 not_found");
  BOOST_TEST(walk(world.partner, wishes_path()) == std::vector{own.id()}, boost::test_tools::per_element());
  BOOST_TEST(outcome(world.partner.get("/api/v1/talk-wishes/" + foreign.id())) == "404 not_found");
  BOOST_TEST(outcome(world.partner.get(wishes_path() + "?of=" + partners[0])) == "404 not_found");
  // The vendor answers, and not the one who wishes.
  const auto answer_path = "/api/v1/talk-wishes/" + own.id() + "/answer";
  BOOST_TEST(outcome(world.partner.post(answer_path, R"({"accepted": true})")) == "403 not_yours_to_answer");
  BOOST_TEST(world.vendor.get("/api/v1/talk-wishes/" + own.id()).text("/status") == "open");
  BOOST_TEST(world.vendor.post(answer_path, R"({"accepted": true})").text("/status") == "accepted");
  // The one who is wished for does not change the wish.
  BOOST_TEST(outcome(world.vendor.patch("/api/v1/talk-wishes/" + own.id(), R"({"importance": "must"})",
                                        {{"If-Match", "*"}})) == "404 not_found");
  BOOST_TEST(outcome(world.vendor.post("/api/v1/talk-wishes/" + own.id() + "/withdrawal", "{}")) == "404 not_found");
  const auto person = world.new_person(vendors[0]);
  BOOST_TEST_REQUIRE(
      world.organizer
          .post(event_path() + "/registrations",
                R"({"company_id": ")" + vendors[0] + R"(", "participants": [{"person_id": ")" + person + R"("}]})")
          .status == 201);
  const auto counterparts = world.partner.get(event_path() + "/talk-counterparts");
  BOOST_TEST_REQUIRE(outcome(counterparts) == "200");
  BOOST_TEST(counterparts.body.find(person) != std::string::npos);
  BOOST_TEST(counterparts.body.find(partners[0]) == std::string::npos);
  for (std::size_t i = 0; i < counterparts.size("/results"); ++i)
    BOOST_TEST(counterparts.text("/results/" + std::to_string(i) + "/role") == "vendor");
}

BOOST_AUTO_TEST_CASE(answers_have_a_date) {
  open_talks(R"(, "answers_until": "2016-11-01T00:00:00Z")");
  const auto wish = world.organizer.post(wishes_path(), pair(partners[0], world.vendor_company));
  BOOST_TEST(wish.text("/reminder") == "overdue");
  const auto path = "/api/v1/talk-wishes/" + wish.id() + "/answer";
  BOOST_TEST(outcome(world.vendor.post(path, R"({"accepted": true})")) == "409 answers_closed");
  BOOST_TEST(outcome(world.organizer.post(path, R"({"accepted": true})")) == "200");
}

BOOST_AUTO_TEST_CASE(where_a_wish_counts_until_it_is_declined_there_is_time_to_decline_it) {
  open_talks(R"(, "answer_mode": "opt_out", "answers_until": "2016-11-01T00:00:00Z")");
  BOOST_TEST(outcome(world.partner.post(wishes_path(), R"({"with_company_id": ")" + world.vendor_company + R"("})")) ==
             "409 answers_closed");
  BOOST_TEST(outcome(wish_of(world.partner_company, world.vendor_company)) == "201");
}

BOOST_AUTO_TEST_CASE(two_that_wish_for_each_other_at_the_same_moment_have_said_yes) {
  open_talks();
  for (const auto& partner : partners) {
    std::jthread other([&] { static_cast<void>(wish_of(partner, vendors[0])); });
    static_cast<void>(wish_of(vendors[0], partner));
  }
  BOOST_TEST(world.viewer.get(wishes_path() + "?status=accepted").size("/results") == 6u);
}

BOOST_AUTO_TEST_CASE(absences_are_each_companys_own) {
  open_talks();
  const auto path = event_path() + "/talk-absences";
  const auto absence = [&](const std::string& company, const std::string& more = {}) {
    return R"({"company_id": ")" + company +
           R"(", "starts_at": "2030-11-10T08:00:00Z", "ends_at": "2030-11-10T09:00:00Z")" + more + "}";
  };
  const auto own = world.partner.post(path, absence(world.partner_company));
  BOOST_TEST_REQUIRE(outcome(own) == "201");
  BOOST_TEST(outcome(world.partner.post(path, absence(partners[0]))) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.post(path, absence(nobodys_id))) == "422 /company_id:reference_not_found");
  BOOST_TEST(outcome(world.organizer.post(
                 path, R"({"company_id": ")" + partners[0] +
                           R"(", "starts_at": "2030-11-10T09:00:00Z", "ends_at": "2030-11-10T09:00:00Z"})")) ==
             "422 /ends_at:ends_before_it_starts");
  BOOST_TEST(outcome(world.organizer.post(
                 path, absence(partners[0], R"(, "person_id": ")" + world.new_person(partners[1]) + R"(")"))) ==
             "422 /person_id:person_of_another_company");
  const auto foreign = world.organizer.post(path, absence(partners[0]));
  BOOST_TEST(walk(world.partner, path) == std::vector{own.id()}, boost::test_tools::per_element());
  BOOST_TEST(walk(world.viewer, path).size() == 2u);
  BOOST_TEST(walk(world.viewer, path + "?company_id=" + partners[0]) == std::vector{foreign.id()},
             boost::test_tools::per_element());
  BOOST_TEST(outcome(world.partner.get("/api/v1/talk-absences/" + foreign.id())) == "404 not_found");
  BOOST_TEST(outcome(world.partner.get(path + "?company_id=" + partners[0])) == "404 not_found");
  check_removal(world.partner, "/api/v1/talk-absences/" + own.id());
  check_idempotency(world.organizer, path,
                    [&] { return absence(partners[2], R"(, "reason": ")" + world.fresh_word() + R"(")"); });
}

BOOST_AUTO_TEST_CASE(who_met_lately_does_not_meet_again) {
  open_talks();
  accept_all();
  BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/talk-plans/" + plan().text("/result_id") + "/publication", "",
                                                 {{"If-Match", "*"}})) == "200");
  const auto later = world.new_event(R"(, "starts_on": "2030-11-20", "ends_on": "2030-11-20")");
  const auto path = "/api/v1/events/" + later;
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(path + "/talks/settings", R"({"slot_minutes": 30, "tables": 2,
      "not_met_since": "2030-01-01", "sessions": [
      {"key": "morning", "name": "Vormittag", "date": "2030-11-20", "starts_at": "09:00", "ends_at": "11:00"}]})")) ==
                     "200");
  BOOST_TEST(outcome(world.organizer.post(path + "/talk-wishes", pair(partners[0], vendors[0]))) == "409 already_met");
  const auto name = [&](const std::string& id) { return world.organizer.get("/api/v1/companies/" + id).text("/name"); };
  const auto csv = "company,with_company,importance\n" + name(partners[0]) + "," + name(vendors[0]) + ",must\n";
  BOOST_TEST(outcome(world.organizer.send("POST", path + "/talk-wishes/import", csv, {{"Content-Type", "text/csv"}})) ==
             "422 line 2:cannot_meet");
}

BOOST_AUTO_TEST_CASE(wishes_are_imported_all_or_none) {
  open_talks();
  const auto path = wishes_path() + "/import";
  const auto send = [&](const std::string& csv, const std::string& query = {}) {
    return world.organizer.send("POST", path + query, csv, {{"Content-Type", "text/csv"}});
  };
  const auto name = [&](const std::string& id) { return world.organizer.get("/api/v1/companies/" + id).text("/name"); };
  const auto p0 = name(partners[0]);
  const auto v0 = name(vendors[0]);
  const auto wrong = send("company,with_company,importance,session\n" + p0 + "," + v0 + ",perhaps,\nNobody," + v0 +
                          ",must,\n" + p0 + "," + name(partners[1]) + ",must,night\n" + p0 + "," + p0 + ",must,\n");
  BOOST_TEST(outcome(wrong) ==
             "422 line 2/importance:unknown_value line 3/company:reference_not_found line "
             "4/with_company:wish_without_vendor line 4/session:unknown_session line 5/with_company:wish_for_oneself");
  const auto csv = "company,with_company,importance,session,status\n" + p0 + "," + v0 + ",must,morning,accepted\n" +
                   v0 + "," + name(partners[1]) + ",if_possible,,\n";
  const auto dry = send(csv, "?dry_run=true");
  BOOST_TEST(dry.integer("/created") == 2);
  BOOST_TEST(walk(world.viewer, wishes_path()).size() == 0u);
  BOOST_TEST(send(csv).integer("/created") == 2);
  BOOST_TEST(send(csv).integer("/unchanged") == 2);
  BOOST_TEST(world.viewer.get(wishes_path() + "?status=accepted").size("/results") == 1u);
  BOOST_TEST(outcome(send("company,with_company,importance\n" + p0 + "," + name(vendors[1]) + ",must\n" + p0 + "," +
                          name(vendors[1]) + ",must\n")) == "422 line 3:duplicate_line");
  // Two companies of one name.
  const auto twins = R"({"name": "Zwilling )" + world.fresh_word() + R"(", "role": "partner"})";
  const auto twin = world.organizer.post("/api/v1/companies", twins).text("/name");
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/companies", twins).status == 201);
  BOOST_TEST(outcome(send("company,with_company,importance\n" + twin + "," + v0 + ",must\n")) ==
             "422 line 2/company:name_ambiguous");
  const Headers key{{"Content-Type", "text/csv"}, {"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(world.organizer.send("POST", path, csv, key).status == 200);
  BOOST_TEST(outcome(world.organizer.send("POST", path, csv + "\n\n", key)) == "422 idempotency_key_reused");
  const Headers wish_key{{"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(outcome(world.organizer.post(wishes_path(), pair(partners[2], vendors[0]), wish_key)) == "201");
  BOOST_TEST(outcome(world.organizer.post(wishes_path(), pair(partners[2], vendors[1]), wish_key)) ==
             "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(from_the_wish_to_the_calendar) {
  open_talks();
  accept_all();
  const auto before = world.viewer.get(event_path() + "/talks/capacity");
  BOOST_TEST_REQUIRE(outcome(before) == "200");
  BOOST_TEST(before.integer("/talks_wished") == 6);
  BOOST_TEST(before.integer("/places_offered") == 10);
  BOOST_TEST(before.integer("/tables_needed") == 2);
  BOOST_TEST(before.text("/bottleneck") == "none");
  const auto tight = world.viewer.get(event_path() + "/talks/capacity?tables=1&slots=4");
  BOOST_TEST(tight.text("/bottleneck") == "tables");
  BOOST_TEST(tight.text("/words").find("2 tables would be needed") != std::string::npos);
  BOOST_TEST(outcome(world.partner.get(timetable_path())) == "404 no_published_plan");

  const auto job = plan();
  BOOST_TEST(job.text("/status") == "done");
  const auto draft = world.viewer.get("/api/v1/talk-plans/" + job.text("/result_id"));
  BOOST_TEST_REQUIRE(outcome(draft) == "200");
  BOOST_TEST(draft.text("/quality") == "optimal");
  BOOST_TEST(draft.size("/talks") == 6u);
  BOOST_TEST(draft.integer("/score/musts_left_out") == 0);
  BOOST_TEST(draft.integer("/score/wishes_left_out") == 0);
  const auto plan_path = "/api/v1/talk-plans/" + draft.id();
  BOOST_TEST(outcome(world.organizer.put(plan_path + "/publication", "{}")) == "428 precondition_required");
  BOOST_TEST(outcome(world.organizer.put(plan_path + "/publication", "{}", {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  const auto published = world.organizer.put(plan_path + "/publication", R"({"note": "Erste Fassung"})",
                                             {{"If-Match", draft.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(published) == "200");
  BOOST_TEST(published.text("/status") == "published");
  BOOST_TEST(outcome(world.organizer.put(plan_path + "/publication", "{}", {{"If-Match", "*"}})) == "409 not_a_draft");
  BOOST_TEST(outcome(world.organizer.remove(plan_path, {{"If-Match", "*"}})) == "409 not_a_draft");
  BOOST_TEST(outcome(world.organizer.patch(plan_path, R"({"name": "x"})", {{"If-Match", "*"}})) == "409 not_a_draft");

  const auto all = world.viewer.get(timetable_path());
  BOOST_TEST_REQUIRE(all.size("/talks") == 6u);
  const auto of_partner = world.viewer.get(timetable_path() + "?company_id=" + partners[0]);
  BOOST_TEST(of_partner.size("/talks") == 2u);
  const auto calendar = world.viewer.get(timetable_path() + "?format=ics&company_id=" + partners[0]);
  BOOST_TEST(calendar.header("content-type") == "text/calendar; charset=utf-8");
  BOOST_TEST(calendar.body.find("BEGIN:VTIMEZONE") != std::string::npos);
  BOOST_TEST(calendar.body.find("SEQUENCE:0") != std::string::npos);
  const auto csv = world.viewer.get(timetable_path() + "?format=csv");
  BOOST_TEST(std::count(csv.body.begin(), csv.body.end(), '\n') == 7);

  // A partner cancels: the plan is made anew, and nobody else is moved.
  const auto gone = registrations[0];
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/registrations/" + gone + "/cancellation", "{}").status == 200);
  const auto second_job = plan();
  BOOST_TEST_REQUIRE(second_job.text("/status") == "done");
  BOOST_TEST(second_job.text("/outcome").find("does not take part") != std::string::npos);
  const auto second_path = "/api/v1/talk-plans/" + second_job.text("/result_id");
  const auto difference = world.viewer.get(second_path + "/difference");
  BOOST_TEST_REQUIRE(outcome(difference) == "200");
  BOOST_TEST(difference.integer("/changed") == 2);
  BOOST_TEST(difference.integer("/unchanged") == 4);
  for (int i = 0; i < 2; ++i) BOOST_TEST(difference.text("/talks/" + std::to_string(i) + "/kind") == "removed");
  BOOST_TEST(outcome(world.organizer.put(second_path + "/publication", "{}", {{"If-Match", "*"}})) == "200");
  BOOST_TEST(world.viewer.get(plan_path).text("/status") == "superseded");
  const auto cancelled = world.viewer.get(timetable_path() + "?format=ics&company_id=" + partners[0]);
  BOOST_TEST(cancelled.body.find("STATUS:CANCELLED") != std::string::npos);
  BOOST_TEST(cancelled.body.find("SEQUENCE:1") != std::string::npos);
  BOOST_TEST(cancelled.body.find("STATUS:CONFIRMED") == std::string::npos);
  BOOST_TEST(walk(world.viewer, event_path() + "/talk-plans").size() == 2u);
  BOOST_TEST(outcome(world.viewer.get(second_path + "/difference?from=" + draft.id())) == "200");
  BOOST_TEST(outcome(world.viewer.get(second_path + "/difference?from=" + std::string(nobodys_id))) ==
             "422 ?from:reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_draft_is_changed_by_hand_within_the_rules) {
  open_talks();
  accept_all();
  const auto path = "/api/v1/talk-plans/" + plan().text("/result_id");
  auto draft = world.viewer.get(path);
  const auto change = [&](const std::string& talks) {
    return world.organizer.patch(path, R"({"talks": {)" + talks + "}}",
                                 {{"If-Match", world.viewer.get(path).header("etag")}});
  };
  const auto talk = draft.text("/talks/0/talk_id");
  const auto on = [&](const std::string& patch) { return '"' + talk + R"(": {)" + patch + "}"; };
  BOOST_TEST(outcome(change(on(R"("slot": 9)"))) == "422 /talks/" + talk + "/slot:no_such_slot");
  BOOST_TEST(outcome(change(on(R"("slot": 1, "table": "77")"))) == "422 /talks/" + talk + "/table:no_such_table");
  BOOST_TEST(outcome(change('"' + std::string(nobodys_id) + R"(": {"slot": 1})")) ==
             "422 /talks/" + std::string(nobodys_id) + ":reference_not_found");
  BOOST_TEST(outcome(change(R"("x": {"slot": 1})")) == "422 /talks/x:reference_not_found");
  // Where the company has another talk already.
  const auto busy = slot_of_another_talk(draft);
  const auto refused = change(on(R"("slot": )" + std::to_string(busy)));
  BOOST_TEST(refused.code() == "plan_breaks_rules");
  BOOST_TEST(refused.text("/detail").find(" has ") != std::string::npos);
  BOOST_TEST(world.viewer.get(path).body == draft.body);
  const auto out = change(on(R"("slot": null)"));
  BOOST_TEST_REQUIRE(outcome(out) == "200");
  BOOST_TEST(out.text("/quality") == "edited");
  BOOST_TEST(out.is_null("/talks/0/slot"));
  BOOST_TEST(out.text("/talks/0/left_out_reason").find("it would fit into") != std::string::npos);
  BOOST_TEST(out.integer("/score/wishes_left_out") > 0);
  const auto back = change(on(R"("slot": )" + std::to_string(draft.integer("/talks/0/slot")) + R"(, "pinned": true)"));
  BOOST_TEST_REQUIRE(outcome(back) == "200");
  BOOST_TEST(back.integer("/score/wishes_left_out") == 0);
  check_versions(world.organizer, path, R"({"name": "Zweiter Versuch"})");
  check_removal(world.organizer, path);
}

BOOST_AUTO_TEST_CASE(a_plan_that_does_not_fit_any_more_is_not_published) {
  open_talks();
  accept_all();
  const auto path = "/api/v1/talk-plans/" + plan().text("/result_id");
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/registrations/" + registrations[0] + "/cancellation", "{}").status ==
                     200);
  const auto refused = world.organizer.put(path + "/publication", "{}", {{"If-Match", "*"}});
  BOOST_TEST(refused.code() == "plan_breaks_rules");
  BOOST_TEST(refused.text("/detail").find("does not take part") != std::string::npos);
}

// Once found: the rules were asked about those who come now, and others were published.
BOOST_AUTO_TEST_CASE(who_comes_by_a_draft_is_asked_again_when_it_is_published) {
  open_talks();
  const auto before = world.new_person(partners[0]);
  const auto after = world.new_person(partners[0]);
  const auto wish = wish_of(partners[0], vendors[0], R"(, "people": [")" + before + R"("])");
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer", R"({"accepted": true})")) == "200");
  const auto path = "/api/v1/talk-plans/" + plan().text("/result_id");
  BOOST_TEST_REQUIRE(
      world.organizer
          .patch("/api/v1/talk-wishes/" + wish.id(), R"({"people": [")" + after + R"("]})", {{"If-Match", "*"}})
          .status == 200);
  const auto published = world.organizer.put(path + "/publication", "", {{"If-Match", "*"}});
  BOOST_TEST_REQUIRE(outcome(published) == "200");
  BOOST_TEST(published.body.find(after) != std::string::npos);
  BOOST_TEST(published.body.find(before) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_all_must_be_placed_and_cannot_the_reason_is_told) {
  open_talks();
  accept_all();
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                         event_path() + "/talk-absences",
                         R"({"company_id": ")" + partners[0] +
                             R"(", "starts_at": "2030-11-10T08:00:00Z", "ends_at": "2030-11-10T12:20:00Z"})")) ==
                     "201");
  const auto job = plan(R"({"require_all": true})");
  BOOST_TEST(job.text("/status") == "done");
  BOOST_TEST(job.is_null("/result_id"));
  BOOST_TEST(job.text("/outcome").find("only 1 slot is left") != std::string::npos);
  const auto best = plan();
  const auto made = world.viewer.get("/api/v1/talk-plans/" + best.text("/result_id"));
  BOOST_TEST(made.integer("/score/wishes_left_out") == 3);
}

BOOST_AUTO_TEST_CASE(without_wishes_there_is_nothing_to_plan) {
  BOOST_TEST(outcome(world.organizer.post(event_path() + "/talk-plans", "{}")) == "409 no_talk_settings");
  open_talks();
  const auto job = plan();
  BOOST_TEST(job.text("/status") == "failed");
  BOOST_TEST(job.text("/outcome").find("No wish counts") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.post(event_path() + "/talk-plans", R"({"time_limit_ms": 1, "threads": 3})")) ==
             "422 /time_limit_ms:out_of_range /threads:out_of_range");
  BOOST_TEST(world.viewer.post(event_path() + "/talk-plans", "{}").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
