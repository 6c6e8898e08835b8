// What an event asks of each participant, and what they answer: over REST, with every refusal.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* sample = R"([
  {"key": "diet", "text": "Was essen Sie?", "kind": "choice", "required": true, "choices": ["Fleisch", "vegan", "anderes"]},
  {"key": "diet_other", "text": "Nämlich?", "kind": "text", "help": "für die Küche", "max_length": 50,
   "only_if": {"question": "diet", "answers": ["anderes"]}},
  {"key": "days", "text": "An welchen Tagen?", "kind": "choice", "choices": ["Do", "Fr"], "multiple": true},
  {"key": "nights", "text": "Wie viele Nächte?", "kind": "number", "min": 0, "max": 3.5},
  {"key": "born", "text": "Geboren?", "kind": "date", "max": "2010-12-31"}])";

struct Asking {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/questions";
  std::string answers_path = "/api/v1/events/" + event + "/answers";

  Answer put(const std::string& questions, const std::string& if_match = "*") {
    return world.organizer.put(path, R"({"questions": )" + questions + "}", {{"If-Match", if_match}});
  }
  Answer put_one(const std::string& members) { return put(R"([{"key": "q", "text": "Was?", )" + members + "}]"); }
  void ask() { BOOST_TEST_REQUIRE(outcome(put(sample)) == "200"); }
  static std::string head(const std::string& members) {
    return R"({"given_name": "Jörg", "family_name": "Öztürk", "email": "j@example.org")" +
           (members.empty() ? "" : ", " + members) + "}";
  }
  Answer enter(const std::string& members, const std::string& company) {
    return world.organizer.post("/api/v1/events/" + event + "/registrations",
                                R"({"company_id": ")" + company + R"(", )" + members + "}");
  }
  Answer enter_answers(const std::string& answers) {
    return enter(R"("participants": [)" + head(R"("answers": )" + answers) + "]", world.new_company());
  }
  Answer patch(const Answer& registration, const std::string& body) {
    return world.organizer.patch(
        "/api/v1/registrations/" + registration.id() + "/participants/" + registration.text("/participants/0/id"), body,
        {{"If-Match", "*"}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(questions, Asking)

BOOST_AUTO_TEST_CASE(questions_are_put_and_read_as_a_whole_with_a_version_of_their_own) {
  const auto none = world.viewer.get(path);
  BOOST_TEST(none.body == R"({"questions":[]})");
  const auto put_first = put(sample, none.header("etag"));
  BOOST_TEST_REQUIRE(outcome(put_first) == "200");
  for (const auto* client : {&world.viewer, &world.partner, &world.desk}) {
    const auto read = client->get(path);
    BOOST_TEST(read.body == put_first.body);
    BOOST_TEST(read.header("etag") == put_first.header("etag"));
  }
  BOOST_TEST(members_of(put_first, "/questions/0") == "key text kind required archived choices multiple");
  BOOST_TEST(members_of(put_first, "/questions/1") == "key text kind required archived help max_length only_if");
  BOOST_TEST(members_of(put_first, "/questions/3") == "key text kind required archived min max");
  BOOST_TEST(put_first.number("/questions/3/max") == 3.5);
  BOOST_TEST(put_first.text("/questions/4/max") == "2010-12-31");
  BOOST_TEST(put_first.text("/questions/1/only_if/answers/0") == "anderes");

  BOOST_TEST(outcome(put("[]", none.header("etag"))) == "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.put(path, R"({"questions": []})")) == "428 precondition_required");
  BOOST_TEST(outcome(put(put_first.body.substr(13, put_first.body.size() - 14))) ==
             "200");  // what was read is put back
  BOOST_TEST(world.viewer.get(path).header("etag") == put_first.header("etag"));
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", put_first.header("etag")}}).status == 304);
  BOOST_TEST(outcome(put("[]", put_first.header("etag"))) == "200");
  BOOST_TEST(world.viewer.get(path).body == R"({"questions":[]})");
  BOOST_TEST(outcome(world.desk.put(path, R"({"questions": []})", {{"If-Match", "*"}})) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_question_is_kept) {
  check_key_refusals(
      [&](const std::string& json) { return put(R"([{"text": "a", "kind": "text", "key": )" + json + "}]"); },
      "/questions/0/key");
  check_line([&](const std::string& json) { return put(R"([{"key": "a", "kind": "text", "text": )" + json + "}]"); },
             "/questions/0/text", 300, 200);
  check_line([&](const std::string& json) { return put_one(R"("kind": "choice", "choices": [)" + json + "]"); },
             "/questions/0/choices/0", 200, 200);
  check_number([&](const std::string& json) { return put_one(R"("kind": "text", "max_length": )" + json); },
               "/questions/0/max_length", 1, 4000, 200);
  BOOST_TEST(outcome(put_one(R"("kind": "text", "help": )" + quoted(std::string(1000, 'x')))) == "200");
  BOOST_TEST(outcome(put_one(R"("kind": "text", "help": )" + quoted(std::string(1001, 'x')))) ==
             "422 /questions/0/help:wrong_length");
  std::string many;
  for (int i = 0; i < 50; ++i) many += R"({"key": "q)" + std::to_string(i) + R"(", "text": "Was?", "kind": "text"},)";
  BOOST_TEST(outcome(put("[" + many.substr(0, many.size() - 1) + "]")) == "200");
  BOOST_TEST(outcome(put("[" + many + R"({"key": "q", "text": "Was?", "kind": "text"}])")) ==
             "422 /questions:wrong_count");
  BOOST_TEST(outcome(put_one(R"("kind": "number", "min": -999999999.999999, "max": 999999999.999999)")) == "200");
  BOOST_TEST(outcome(put_one(R"("kind": "number", "min": 1e9, "max": 0.0000001)")) ==
             "422 /questions/0/min:wrong_format /questions/0/max:wrong_format");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_of_questions_is_told_at_once) {
  BOOST_TEST(outcome(world.organizer.put(path, "{}", {{"If-Match", "*"}})) == "422 /questions:required");
  BOOST_TEST(outcome(put(R"([{}, {"key": "a", "text": "b", "kind": "colour"}, 3])")) ==
             "422 /questions/0/key:required /questions/0/text:required /questions/0/kind:required "
             "/questions/1/kind:unknown_value /questions/2:wrong_type");
  BOOST_TEST(outcome(put(R"([{"key": "a", "text": "", "kind": "text", "choices": ["x"], "min": "1"},
                             {"key": "b", "text": "b", "kind": "number", "min": ["1"], "max": true}])")) ==
             "422 /questions/0/text:wrong_length /questions/0/choices:question_not_of_kind "
             "/questions/0/min:question_not_of_kind /questions/1/min:wrong_type /questions/1/max:wrong_type");
  BOOST_TEST(
      outcome(put(R"([{"key": "a", "text": "a", "kind": "choice", "choices": ["x"],
                              "only_if": {"question": "b", "answers": ["y"]}},
                             {"key": "b", "text": "b", "kind": "choice", "choices": ["y"],
                              "only_if": {"question": "a", "answers": ["y", "x", 1]}},
                             {"key": "b", "text": "b", "kind": "choice"}])")) ==
      "422 /questions/0/only_if/question:condition_unusable /questions/1/only_if/answers/0:unknown_value "
      "/questions/1/only_if/answers/2:wrong_type /questions/2/choices:required /questions/2/key:duplicate_member");
  const auto german =
      world.organizer.put(path, R"({"questions": [{"key": "a", "text": "a", "kind": "text", "min": 1}]})",
                          {{"If-Match", "*"}, {"Accept-Language", "de"}});
  BOOST_TEST(german.text("/errors/0/detail") == "gibt es nur bei Fragen der Art number, date");
  BOOST_TEST(world.viewer.get(path).body == R"({"questions":[]})");
}

BOOST_AUTO_TEST_CASE(answers_come_with_the_heads_and_are_shown_with_them) {
  ask();
  const auto made = enter_answers(
      R"({"diet": "anderes", "diet_other": "הלאל", "days": ["Fr", "Do"], "nights": 2.50, "born": "1980-02-29"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.text("/participants/0/answers/diet_other") == "הלאל");
  BOOST_TEST(made.text("/participants/0/answers/days/0") == "Fr");
  BOOST_TEST(made.text("/participants/0/answers/born") == "1980-02-29");
  BOOST_TEST(made.body.find("\"nights\":2.5}") != std::string::npos);
  const auto read = world.viewer.get("/api/v1/registrations/" + made.id());
  BOOST_TEST(read.body == made.body);
  const auto listed = world.viewer.get("/api/v1/events/" + event + "/registrations");
  BOOST_TEST(listed.body.find(made.body) != std::string::npos);
  const auto unnamed = enter(R"("headcount": 1)", world.new_company());
  BOOST_TEST(members_of(unnamed, "/participants/0/answers") == "");
  BOOST_TEST(unnamed.body.find(R"("answers":{})") != std::string::npos);

  const auto in =
      world.desk.post("/api/v1/events/" + event + "/check-ins", R"({"direction": "entry", "ticket_code": ")" +
                                                                    made.text("/participants/0/ticket_code") + R"("})");
  BOOST_TEST_REQUIRE(outcome(in) == "200");
  BOOST_TEST(!in.has("/participant/answers"));
}

BOOST_AUTO_TEST_CASE(wrong_answers_are_all_told_at_once_at_their_pointers) {
  ask();
  BOOST_TEST(outcome(enter_answers(
                 R"({"days": ["Fr", "Sa"], "nights": 4, "born": "gestern", "diet_other": "x", "shoe": 1})")) ==
             "422 /participants/0/answers/diet:required /participants/0/answers/diet_other:question_not_asked "
             "/participants/0/answers/days/1:unknown_value /participants/0/answers/nights:out_of_range "
             "/participants/0/answers/born:wrong_format /participants/0/answers/shoe:unknown_member");
  BOOST_TEST(outcome(enter_answers(R"({"diet": true, "days": {}, "nights": 1e300, "born": [1]})")) ==
             "422 /participants/0/answers/diet:wrong_type /participants/0/answers/days:wrong_type "
             "/participants/0/answers/nights:wrong_format /participants/0/answers/born/0:wrong_type");
  BOOST_TEST(outcome(enter_answers(R"({"diet": "vegan", "diet": "vegan"})")) ==
             "422 /participants/0/answers/diet:duplicate_member");
  BOOST_TEST(outcome(enter_answers("[]")) == "422 /participants/0/answers:wrong_type");
  std::string many;
  for (int i = 0; i < 51; ++i) many.append(many.empty() ? "" : ", ").append("\"q" + std::to_string(i) + "\": 1");
  BOOST_TEST(outcome(enter_answers("{" + many + "}")) == "422 /participants/0/answers:wrong_count");
  BOOST_TEST(outcome(enter_answers(R"({"diet": "vegan", "nights": null})")) == "201");
}

BOOST_AUTO_TEST_CASE(a_patch_names_with_answers_changes_them_and_takes_them_back) {
  ask();
  const auto made = enter(R"("headcount": 1)", world.new_company());
  BOOST_TEST(outcome(patch(made, head(""))) == "422 /answers/diet:required");
  BOOST_TEST(outcome(patch(made, head(R"("answers": null)"))) == "422 /answers:wrong_type");
  const auto named = patch(made, head(R"("answers": {"diet": "anderes", "diet_other": "Halal"})"));
  BOOST_TEST_REQUIRE(outcome(named) == "200");
  BOOST_TEST(members_of(named, "/answers") == "diet diet_other");
  BOOST_TEST(outcome(patch(made, R"({"answers": {"diet": "vegan"}})")) == "422 /answers/diet_other:question_not_asked");
  const auto changed = patch(made, R"({"answers": {"diet": "vegan", "diet_other": null, "nights": 1}})");
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  BOOST_TEST(members_of(changed, "/answers") == "diet nights");
  BOOST_TEST(changed.text("/family_name") == "Öztürk");
  BOOST_TEST(changed.header("etag") != named.header("etag"));
  const auto trail = world.organizer.get("/api/v1/audit?object=" + made.id());
  BOOST_TEST(trail.body.find("answers/diet_other") != std::string::npos);
  BOOST_TEST(trail.body.find("Halal") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_question_that_has_answers_is_archived_instead_of_removed) {
  ask();
  const auto made = enter_answers(R"({"diet": "vegan", "nights": 1})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  const auto refused = put("[]");
  BOOST_TEST(outcome(refused) ==
             "409 question_has_answers /questions:question_has_answers /questions:question_has_answers");
  BOOST_TEST(refused.text("/detail").find("'diet' has 1 answers") != std::string::npos);
  BOOST_TEST(outcome(put(R"([{"key": "diet", "text": "Neu?", "kind": "choice", "choices": ["vegan"], "archived": true},
                             {"key": "nights", "text": "Nächte?", "kind": "number"}])")) == "200");
  BOOST_TEST(outcome(enter_answers(R"({"diet": "vegan"})")) == "422 /participants/0/answers/diet:question_archived");
  BOOST_TEST(outcome(patch(made, R"({"answers": {"diet": "vegan"}})")) == "422 /answers/diet:question_archived");
  BOOST_TEST(outcome(enter_answers(R"({"nights": 9})")) == "201");
  BOOST_TEST(world.viewer.get("/api/v1/registrations/" + made.id()).text("/participants/0/answers/diet") == "vegan");
}

BOOST_AUTO_TEST_CASE(answers_are_a_list_and_a_table) {
  ask();
  const auto company = world.new_company();
  const auto made =
      enter(R"("participants": [)" +
                head(R"("answers": {"diet": "anderes", "diet_other": "=1+1", "days": ["Do", "Fr"], "nights": 2.5})") +
                "," + head(R"("answers": {"diet": "vegan"})") + "]",
            company);
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  const auto list = world.desk.get(answers_path);
  BOOST_TEST_REQUIRE(outcome(list) == "200");
  BOOST_TEST(list.size("/results") == 5);
  BOOST_TEST(members_of(list, "/results/0") ==
             "registration_id participant_id company_id company given_name family_name question answer");
  const auto diets = world.desk.get(answers_path + "?question=diet");
  BOOST_TEST(diets.text("/results/0/answer") == "anderes");
  BOOST_TEST(diets.text("/results/1/answer") == "vegan");
  BOOST_TEST(diets.text("/results/1/participant_id") == made.text("/participants/1/id"));
  BOOST_TEST(walk(world.desk, answers_path + "?limit=2", "question").size() == 5U);
  BOOST_TEST(world.desk.get(answers_path + "?question=days").size("/results/0/answer") == 2);
  BOOST_TEST(outcome(world.desk.get(answers_path + "?question=shoe")) == "422 ?question:reference_not_found");
  BOOST_TEST(outcome(world.viewer.get(answers_path)) == "403 forbidden");

  const auto csv = world.desk.get(answers_path + "?question=diet_other&format=csv");
  BOOST_TEST(csv.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.body.find(
                 "registration_id,participant_id,company_id,company,given_name,family_name,question,answer\r\n") == 0);
  BOOST_TEST(csv.body.find(",Jörg,Öztürk,diet_other,'=1+1\r\n") != std::string::npos);
  BOOST_TEST(csv.header("link") == "");
  const auto first = world.desk.get(answers_path + "?limit=4&format=rows");
  BOOST_TEST(first.size("") == 4);
  BOOST_TEST(first.body.find(R"("question":"nights","answer":2.5})") != std::string::npos);
  BOOST_TEST(first.body.find(R"("question":"days","answer":"Do\nFr"})") != std::string::npos);
  const auto link = first.header("link");
  BOOST_TEST_REQUIRE(link.ends_with(">; rel=\"next\""));
  const auto second = world.desk.get(link.substr(1, link.find('>') - 1));
  BOOST_TEST(second.size("") == 1);
  BOOST_TEST(second.header("link") == "");
}

BOOST_AUTO_TEST_CASE(answers_are_summed_up) {
  ask();
  BOOST_TEST_REQUIRE(outcome(enter_answers(R"({"diet": "vegan", "nights": 2, "days": ["Do", "Fr"]})")) == "201");
  BOOST_TEST_REQUIRE(outcome(enter_answers(R"({"diet": "vegan", "nights": 1, "born": "1990-01-01"})")) == "201");
  const auto gone = enter_answers(R"({"diet": "Fleisch"})");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/registrations/" + gone.id() + "/cancellation", "{}")) ==
                     "200");
  const auto sums = world.viewer.get(answers_path + "/summary");
  BOOST_TEST_REQUIRE(outcome(sums) == "200");
  BOOST_TEST(members_of(sums, "/questions/0") == "question text kind archived n choices min max mean");
  BOOST_TEST(sums.integer("/questions/0/n") == 2);
  BOOST_TEST(sums.integer("/questions/0/choices/0/n") == 0);
  BOOST_TEST(sums.integer("/questions/0/choices/1/n") == 2);
  BOOST_TEST(sums.integer("/questions/1/n") == 0);
  BOOST_TEST(sums.integer("/questions/2/choices/1/n") == 1);
  BOOST_TEST(sums.number("/questions/3/mean") == 1.5);
  BOOST_TEST(sums.integer("/questions/3/min") == 1);
  BOOST_TEST(sums.is_null("/questions/1/min"));
  BOOST_TEST(sums.text("/questions/4/min") == "1990-01-01");
  BOOST_TEST(world.viewer.get(answers_path + "/summary", {{"If-None-Match", sums.header("etag")}}).status == 304);
  const auto csv = world.viewer.get(answers_path + "/summary?format=csv");
  BOOST_TEST(csv.body ==
             "question,choice,n,min,max,mean\r\ndiet,,2,,,\r\ndiet,Fleisch,0,,,\r\ndiet,vegan,2,,,\r\n"
             "diet,anderes,0,,,\r\ndiet_other,,0,,,\r\ndays,,1,,,\r\ndays,Do,1,,,\r\ndays,Fr,1,,,\r\n"
             "nights,,2,1,2,1.5\r\nborn,,1,1990-01-01,1990-01-01,\r\n");
  BOOST_TEST(outcome(world.partner.get(answers_path + "/summary")) == "403 forbidden");
}

BOOST_AUTO_TEST_SUITE_END()
