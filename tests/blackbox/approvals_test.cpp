// Registrations that somebody has to approve: held until then, whatever they ask for.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

namespace {

struct Approvals : Registering {
  Approvals() { rules(R"("needs_approval": true)"); }
  Answer decide(const Answer& registration, const std::string& decision, const std::string& more = {}) const {
    return act(registration, "approval", R"({"decision": ")" + decision + '"' + more + "}");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(approvals, Approvals)

BOOST_AUTO_TEST_CASE(a_registration_is_pending_until_it_is_approved) {
  company = world.partner_company;
  const auto made = world.partner.post(path("/registrations"), R"({"headcount": 2, "company_id": ")" + company + "\"}");
  BOOST_TEST(told(made) == "held 0/2/0 approval");
  BOOST_TEST(made.text("/approval") == "pending");
  BOOST_TEST(made.is_null("/held_until"));
  BOOST_TEST(outcome(world.partner.post(of(made, "/approval"), R"({"decision": "approved"})")) == "403 forbidden");
  BOOST_TEST(outcome(world.desk.post(of(made, "/approval"), R"({"decision": "approved"})")) == "403 forbidden");
  const auto approved = decide(made, "approved");
  BOOST_TEST(told(approved) == "confirmed 2/0/0");
  BOOST_TEST(approved.text("/approval") == "approved");
  BOOST_TEST(outcome(decide(made, "declined")) == "409 not_pending");
  BOOST_TEST(outcome(scan(made, 1)) == "200");
}

BOOST_AUTO_TEST_CASE(a_decline_is_told_with_its_reason_and_gives_the_places_on) {
  limit("participants", 1);
  const auto made = enter(1);
  const auto waiting = enter_other(1, "all_or_nothing");
  BOOST_TEST(told(waiting) == "waitlisted 0/0/1");
  const auto declined = decide(made, "declined", R"(, "reason": "Nur für Händler 😀")");
  BOOST_TEST(told(declined) == "cancelled 0/0/0");
  BOOST_TEST(declined.text("/approval") == "declined");
  BOOST_TEST(declined.text("/reason") == "Nur für Händler 😀");
  BOOST_TEST(state(waiting) == "held 0/1/0 approval");  // it has not been approved either
  const auto trail = world.organizer.get("/api/v1/audit?object=" + made.id());
  BOOST_TEST(trail.text("/results/1/action") == "declined");
}

BOOST_AUTO_TEST_CASE(a_hold_is_confirmed_by_its_company_and_then_approved) {
  const auto held = hold(R"("headcount": 1)");
  BOOST_TEST(outcome(decide(held, "approved")) == "409 not_pending");
  BOOST_TEST(told(act(held, "confirmation")) == "held 0/1/0 approval");
  BOOST_TEST(outcome(act(held, "confirmation")) == "409 not_held");
  BOOST_TEST(told(decide(held, "approved")) == "confirmed 1/0/0");
}

BOOST_AUTO_TEST_CASE(a_decision_is_checked) {
  const auto made = enter(1);
  BOOST_TEST(outcome(act(made, "approval", R"({"decision": "pending", "why": 1})")) ==
             "422 /decision:unknown_value /why:unknown_member");
  BOOST_TEST(outcome(act(made, "approval", "{}")) == "422 /decision:required");
  check_line(
      [&](const std::string& json) {
        return world.organizer.post(of(enter(1), "/approval"), R"({"decision": "declined", "reason": )" + json + "}");
      },
      "/reason", 500, 200);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_decides_once) {
  const auto made = enter(1);
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.organizer.post(of(made, "/approval"), R"({"decision": "approved"})", key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(world.organizer.post(of(made, "/approval"), R"({"decision": "approved"})", key).body == first.body);
  BOOST_TEST(outcome(world.organizer.post(of(made, "/approval"), R"({"decision": "declined"})", key)) ==
             "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(nobody_is_approved_once_the_event_is_over) {
  const auto made = enter(1);
  set_status("completed");
  BOOST_TEST(outcome(act(made, "approval", R"({"decision": "approved"})")) == "409 event_completed");
  BOOST_TEST(outcome(act(made, "approval", R"({"decision": "declined"})")) == "200");
}

BOOST_AUTO_TEST_SUITE_END()
