#include "tests/blackbox/registering.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "engine/core/id.hpp"

namespace tagwerk::test {
namespace {

void must(const Answer& answer, int status) {
  if (answer.status != status) throw std::runtime_error(std::to_string(answer.status) + " " + answer.body);
}

constexpr const char* three_questions = R"({"questions": [
  {"key": "diet", "text": "Was essen Sie?", "kind": "choice", "choices": ["vegan", "anderes"]},
  {"key": "diet_other", "text": "Nämlich?", "kind": "text", "only_if": {"question": "diet", "answers": ["anderes"]}},
  {"key": "shoe", "text": "Schuhgröße?", "kind": "number", "archived": true}]})";

}  // namespace

void Registering::rules(const std::string& members) {
  must(world.organizer.put(path("/registration-rules"), "{" + members + "}", {{"If-Match", "*"}}), 200);
}

void Registering::categories(const std::string& items) {
  must(world.organizer.put(path("/categories"), R"({"categories": [)" + items + "]}", {{"If-Match", "*"}}), 200);
}

void Registering::ask_questions() {
  must(world.organizer.put(path("/questions"), three_questions, {{"If-Match", "*"}}), 200);
}

void Registering::limit(const std::string& pool, int places) {
  world.set_capacity(event, R"([{"key": ")" + pool + R"(", "limit": )" + std::to_string(places) + "}]");
}

void Registering::set_status(const std::string& status, const std::string& of_event) {
  must(world.organizer.patch("/api/v1/events/" + (of_event.empty() ? event : of_event),
                             R"({"status": ")" + status + "\"}", {{"If-Match", "*"}}),
       200);
}

void Registering::fill_pools(const std::string& of_event) {
  for (int first = 0; first < 200; first += 20) {
    std::string wanted;
    const int last = first == 180 ? first + 18 : first + 20;  // participants and companies are pools as well
    for (int i = first; i < last; ++i) wanted += (wanted.empty() ? "\"p" : ", \"p") + std::to_string(i) + "\": 1";
    must(world.organizer.post("/api/v1/events/" + of_event + "/registrations",
                              R"({"company_id": ")" + company + R"(", "headcount": 1, "pools": {)" + wanted + "}}"),
         201);
  }
}

Answer Registering::enter(const std::string& members) const {
  return world.organizer.post(path("/registrations"), R"({"company_id": ")" + company + "\", " + members + "}");
}

Answer Registering::enter(int heads, const std::string& waitlist) const {
  return enter(R"("headcount": )" + std::to_string(heads) + R"(, "waitlist": ")" + waitlist + '"');
}

Answer Registering::enter_other(int heads, const std::string& waitlist) {
  return world.register_heads(event, world.new_company(), heads, waitlist);
}

Answer Registering::hold(const std::string& members) const {
  return world.organizer.post(path("/holds"), R"({"company_id": ")" + company + "\", " + members + "}");
}

std::string Registering::of(const Answer& registration, const std::string& part) {
  return "/api/v1/registrations/" + registration.id() + part;
}

Answer Registering::act(const Answer& registration, const std::string& verb, const std::string& json) const {
  return world.organizer.post(of(registration, "/" + verb), json);
}

Answer Registering::replace(const Answer& registration, int head, const std::string& json) const {
  const auto id = registration.text("/participants/" + std::to_string(head) + "/id");
  return act(registration, "participants/" + id + "/replacement", json);
}

void Registering::cancel(const Answer& registration) const { must(act(registration, "cancellation"), 200); }

Answer Registering::scan(const Answer& registration, int head) const {
  const auto code = registration.text("/participants/" + std::to_string(head) + "/ticket_code");
  return world.desk.post("/api/v1/events/" + registration.text("/event_id") + "/check-ins",
                         R"({"direction": "entry", "ticket_code": ")" + code + "\"}");
}

void Registering::let_time_run_out(const Answer& registration) {
  const auto id = core::RegistrationId::parse(registration.id()).value();
  world.database.database().transact(nullptr, [&](storage::Transaction& tx) {
    tx.execute("update registrations set held_until = '2020-01-01' where id = :id", {{"id", id}});
    return tx.execute("update registration_deadlines set due_at = '2020-01-01' where registration_id = :id",
                      {{"id", id}});
  });
}

