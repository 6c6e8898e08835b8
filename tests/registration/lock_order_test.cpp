// Everybody locks the event's own row before its capacity rows (engine/events/event_store.hpp). Shown one by one: the event's row is
// held; whoever waits for it must not have the capacity rows yet, for who holds it may want them.
#include <chrono>
#include <functional>
#include <future>

#include "engine/events/event_store.hpp"
#include "engine/registration/question_service.hpp"
#include "tests/registration/question_samples.hpp"
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr std::chrono::milliseconds long_enough{300};

struct LockOrder : TermsFixture {
  registration::QuestionService questions{database()};

  // Whether the verb waits for what `hold` locks, and has left these rows of `table` to others by then.
  std::string while_waiting(const std::function<void(storage::Transaction&)>& hold, const std::function<void()>& verb,
                            const std::string& table, const std::string& condition, const storage::Binds& binds) {
    std::string found;
    std::future<void> run;
    database().transact(nullptr, [&](storage::Transaction& tx) {
      hold(tx);
      run = std::async(std::launch::async, verb);
      if (run.wait_for(long_enough) == std::future_status::ready) {
        found = "does not wait";
        return true;
      }
      try {
        tx.scalar<int>("select 1 from " + table + " where " + condition + " for update nowait", binds);
        found = table + " free";
      } catch (const storage::Unavailable&) {
        found = table + " locked";
      }
      return true;
    });
    run.get();
    return found;
  }
  std::string order_of(storage::Lock others, const std::function<void()>& verb) {
    const auto found = while_waiting([&](storage::Transaction& tx) { events::lock_events(tx, {event}, others); }, verb,
                                     "capacity_pools", "event_id = :event", {{"event", event}});
    return found == "capacity_pools free" ? "event first" : found;
  }
  static events::EventPatch named(const std::string& name) {
    events::EventPatch patch;
    patch.name = name;
    return patch;
  }
  static events::EventPatch becoming(events::EventStatus status) {
    events::EventPatch patch;
    patch.status = status;
    return patch;
  }
  // Who changes the event waits for all who have it shared, and these for who has it alone.
  std::string of_change(const std::function<void()>& verb) { return order_of(storage::Lock::shared, verb); }
  std::string of_places(const std::function<void()>& verb) { return order_of(storage::Lock::for_update, verb); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lock_order, LockOrder)

BOOST_AUTO_TEST_CASE(whoever_changes_an_event_has_its_row_first) {
  BOOST_REQUIRE(enter(company, 2));
  later(1);
  const auto now_call = call();
  BOOST_TEST(of_change([&] {
               BOOST_TEST(capacity.put(now_call, event, {{"participants", 50, 0}}, {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               rules.max_heads_per_company = 40;
               BOOST_TEST(terms.put(now_call, event, rules, {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               const std::vector<events::TicketCategory> categories{category("standard", 30)};
               BOOST_TEST(terms.put(now_call, event, categories, {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               const std::vector<events::Contingent> contingents{contingent(company, 5)};
               BOOST_TEST(terms.put(now_call, event, contingents, {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               BOOST_TEST(questions.put(now_call, event, {question("diet", QuestionKind::text)}, {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               BOOST_TEST(events.change(now_call, event, named("Kongress am Rhein"), {}).has_value());
             }) == "event first");
  BOOST_TEST(of_change([&] {
               BOOST_TEST(events.change(now_call, event, becoming(events::EventStatus::cancelled), {}).has_value());
             }) == "event first");
}

BOOST_AUTO_TEST_CASE(whoever_takes_or_frees_places_has_the_event_first) {
  const auto known = enter(company, 2).value();
  later(1);
  const auto now_call = call();
  BOOST_TEST(of_places([&] { BOOST_TEST(service.register_group(now_call, event, group(company, 1)).has_value()); }) ==
             "event first");
  BOOST_TEST(
      of_places([&] {
        BOOST_TEST(
            head_service.add(now_call, known.id, {.participants = {}, .headcount = 1, .waitlist = {}}).has_value());
      }) == "event first");
  BOOST_TEST(of_places([&] { BOOST_TEST(service.cancel(now_call, known.id, {}).has_value()); }) == "event first");
  BOOST_TEST(of_places([&] { BOOST_TEST(returns.reinstate(now_call, known.id, WaitlistPolicy::none).has_value()); }) ==
             "event first");
}

BOOST_AUTO_TEST_CASE(an_event_is_locked_without_its_series) {
  for (const auto lock : {storage::Lock::shared, storage::Lock::for_update}) {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      BOOST_TEST(events::find_event(tx, data.organization(), event, lock)->series_key == "kongress");
      BOOST_TEST(events::find_events(tx, data.organization(), {event}, lock).size() == 1U);
      later(1);
      events::SeriesPatch patch;
      patch.name = "Kongress " + std::to_string(static_cast<int>(lock));
      BOOST_TEST(series_service.change(call(), "kongress", patch, {}).has_value());
      return true;
    });
  }
}

// Found in review: a merge of companies took their people after the events.
BOOST_AUTO_TEST_CASE(a_merge_has_the_people_before_the_events) {
  const auto person = make_person(company);
  BOOST_REQUIRE(enter(company, 1));
  const auto into = make_company("Ziel");
  const auto now_call = call();
  const auto hold = [&](storage::Transaction& tx) {
    tx.scalar<core::PersonId>("select id from people where id = :id lock in share mode", {{"id", person}});
  };
  const auto merge = [&] { BOOST_TEST(companies.merge(now_call, company, into).has_value()); };
  BOOST_TEST(while_waiting(hold, merge, "events", "id = :event", {{"event", event}}) == "events free");
}

// Found in review: a scan had its ticket before its event.
BOOST_AUTO_TEST_CASE(a_scan_has_the_event_before_the_ticket) {
  const auto made = enter(company, 1).value();
  const auto now_call = call();
  const auto& head = made.participants[0];
  const auto hold = [&](storage::Transaction& tx) { events::lock_events(tx, {event}, storage::Lock::for_update); };
  const auto scan_it = [&] {
    const registration::NewCheckIn wish{.ticket_code = head.ticket_code,
                                        .direction = registration::Direction::entry,
                                        .at = {},
                                        .nonce = {},
                                        .forced = false};
    BOOST_TEST(check_ins.check_in(now_call, event, wish).has_value());
  };
  BOOST_TEST(while_waiting(hold, scan_it, "registration_participants", "id = :id", {{"id", head.id}}) ==
             "registration_participants free");
}

// Found in review: contingents locked the companies that they name after the event, and a merge has these before.
BOOST_AUTO_TEST_CASE(contingents_have_their_companies_before_the_event) {
  const auto now_call = call();
  const auto hold = [&](storage::Transaction& tx) {
    tx.scalar<core::CompanyId>("select id from companies where id = :id for update", {{"id", company}});
  };
  const auto put = [&] {
    const std::vector<events::Contingent> contingents{contingent(company, 5)};
    BOOST_TEST(terms.put(now_call, event, contingents, {}).has_value());
  };
  BOOST_TEST(while_waiting(hold, put, "events", "id = :event", {{"event", event}}) == "events free");
}

BOOST_AUTO_TEST_SUITE_END()
