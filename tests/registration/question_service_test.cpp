#include "engine/registration/question_service.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <sstream>
#include <thread>

#include "engine/audit/audit.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/question_errors.hpp"
#include "tests/registration/fixture.hpp"
#include "tests/registration/question_samples.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct Asking : RegistrationFixture {
  registration::QuestionService questions{database()};

  void ask(const Questions& asked) { BOOST_REQUIRE(questions.put(call(), event, asked, {})); }
  static Naming named(AnswerChanges answers, const std::string& family_name = "Öztürk") {
    Naming naming;
    naming.given_name = "Jörg";
    naming.family_name = family_name;
    naming.email = "j@example.org";
    naming.answers = std::move(answers);
    return naming;
  }
  static Naming only_answers(AnswerChanges answers) {
    Naming naming;
    naming.answers = std::move(answers);
    return naming;
  }
  core::Result<Registration> enter_named(const std::vector<Naming>& participants, std::int64_t heads = 0) {
    later(1);
    NewRegistration wish;
    wish.company = company;
    wish.participants = participants;
    if (heads > 0) wish.headcount = heads;
    return service.register_group(call(), event, wish);
  }
  core::Result<Registration> name(const Registration& of, std::size_t head, const Naming& naming) {
    later(1);
    return service.name_participant(call(), of.id, of.participants[head].id, naming, {});
  }
  static std::string text_of_answers(const AnswerSet& answers) {
    std::string text;
    for (const auto& [question, answer] : answers)
      text.append(text.empty() ? "" : "; ").append(question + "=" + to_text(answer));
    std::replace(text.begin(), text.end(), '\n', '|');
    return text;
  }
  std::string answers_of(const Registration& of, std::size_t head = 0) {
    return text_of_answers(read(of.id).participants[head].answers);
  }
  std::string summary() {
    std::ostringstream text;
    const auto all = questions.summary(call(), event).value();
    for (const auto& one : all) {
      text << one.key << " " << one.n;
      for (const auto& [choice, n] : one.choices) text << " " << choice << ":" << n;
      if (one.min) text << " " << to_text(*one.min) << ".." << to_text(*one.max);
      if (one.mean) text << " mean " << one.mean->text();
      text << "; ";
    }
    return text.str();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(question_service, Asking)

BOOST_AUTO_TEST_CASE(an_event_asks_nothing_until_it_is_told_what) {
  const auto none = questions.get(call(), event).value();
  BOOST_TEST(none.questions.empty());
  BOOST_TEST(none.version == 0);
  const auto put = questions.put(call(), event, sample_questions(), 0).value();
  BOOST_TEST(put.version == 1);
  auto read = questions.get(call(), event).value();
  BOOST_TEST(read.version == 1);
  BOOST_TEST((read.questions == sample_questions()));
  BOOST_TEST(trail(event.uuid).ends_with("questions_changed"));

  // The same again is no change.
  BOOST_TEST(questions.put(call(), event, sample_questions(), 1).value().version == 1);
  BOOST_TEST(refusal(questions.put(call(), event, {}, 0)) == "precondition_failed");
  auto turned = sample_questions();
  turned[1].only_if.reset();
  std::reverse(turned.begin(), turned.end());
  turned.pop_back();
  BOOST_TEST(questions.put(call(), event, turned, 1).value().version == 2);
  read = questions.get(call(), event).value();
  BOOST_TEST((read.questions == turned));
  BOOST_TEST(events.find(call(), event).value().version == 1);
}

BOOST_AUTO_TEST_CASE(every_member_of_a_question_comes_back) {
  auto all = sample_questions();
  all[0].help = "Für die Küche 😀\nzweite Zeile";
  all[1].max_length = 17;
  all[1].archived = true;
  all[2].choices = {"Größe 'x'", "a, b; c | d", "\\"};
  all.push_back(only_if(question("late", QuestionKind::text), "nights", {number("2"), number("2.5")}));
  ask(all);
  BOOST_TEST((questions.get(call(), event).value().questions == all));
}

BOOST_AUTO_TEST_CASE(another_organization_has_neither_questions_nor_answers_here) {
  auto stranger = call_of(other);
  BOOST_TEST(refusal(questions.get(stranger, event)) == "not_found");
  BOOST_TEST(refusal(questions.put(stranger, event, {}, {})) == "not_found");
  BOOST_TEST(refusal(questions.answers(stranger, event, {}, {})) == "not_found");
  BOOST_TEST(refusal(questions.summary(stranger, event)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_registration_brings_the_answers_of_the_heads_that_it_names) {
  ask(sample_questions());
  const auto made = enter_named({named({{"diet", said("other")},
                                        {"diet_other", said("Halal, 'ohne' \\ Nüsse\nbitte")},
                                        {"days", several({"Fr", "Do"})},
                                        {"nights", number("2.50")},
                                        {"born", said("1980-02-29")}}),
                                 named({{"diet", said("vegan")}, {"nights", std::nullopt}})},
                                3);
  BOOST_REQUIRE(made);
  BOOST_TEST(answers_of(*made) ==
             "born=1980-02-29; days=Fr|Do; diet=other; diet_other=Halal, 'ohne' \\ Nüsse|bitte; nights=2.5");
  BOOST_TEST(text_of_answers(made->participants[0].answers) == answers_of(*made));
  BOOST_TEST(answers_of(*made, 1) == "diet=vegan");
  BOOST_TEST(answers_of(*made, 2) == "");
  const auto listed = service.list(call(), event, {}, {}).value();
  BOOST_TEST((listed.items[0].participants[0].answers == made->participants[0].answers));
}

BOOST_AUTO_TEST_CASE(a_registration_with_wrong_answers_is_refused_as_a_whole) {
  ask(sample_questions());
  BOOST_TEST(
      refusal(enter_named({named({{"diet", said("meat")}}), named({{"nights", number("4")}, {"x", said("y")}})})) ==
      "validation_failed /participants/1/answers/diet:required /participants/1/answers/nights:out_of_range "
      "/participants/1/answers/x:unknown_member");
  // Together with what else is wrong.
  auto wish = group(core::CompanyId::make(now), 1);
  wish.headcount = std::nullopt;
  wish.participants = {named({})};
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /company_id:reference_not_found /participants/0/answers/diet:required");
  BOOST_TEST(count("select count(*) from participant_answers", {}) == 0);
  BOOST_TEST(places() == "participants 0+0; companies 0+0");
}

BOOST_AUTO_TEST_CASE(an_event_without_questions_takes_no_answers) {
  BOOST_TEST(refusal(enter_named({named({{"diet", said("meat")}})})) ==
             "validation_failed /participants/0/answers/diet:unknown_member");
  ask({choice("diet", {"meat"})});
  ask({});
  BOOST_TEST(refusal(enter_named({named({{"diet", said("meat")}})})) ==
             "validation_failed /participants/0/answers/diet:unknown_member");
  BOOST_REQUIRE(enter_named({named({})}));
}

BOOST_AUTO_TEST_CASE(a_head_owes_its_answers_when_it_is_named) {
  ask(sample_questions());
  const auto made = enter(company, 2).value();
  BOOST_TEST(refusal(name(made, 0, named({}))) == "validation_failed /answers/diet:required");
  Naming person;
  person.person = make_person(company);
  BOOST_TEST(refusal(name(made, 0, person)) == "validation_failed /answers/diet:required");
  BOOST_TEST(answers_of(made) == "");
  // Before it has a name it may answer, but need not.
  BOOST_REQUIRE(name(made, 0, only_answers({{"nights", number("1")}})));
  BOOST_REQUIRE(name(made, 0, named({{"diet", said("vegan")}})));
  BOOST_TEST(answers_of(made) == "diet=vegan; nights=1");
  person.answers = AnswerChanges{{"diet", said("meat")}};
  BOOST_REQUIRE(name(made, 1, person));
  BOOST_TEST(answers_of(made, 1) == "diet=meat");
}

BOOST_AUTO_TEST_CASE(answers_are_changed_one_by_one_and_the_trail_does_not_say_to_what) {
  ask(sample_questions());
  const auto made = enter_named({named({{"diet", said("other")}, {"diet_other", said("Geheim")}})}).value();
  auto changed = name(made, 0, only_answers({{"nights", number("2")}})).value();
  BOOST_TEST(changed.version == 2);
  BOOST_TEST((changed.updated_at == now));
  BOOST_TEST(text_of_answers(changed.participants[0].answers) == "diet=other; diet_other=Geheim; nights=2");
  BOOST_TEST(changed.participants[0].attendee->family_name == "Öztürk");
  // Nothing new: the version stays.
  BOOST_TEST(name(made, 0, only_answers({{"nights", number("2.0")}})).value().version == 2);
  BOOST_TEST(name(made, 0, only_answers({})).value().version == 2);

  BOOST_TEST(refusal(name(made, 0, only_answers({{"diet", said("vegan")}}))) ==
             "validation_failed /answers/diet_other:question_not_asked");
  BOOST_REQUIRE(name(made, 0, only_answers({{"diet", said("vegan")}, {"diet_other", std::nullopt}})));
  BOOST_TEST(answers_of(made) == "diet=vegan; nights=2");
  // Only the name: nothing is owed anew.
  auto more = sample_questions();
  more.push_back(required(question("size", QuestionKind::text)));
  ask(more);
  Naming renamed;
  renamed.family_name = "Yılmaz";
  BOOST_REQUIRE(name(made, 0, renamed));
  BOOST_TEST(refusal(name(made, 0, only_answers({{"nights", std::nullopt}}))) ==
             "validation_failed /answers/size:required");
  BOOST_TEST(answers_of(made) == "diet=vegan; nights=2");

  std::string trail_text;
  const auto entries =
      database().read([&](storage::Transaction& tx) { return audit::list(tx, data.organization(), made.id.uuid, {}); });
  for (const auto& entry : entries.items) {
    for (const auto& change : entry.changes) {
      if (change.member.starts_with("answers/"))
        trail_text += change.member + ":" + change.before.value_or("-") + ">" + change.after.value_or("-") + " ";
      BOOST_TEST(change.after.value_or("") != "Geheim");
      BOOST_TEST(change.before.value_or("") != "Geheim");
    }
  }
  BOOST_TEST(trail_text == "answers/nights:->given answers/diet:given>given anew answers/diet_other:given>- ");
}

BOOST_AUTO_TEST_CASE(a_question_that_has_answers_stays) {
  ask(sample_questions());
  const auto made =
      enter_named({named({{"diet", said("meat")}, {"days", several({"Do", "Fr"})}, {"nights", number("1")}})}).value();
  const auto put = [&](void (*change)(Questions&)) {
    auto asked = questions.get(call(), event).value().questions;
    change(asked);
    return refusal(questions.put(call(), event, asked, {}));
  };
  const auto check_all = [&] {
    BOOST_TEST(put([](Questions& q) { q.erase(q.begin() + 3); }) ==
               "question_has_answers /questions:question_has_answers");
    BOOST_TEST(put([](Questions& q) {
                 q[2].choices = {"Do", "Sa"};
               }) == "question_has_answers /questions/2/choices:question_has_answers");
    BOOST_TEST(put([](Questions& q) { q[3] = question("nights", QuestionKind::text); }) ==
               "question_has_answers /questions/3/kind:question_has_answers");
  };
  check_all();
  BOOST_TEST(put([](Questions& q) {
               q[0].choices = {"other", "meat"};
               q[0].text = "Essen?";
               q[3].archived = true;
             }) == "none");
  BOOST_TEST(refusal(enter_named({named({{"diet", said("meat")}, {"nights", number("1")}})})) ==
             "validation_failed /participants/0/answers/nights:question_archived");
  BOOST_REQUIRE(service.cancel(call(), made.id));
  check_all();  // what cancelled heads answered as well
  BOOST_TEST(answers_of(made) == "days=Do|Fr; diet=meat; nights=1");
}

BOOST_AUTO_TEST_CASE(answers_are_listed_by_question_and_page_without_cancelled_heads) {
  ask(sample_questions());
  Naming person;
  person.person = make_person(company, "Schmidt");
  person.answers = AnswerChanges{{"diet", said("meat")}, {"days", several({"Do", "Fr"})}};
  const auto first = enter_named({person, named({{"diet", said("vegan")}, {"nights", number("2.5")}})}).value();
  const auto second = enter_named({named({{"diet", said("meat")}}, "Weg")}).value();
  const auto list = [&](const std::optional<std::string>& question, std::size_t limit = 50) {
    std::string text;
    core::PageRequest page{.after = {}, .limit = limit, .updated_since = {}};
    do {
      const auto found = questions.answers(call(), event, question, page).value();
      for (const auto& row : found.items) {
        BOOST_TEST((row.registration == first.id || row.registration == second.id));
        BOOST_TEST(row.company_name == "Systemhaus Süd");
        text += row.family_name.value_or("?") + " " + row.question + "=" + to_text(row.answer) + "; ";
      }
      page.after = found.next_after;
    } while (page.after);
    std::replace(text.begin(), text.end(), '\n', '|');
    return text;
  };
  const std::string diet = "Schmidt diet=meat; Öztürk diet=vegan; Weg diet=meat; ";
  BOOST_TEST(list("diet") == diet);
  BOOST_TEST(list("diet", 1) == diet);
  BOOST_TEST(list("diet", 2) == diet);
  BOOST_TEST(list("days") == "Schmidt days=Do|Fr; ");
  BOOST_TEST(list("born") == "");
  BOOST_TEST(list({}, 2).size() == list({}).size());
  BOOST_TEST(refusal(questions.answers(call(), event, "shoe", {})) ==
             "validation_failed ?question:reference_not_found");
  BOOST_REQUIRE(service.cancel(call(), second.id));
  BOOST_TEST(list("diet") == "Schmidt diet=meat; Öztürk diet=vegan; ");

  // What was changed since.
  later(10);
  const auto since = now;
  BOOST_REQUIRE(name(first, 1, only_answers({{"nights", number("3")}})));
  const auto fresh = questions.answers(call(), event, {}, {.after = {}, .limit = 50, .updated_since = since}).value();
  BOOST_TEST_REQUIRE(fresh.items.size() == 1U);
  BOOST_TEST(to_text(fresh.items[0].answer) == "3");
}

BOOST_AUTO_TEST_CASE(answers_are_summed_up_of_heads_that_come_or_wait) {
  ask(sample_questions());
  BOOST_TEST(summary() == "diet 0 meat:0 vegan:0 other:0; diet_other 0; days 0 Do:0 Fr:0; nights 0; born 0; ");
  limit({{"participants", 2, 0}});
  const auto first =
      enter_named({named({{"diet", said("meat")}, {"days", several({"Fr", "Do"})}, {"nights", number("2.5")}}),
                   named({{"diet", said("meat")}, {"days", several({"Do"})}, {"nights", number("0.1")}})});
  BOOST_REQUIRE(first);
  NewRegistration waiting;
  waiting.company = company;
  waiting.waitlist = WaitlistPolicy::all_or_nothing;
  waiting.participants = {named({{"diet", said("other")},
                                 {"diet_other", said("x")},
                                 {"days", several({"Do", "Fr"})},
                                 {"nights", number("3")},
                                 {"born", said("1999-01-01")}})};
  const auto waits = service.register_group(call(), event, waiting).value();
  BOOST_TEST(text_of(waits) == "waitlisted 0+1; waitlisted");
  BOOST_TEST(summary() ==
             "diet 3 meat:2 vegan:0 other:1; diet_other 1; days 3 Do:3 Fr:2; nights 3 0.1..3 mean 1.866667; "
             "born 1 1999-01-01..1999-01-01; ");
  BOOST_REQUIRE(service.cancel(call(), first->id));
  BOOST_TEST(summary() ==
             "diet 1 meat:0 vegan:0 other:1; diet_other 1; days 1 Do:1 Fr:1; nights 1 3..3 mean 3; "
             "born 1 1999-01-01..1999-01-01; ");
}

BOOST_AUTO_TEST_CASE(choices_that_differ_far_behind_their_beginning_are_counted_apart) {
  std::vector<std::string> choices;
  for (int i = 0; i < 20; ++i) choices.push_back(std::string(150, 'x') + std::to_string(i));
  auto asked = choice("q", choices);
  asked.multiple = true;
  ask({asked});
  auto all_but_last = choices;
  all_but_last.pop_back();
  BOOST_REQUIRE(enter_named({named({{"q", several(choices)}}), named({{"q", several(all_but_last)}})}));
  const auto counted = questions.summary(call(), event).value().front();
  BOOST_TEST(counted.n == 2);
  BOOST_TEST(counted.choices.front().second == 2);
  BOOST_TEST(counted.choices.back().second == 1);
}

BOOST_AUTO_TEST_CASE(an_event_that_never_asked_anything_costs_the_desk_no_statement_more) {
  const auto statements_of_a_registration = [&] {
    return database().transact(nullptr, [&](storage::Transaction& tx) {
      const auto so_far = [&] {
        return tx
            .scalar<std::int64_t>(
                "select sum(variable_value) from information_schema.session_status "
                "where variable_name in ('COM_SELECT', 'COM_INSERT', 'COM_UPDATE')",
                {})
            .value();
      };
      auto joined = call();
      joined.transaction = &tx;
      const auto before = so_far();
      BOOST_REQUIRE(service.register_group(joined, event, group(company, 2)));
      return so_far() - before;
    });
  };
  static_cast<void>(statements_of_a_registration());  // the company has been here before
  const auto without = statements_of_a_registration();
  BOOST_TEST(statements_of_a_registration() == without);
  ask({question("note", QuestionKind::text)});
  BOOST_TEST(statements_of_a_registration() == without + 1);
}

BOOST_AUTO_TEST_CASE(an_event_with_questions_can_be_deleted_while_nobody_registered) {
  ask(sample_questions());
  BOOST_REQUIRE(events.remove(call(), event, {}));
  BOOST_TEST(count("select count(*) from event_questions", {}) == 0);
}

// The two lock different things first; whichever comes second sees what the other did.
BOOST_AUTO_TEST_CASE(a_question_goes_or_is_answered_but_never_both) {
  int answered = 0;
  int removed = 0;
  for (int round = 0; round < 30; ++round) {
    ask({choice("diet", {"meat"})});
    const auto made = enter(1).value();
    std::atomic<int> ready{0};
    const auto together = [&] {
      ++ready;
      while (ready < 2) std::this_thread::yield();
    };
    bool is_answered = false;
    std::thread naming([&] {
      together();
      is_answered =
          service.name_participant(call(), made.id, made.participants[0].id, named({{"diet", said("meat")}}), {})
              .has_value();
    });
    together();
    const bool is_removed = questions.put(call(), event, {}, {}).has_value();
    naming.join();
    BOOST_TEST(is_answered != is_removed);
    BOOST_TEST(count("select count(*) from participant_answers where registration_id = :id", {{"id", made.id}}) ==
               (is_answered ? 1 : 0));
    answered += is_answered ? 1 : 0;
    removed += is_removed ? 1 : 0;
    execute("delete from participant_answers", {});
  }
  BOOST_TEST(answered + removed == 30);
}

// Found in review: answers of added heads had the time of the registration.
BOOST_AUTO_TEST_CASE(answers_of_heads_that_come_later_are_new_for_who_follows) {
  ask(sample_questions());
  const auto made = enter_named({named({{"diet", said("vegan")}, {"nights", number("1")}})}).value();
  later(3600);
  const auto since = now;
  registration::HeadService heads{database(), {&observer}};
  later(1);
  const auto after = heads.add(
      call(), made.id,
      {.participants = {named({{"diet", said("other")}, {"diet_other", said("Fisch")}, {"nights", number("2")}})},
       .headcount = {},
       .waitlist = {}});
  BOOST_REQUIRE(after);
  core::PageRequest page;
  page.updated_since = since;
  BOOST_TEST(questions.answers(call(), event, {}, page).value().items.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