std::string Registering::state_after(const Answer& registration, const std::string& expected) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  auto is = state(registration);
  while (is != expected && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    is = state(registration);
  }
  return is;
}

Answer Registering::now(const Answer& registration) const { return world.organizer.get(of(registration)); }

std::string Registering::told(const Answer& registration) {
  if (registration.status >= 300) return outcome(registration);
  const auto heads = [&](const char* member) { return std::to_string(registration.integer(member)); };
  auto text = registration.text("/status") + " " + heads("/confirmed_headcount") + "/" + heads("/held_headcount") +
              "/" + heads("/waitlisted_headcount");
  return registration.is_null("/held_for") ? text : text + " " + registration.text("/held_for");
}

std::string Registering::heads_of(const Answer& registration) {
  std::string text;
  for (const auto& head : registration.at("/participants").items)
    text.append(text.empty() ? "" : " ").append(head.find("state")->text);
  return text;
}

std::string Registering::named(const std::string& name, const std::string& more) {
  return R"({"given_name": "Demo", "family_name": ")" + name + R"(", "email": "demo@example.org")" + more + "}";
}

void check_heads_are_refused(Registering& at, const std::function<Answer(const std::string& members)>& send) {
  at.ask_questions();
  const auto known = at.world.new_person(at.company);
  const auto registered = at.world.new_person(at.company);
  BOOST_TEST_REQUIRE(outcome(at.enter(R"("participants": [)" + Registering::person(registered) + "]")) == "201");
  const auto heads = [&](const std::string& items, const std::string& more = {}) {
    return outcome(send(R"("participants": [)" + items + "]" + more));
  };
  BOOST_TEST(heads(Registering::named("A") + "," + Registering::named("B"), R"(, "headcount": 1)") ==
             "422 /headcount:headcount_below_names");
  BOOST_TEST(heads(R"({"person_id": ")" + known + R"(", "given_name": "A"})") ==
             "422 /participants/0/given_name:name_beside_person");
  BOOST_TEST(heads(Registering::person(known) + "," + Registering::person(known)) ==
             "422 /participants/1/person_id:person_named_twice");
  BOOST_TEST(heads(Registering::person(at.world.new_person(at.world.new_company()))) ==
             "422 /participants/0/person_id:person_of_other_company");
  BOOST_TEST(heads(Registering::person(registered)) == "422 /participants/0/person_id:person_already_registered");
  BOOST_TEST(heads(Registering::person(nobodys_id)) == "422 /participants/0/person_id:reference_not_found");
  BOOST_TEST(heads(Registering::named("A", R"(, "answers": {"diet": "vegan", "diet_other": "x", "shoe": 41})")) ==
             "422 /participants/0/answers/diet_other:question_not_asked "
             "/participants/0/answers/shoe:question_archived");
  BOOST_TEST(heads(Registering::named("A", R"(, "answers": {"dite": "vegan"})")) ==
             "422 /participants/0/answers/dite:unknown_member");
}

void check_head_is_refused(Registering& at, const std::function<Answer(const std::string& json)>& send) {
  at.ask_questions();
  const auto known = at.world.new_person(at.company);
  const auto registered = at.world.new_person(at.company);
  BOOST_TEST_REQUIRE(outcome(at.enter(R"("participants": [)" + Registering::person(registered) + "]")) == "201");
  BOOST_TEST(outcome(send(R"({"person_id": ")" + known + R"(", "given_name": "A"})")) ==
             "422 /given_name:name_beside_person");
  BOOST_TEST(outcome(send(Registering::person(at.world.new_person(at.world.new_company())))) ==
             "422 /person_id:person_of_other_company");
  BOOST_TEST(outcome(send(Registering::person(registered))) == "422 /person_id:person_already_registered");
  BOOST_TEST(outcome(send(Registering::person(nobodys_id))) == "422 /person_id:reference_not_found");
  BOOST_TEST(
      outcome(send(Registering::named("A", R"(, "answers": {"diet": "vegan", "diet_other": "x", "shoe": 41})"))) ==
      "422 /answers/diet_other:question_not_asked /answers/shoe:question_archived");
  BOOST_TEST(outcome(send("{}")) == "422 /given_name:required /family_name:required /email:required");
}

}  // namespace tagwerk::test
