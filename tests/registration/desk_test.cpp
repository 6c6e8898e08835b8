#include "engine/registration/desk.hpp"

#include <atomic>
#include <future>
#include <set>
#include <stdexcept>
#include <thread>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/desk_batch.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::AdmissionMode;
using registration::Desk;
using registration::DeskAnswer;
using registration::KeptAnswer;

namespace {

struct DeskFixture : RegistrationFixture {
  storage::Database many{[&] {
    auto settings = data.settings();
    settings.pool_size = 8;
    return settings;
  }()};
  core::TokenId token = core::TokenId::make(now);

  access::KeptKey key(const std::string& name, const std::string& body = "body") const {
    return {{token, std::string(32, 's'), name}, std::string(32 - body.size(), '.') + body};
  }
  static std::string text_of(const core::Result<Registration>& made) {
    return made ? "made " + made->id.text() : "refused " + std::string(made.error().code().code);
  }
  std::future<DeskAnswer> ask(Desk& desk, NewRegistration wish, std::optional<access::KeptKey> with = {},
                              std::optional<core::EventId> at = {}) {
    auto promise = std::make_shared<std::promise<DeskAnswer>>();
    auto answer = promise->get_future();
    const auto accepted =
        desk.submit({.call = call(),
                     .event = at.value_or(event),
                     .wish = std::move(wish),
                     .key = std::move(with),
                     .render =
                         [](const core::Result<Registration>& made) {
                           return KeptAnswer{made ? 201 : 409, text_of(made)};
                         },
                     .done = [promise](DeskAnswer decided) { promise->set_value(std::move(decided)); }});
    if (!accepted) throw std::runtime_error("the desk is busy");  // no check of Boost.Test: any thread may ask
    return answer;
  }
  registration::DeskRequest request(NewRegistration wish, std::optional<access::KeptKey> with) const {
    return {.call = call(),
            .event = event,
            .wish = std::move(wish),
            .key = std::move(with),
            .render =
                [](const core::Result<Registration>& made) {
                  return KeptAnswer{made ? 201 : 409, text_of(made)};
                },
            .done = {}};
  }
  /// One unit of work as the desk does it; `before_commit` is called in it.
  template <class BeforeCommit>
  std::vector<DeskAnswer> decide(const std::vector<const registration::DeskRequest*>& asked,
                                 BeforeCommit&& before_commit) {
    return many.transact(nullptr, [&](storage::Transaction& tx) {
      auto answers = registration::decide_batch(tx, data.organization(), asked, {}, registration::KnownKeys::look);
      before_commit();
      return answers;
    });
  }
  static std::string said(std::future<DeskAnswer>& answer) {
    auto decided = answer.get();
    if (const auto* made = std::get_if<core::Result<Registration>>(&decided)) return text_of(*made);
    if (const auto* kept = std::get_if<KeptAnswer>(&decided)) return "again " + kept->bytes;
    if (std::holds_alternative<registration::KeyReused>(decided)) return "reused";
    return "thrown";
  }
  std::int64_t count_registrations() {
    return database()
        .read(
            [](storage::Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from registrations", {}); })
        .value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk, DeskFixture)

BOOST_AUTO_TEST_CASE(a_batch_gives_the_places_in_the_order_of_arrival_and_refuses_each_for_itself) {
  limit({{"participants", 5, 0}});
  Desk desk(many, {&observer}, AdmissionMode::batched, {.threads = 1, .batch = 100, .waiting = 1000});
  std::vector<std::future<DeskAnswer>> answers;
  NewRegistration invalid = group(company, 0);
  for (const auto& wish : {group(company, 2), group(company, 4), invalid, group(company, 2),
                           group(core::CompanyId::make(now), 1), group(company, 1), group(company, 1)})
    answers.push_back(ask(desk, wish));
  std::vector<std::string> outcomes;
  for (auto& answer : answers) {
    const auto text = said(answer);
    outcomes.push_back(text.substr(0, text.starts_with("made") ? 4 : std::string::npos));
  }
  const std::vector<std::string> expected{
      "made", "refused capacity_exceeded", "refused validation_failed", "made", "refused validation_failed",
      "made", "refused capacity_exceeded"};
  BOOST_TEST(outcomes == expected, boost::test_tools::per_element());
  BOOST_TEST(places() == "participants 5+0/5; companies 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(one_person_is_taken_once_also_within_a_batch) {
  const auto anna = make_person(company);
  NewRegistration wish;
  wish.company = company;
  wish.participants = {Naming{.person = anna, .given_name = {}, .family_name = {}, .email = {}}};
  Desk desk(many, {}, AdmissionMode::batched, {.threads = 1, .batch = 100, .waiting = 1000});
  std::vector<std::future<DeskAnswer>> answers;
  for (int i = 0; i < 20; ++i) answers.push_back(ask(desk, wish));
  int made = 0;
  for (auto& answer : answers) made += said(answer).starts_with("made") ? 1 : 0;
  BOOST_TEST(made == 1);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_hundred_sends_of_one_key_make_one_registration_and_all_get_its_answer) {
  Desk one(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 16, .waiting = 1000});
  Desk other_process(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 16, .waiting = 1000});
  Desk per_request(many, {}, AdmissionMode::per_request);
  std::mutex mutex;
  std::vector<std::future<DeskAnswer>> answers;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 10; ++i) {
      threads.emplace_back([&, i] {
        for (int j = 0; j < 10; ++j) {
          auto& desk = i % 3 == 0 ? one : i % 3 == 1 ? other_process : per_request;
          auto answer = ask(desk, group(company, 1), key("same"));
          const std::lock_guard lock(mutex);
          answers.push_back(std::move(answer));
        }
      });
    }
  }
  std::set<std::string> texts;
  int made = 0;
  for (auto& answer : answers) {
    const auto text = said(answer);
    made += text.starts_with("made") ? 1 : 0;
    texts.insert(text.starts_with("again ") ? text.substr(6) : text);
  }
  BOOST_TEST(made == 1);
  BOOST_TEST(texts.size() == 1U);
  BOOST_TEST(count_registrations() == 1);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_refusal_is_kept_for_its_key_and_another_body_is_told) {
  limit({{"participants", 0, 0}});
  Desk desk(many, {}, AdmissionMode::batched);
  auto first = ask(desk, group(company, 1), key("k"));
  BOOST_TEST(said(first) == "refused capacity_exceeded");
  limit({{"participants", 10, 0}});
  auto again = ask(desk, group(company, 1), key("k"));
  BOOST_TEST(said(again) == "again refused capacity_exceeded");
  auto reused = ask(desk, group(company, 2), key("k", "other"));
  BOOST_TEST(said(reused) == "reused");
  auto fresh = ask(desk, group(company, 1), key("l"));
  BOOST_TEST(said(fresh).starts_with("made"));
  BOOST_TEST(count_registrations() == 1);
}

BOOST_AUTO_TEST_CASE(a_key_is_forgotten_after_a_day) {
  Desk desk(many, {}, AdmissionMode::batched);
  auto first = ask(desk, group(company, 1), key("k"));
  const auto made = said(first);
  later(24 * 3600 - 1);
  auto again = ask(desk, group(company, 1), key("k"));
  BOOST_TEST(said(again) == "again " + made);
  later(2);
  auto anew = ask(desk, group(company, 1), key("k", "other"));
  BOOST_TEST(said(anew).starts_with("made"));
  BOOST_TEST(count_registrations() == 2);
}

BOOST_AUTO_TEST_CASE(a_company_that_is_merged_away_meanwhile_leaves_nothing_behind) {
  const auto stays = make_company("Bleibt");
  for (int round = 0; round < 10; ++round) {
    const auto goes = make_company("Geht");
    Desk desk(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 4, .waiting = 1000});
    std::atomic<bool> merged = false;
    std::vector<std::future<DeskAnswer>> answers;
    std::jthread merger([&] {
      directory::CompanyService merging(many, {&mover});
      merged = merging.merge(call(), goes, stays).has_value();
    });
    for (int i = 0; i < 40; ++i) answers.push_back(ask(desk, group(goes, 1)));
    merger.join();
    for (auto& answer : answers) {
      const auto text = said(answer);
      BOOST_TEST((text.starts_with("made") || text == "refused validation_failed"), text);
    }
    BOOST_TEST(merged);
    BOOST_TEST(database()
                   .read([&](storage::Transaction& tx) {
                     return tx.scalar<std::int64_t>("select count(*) from registrations where company_id = :id",
                                                    {{"id", goes}});
                   })
                   .value() == 0);
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(events_go_in_parallel_and_each_keeps_its_limit) {
  std::vector<core::EventId> events_asked;
  for (int i = 0; i < 5; ++i) {
    events_asked.push_back(make_event());
    BOOST_REQUIRE(
        capacity.put(call(), events_asked.back(), std::vector<events::PoolLimit>{{"participants", 10, 0}}, {}));
  }
  Desk desk(many, {}, AdmissionMode::batched, {.threads = 4, .batch = 8, .waiting = 1000});
  std::vector<std::future<DeskAnswer>> answers;
  for (int i = 0; i < 100; ++i)
    answers.push_back(ask(desk, group(company, 1), {}, events_asked[static_cast<std::size_t>(i) % 5]));
  int made = 0;
  for (auto& answer : answers) made += said(answer).starts_with("made") ? 1 : 0;
  BOOST_TEST(made == 50);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(who_comes_when_too_many_wait_is_told_so) {
  Desk desk(many, {}, AdmissionMode::batched, {.threads = 1, .batch = 1, .waiting = 2});
  std::vector<std::shared_ptr<std::promise<void>>> done;
  int busy = 0;
  for (int i = 0; i < 200; ++i) {
    done.push_back(std::make_shared<std::promise<void>>());
    const auto accepted = desk.submit({.call = call(),
                                       .event = event,
                                       .wish = group(company, 1),
                                       .key = {},
                                       .render = {},
                                       .done = [promise = done.back()](const DeskAnswer&) { promise->set_value(); }});
    if (accepted) continue;
    ++busy;
    BOOST_TEST(accepted.error().code().code == "desk_busy");
    done.pop_back();
  }
  for (auto& one : done) one->get_future().wait();
  BOOST_TEST(busy > 0);
  BOOST_TEST(count_registrations() == 200 - busy);
}

BOOST_AUTO_TEST_CASE(without_a_database_everybody_is_told_and_nothing_is_kept) {
  storage::Settings nowhere;
  nowhere.unix_socket = "/nowhere/mariadb.sock";
  storage::Database gone(nowhere);
  Desk desk(gone, {}, AdmissionMode::batched);
  std::vector<std::future<DeskAnswer>> answers;
  for (int i = 0; i < 10; ++i) answers.push_back(ask(desk, group(company, 1), key("k" + std::to_string(i))));
  for (auto& answer : answers) BOOST_TEST(said(answer) == "thrown");
}

BOOST_AUTO_TEST_CASE(a_key_that_was_answered_and_comes_twice_in_a_batch_each_time_gets_what_its_body_deserves) {
  Desk desk(many, {}, AdmissionMode::batched);
  auto first = ask(desk, group(company, 1), key("k", "right"));
  const auto made = said(first);
  const auto wrong = request(group(company, 1), key("k", "wrong"));
  const auto right = request(group(company, 1), key("k", "right"));
  const auto answers = decide({&wrong, &right}, [] {});
  BOOST_TEST(std::holds_alternative<registration::KeyReused>(answers[0]));
  BOOST_TEST(std::get<KeptAnswer>(answers[1]).bytes == made);
}

BOOST_AUTO_TEST_CASE(an_old_key_that_two_processes_take_at_once_is_taken_once) {
  {
    Desk desk(many, {}, AdmissionMode::batched);
    auto first = ask(desk, group(company, 1), key("k"));
    static_cast<void>(said(first));
  }
  later(25 * 3600);
  const auto again = request(group(company, 1), key("k"));
  std::promise<void> decided;
  std::vector<DeskAnswer> slow;
  std::vector<DeskAnswer> quick;
  std::jthread one([&] {
    slow = decide({&again}, [&, told = false]() mutable {
      if (!std::exchange(told, true)) decided.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    });
  });
  decided.get_future().wait();
  std::jthread second([&] { quick = decide({&again}, [] {}); });
  one.join();
  second.join();
  BOOST_TEST(std::holds_alternative<core::Result<Registration>>(slow.front()));
  BOOST_TEST(std::holds_alternative<KeptAnswer>(quick.front()));
  BOOST_TEST(count_registrations() == 2);
}

BOOST_AUTO_TEST_CASE(a_lock_on_one_event_does_not_fail_the_others) {
  auto settings = data.settings();
  settings.pool_size = 2;
  settings.lock_wait_timeout = std::chrono::milliseconds(1000);
  storage::Database impatient(settings);
  const auto free_event = make_event();
  Desk desk(impatient, {}, AdmissionMode::batched, {.threads = 1, .batch = 256, .waiting = 1000});
  std::promise<void> locked;
  std::promise<void> enough;
  std::jthread holder([&] {
    many.transact(nullptr, [&](storage::Transaction& tx) {
      static_cast<void>(events::lock_pools(tx, event));
      locked.set_value();
      enough.get_future().wait();
      return true;
    });
  });
  locked.get_future().wait();
  auto held_up = ask(desk, group(company, 1));
  auto beside = ask(desk, group(company, 1), {}, free_event);
  auto held_up_too = ask(desk, group(company, 1));
  BOOST_TEST(said(beside).starts_with("made"));
  BOOST_TEST(said(held_up) == "thrown");
  static_cast<void>(said(held_up_too));
  enough.set_value();
}

BOOST_AUTO_TEST_CASE(what_breaks_for_one_event_of_a_batch_breaks_for_no_other) {
  struct Fragile final : events::AttendanceObserver {
    void attendance_changed(storage::Transaction&, const core::OrganizationId&, const std::string& series) override {
      if (series == "broken") throw std::runtime_error("as planned");
    }
  } fragile;
  BOOST_REQUIRE(series_service.create(call(), {.key = "broken", .name = "Broken", .kind = events::SeriesKind::other}));
  const auto broken = make_event();
  database().transact(nullptr, [&](storage::Transaction& tx) {
    return tx.execute(
        "update events set series_id = (select id from series where series_key = 'broken') where id = :id",
        {{"id", broken}});
  });
  Desk desk(many, {&fragile}, AdmissionMode::batched, {.threads = 1, .batch = 100, .waiting = 1000});
  std::vector<std::future<DeskAnswer>> answers;
  for (int i = 0; i < 10; ++i) answers.push_back(ask(desk, group(company, 1), {}, i % 2 == 0 ? event : broken));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto text = said(answers[i]);
    BOOST_TEST((i % 2 == 0 ? text.starts_with("made") : text == "thrown"), text);
  }
  BOOST_TEST(count_registrations() == 5);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(as_many_people_as_a_batch_may_name_are_looked_up_in_no_time) {
  std::vector<registration::DeskRequest> requests;
  for (int i = 0; i < 20; ++i) {
    NewRegistration wish;
    wish.company = company;
    for (int j = 0; j < registration::max_heads; ++j)
      wish.participants.push_back(
          {.person = core::PersonId::make(now), .given_name = {}, .family_name = {}, .email = {}});
    requests.push_back(request(wish, {}));
  }
  std::vector<const registration::DeskRequest*> asked;
  for (const auto& one : requests) asked.push_back(&one);
  const auto start = std::chrono::steady_clock::now();
  const auto answers = decide(asked, [] {});
  BOOST_TEST(!std::get<core::Result<Registration>>(answers.front()));
  BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(3)));
}

BOOST_AUTO_TEST_SUITE_END()
