#include "engine/jobs/job_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "engine/jobs/job_service.hpp"
#include "engine/jobs/job_watch.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::jobs;
using namespace std::chrono_literals;

namespace {

constexpr JobRunner::Pace quick{.look_every = 20ms, .beat_every = 20ms, .silent_after = 400ms};

struct Jobs : support::TestRows {
  core::SystemClock clock;
  JobService service{database()};
  core::EventId event = TestRows::event(series("talks"), 2016, "open");

  Job submit(const std::string& kind = "count") { return submit_as(call(), event, kind); }
  Job submit_as(const access::Call& who, const core::EventId& where, const std::string& kind = "count") {
    now = clock.now();
    auto asked = who;
    asked.now = now;
    return database()
        .transact(nullptr, [&](storage::Transaction& tx) { return service.submit(tx, asked, where, {.kind = kind}); })
        .value();
  }
  Job read(const Job& job) { return service.find(call(), job.id).value(); }
  Job wait_for(const Job& job, JobStatus status) {
    for (int i = 0; i < 500 && read(job).status != status; ++i) std::this_thread::sleep_for(10ms);
    return read(job);
  }
};

JobRunner::Finish says(std::string words) {
  return [words](storage::Transaction&) { return Ended{.outcome = words}; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(job_runner, Jobs)

BOOST_AUTO_TEST_CASE(jobs_are_run_one_after_the_other_in_the_order_in_which_they_were_asked_for) {
  std::string order;
  std::atomic<int> at_once = 0;
  JobRunner runner(database(), clock,
                   {{"count",
                     [&](const Job& job, JobControl&) {
                       BOOST_TEST(++at_once == 1);
                       order += job.title.value_or("-");
                       --at_once;
                       return says("done " + job.id.text());
                     }}},
                   quick);
  service.attach(&runner);
  std::vector<Job> jobs;
  for (int i = 0; i < 5; ++i) jobs.push_back(submit());
  for (const auto& job : jobs) BOOST_TEST(*wait_for(job, JobStatus::done).outcome == "done " + job.id.text());
  BOOST_TEST(order == "-----");
  service.attach(nullptr);
}

BOOST_AUTO_TEST_CASE(what_a_job_reports_is_there_to_read) {
  std::atomic<bool> may_end = false;
  JobRunner runner(database(), clock,
                   {{"count",
                     [&](const Job&, JobControl& control) {
                       control.report({{"done", 7}});
                       while (!may_end) std::this_thread::sleep_for(1ms);
                       return says("");
                     }}},
                   quick);
  const auto job = submit();
  for (int i = 0; i < 500 && read(job).progress.empty(); ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST((read(job).progress == core::Figures{{"done", 7}}));
  may_end = true;
  wait_for(job, JobStatus::done);
}

BOOST_AUTO_TEST_CASE(a_job_that_throws_fails_and_tells_no_secret) {
  JobRunner runner(
      database(), clock,
      {{"count", [](const Job&, JobControl&) -> JobRunner::Finish { throw std::runtime_error("select secret"); }}},
      quick);
  const auto failed = wait_for(submit(), JobStatus::failed);
  BOOST_TEST(failed.outcome->find("secret") == std::string::npos);
  BOOST_TEST(wait_for(submit("unheard-of"), JobStatus::failed).outcome->find("unheard-of") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_job_that_is_cancelled_writes_nothing) {
  std::atomic<bool> wrote = false;
  JobRunner runner(database(), clock,
                   {{"count",
                     [&](const Job&, JobControl& control) -> JobRunner::Finish {
                       while (!control.should_stop()) std::this_thread::sleep_for(1ms);
                       return [&](storage::Transaction&) {
                         wrote = true;
                         return Ended{};
                       };
                     }}},
                   quick);
  const auto job = submit();
  const auto waiting = submit();
  wait_for(job, JobStatus::running);
  now = clock.now();
  BOOST_TEST((service.cancel(call(), waiting.id).value().status == JobStatus::cancelled));
  // Not told by this process: the heartbeat finds it out.
  BOOST_TEST((service.cancel(call(), job.id).value().status == JobStatus::running));
  BOOST_TEST((wait_for(job, JobStatus::cancelled).status == JobStatus::cancelled));
  BOOST_TEST(!wrote);
  BOOST_TEST(service.cancel(call(), job.id).error().code().code == "job_is_over");
}

BOOST_AUTO_TEST_CASE(a_process_that_ends_in_peace_gives_its_job_back) {
  const auto job = submit();
  {
    JobRunner runner(database(), clock,
                     {{"count",
                       [](const Job&, JobControl& control) {
                         while (!control.should_stop()) std::this_thread::sleep_for(1ms);
                         return says("half");
                       }}},
                     quick);
    wait_for(job, JobStatus::running);
  }
  BOOST_TEST((read(job).status == JobStatus::queued));
  BOOST_TEST(read(job).attempts == 0);
  JobRunner another(database(), clock, {{"count", [](const Job&, JobControl&) { return says("whole"); }}}, quick);
  BOOST_TEST(*wait_for(job, JobStatus::done).outcome == "whole");
}

BOOST_AUTO_TEST_CASE(the_job_of_a_process_that_is_gone_is_taken_over_and_done_once) {
  const auto job = submit();
  // As if a process had begun it, and died.
  const auto dead = core::Uuid::make(clock.now());
  BOOST_TEST_REQUIRE(database().transact(
      nullptr, [&](storage::Transaction& tx) { return claim_job(tx, dead, clock.now(), clock.now()).has_value(); }));
  BOOST_TEST((read(job).status == JobStatus::running));
  JobRunner runner(database(), clock, {{"count", [](const Job&, JobControl&) { return says("taken over"); }}}, quick);
  const auto done = wait_for(job, JobStatus::done);
  BOOST_TEST(*done.outcome == "taken over");
  BOOST_TEST(done.attempts == 2);
  // What the dead one would still say is not heard.
  database().transact(nullptr, [&](storage::Transaction& tx) {
    bool cancel = false;
    BOOST_TEST(!beat(tx, job.id, dead, {}, clock.now(), cancel));
    BOOST_TEST(!finish_job(tx, job.id, dead, JobStatus::failed, {}, "late", clock.now()));
    return true;
  });
  BOOST_TEST(*read(job).outcome == "taken over");
}

BOOST_AUTO_TEST_CASE(a_job_that_ends_its_process_again_and_again_is_given_up) {
  const auto job = submit();
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      const auto later = clock.now() + boost::posix_time::hours(attempt);
      return claim_job(tx, core::Uuid::make(later), later, later).has_value();
    });
  }
  BOOST_TEST(read(job).attempts == max_attempts);
  database().transact(nullptr, [&](storage::Transaction& tx) {
    const auto later = clock.now() + boost::posix_time::hours(9);
    BOOST_TEST(!claim_job(tx, core::Uuid::make(later), later, later));
    return true;
  });
  BOOST_TEST((read(job).status == JobStatus::failed));
}

BOOST_AUTO_TEST_CASE(two_processes_never_run_the_same_job) {
  std::atomic<int> runs = 0;
  const std::map<std::string, JobRunner::Work> kinds{{"count", [&](const Job&, JobControl&) {
                                                        ++runs;
                                                        return says("");
                                                      }}};
  std::vector<Job> jobs;
  for (int i = 0; i < 40; ++i) jobs.push_back(submit());
  JobRunner one(database(), clock, kinds, quick);
  JobRunner other(database(), clock, kinds, quick);
  for (const auto& job : jobs) wait_for(job, JobStatus::done);
  BOOST_TEST(runs == 40);
}

BOOST_AUTO_TEST_CASE(organizations_take_turns) {
  const auto other = data.add_organization("other");
  const auto their_event = TestRows::event(series_of(other, "theirs"), 2016, "open");
  std::string order;
  std::vector<Job> jobs;
  for (int i = 0; i < 4; ++i) jobs.push_back(submit());
  for (int i = 0; i < 2; ++i) jobs.push_back(submit_as(call_of(other), their_event));
  JobRunner runner(database(), clock,
                   {{"count",
                     [&](const Job& job, JobControl&) {
                       order += job.organization == other ? "B" : "A";
                       return says("");
                     }}},
                   quick);
  for (const auto& job : jobs) {
    auto reader = call_of(job.organization);
    for (int i = 0; i < 500 && service.find(reader, job.id).value().status != JobStatus::done; ++i)
      std::this_thread::sleep_for(10ms);
  }
  BOOST_TEST(order == "ABABAA");
}

BOOST_AUTO_TEST_CASE(jobs_that_ended_long_ago_are_forgotten) {
  const auto old = submit();
  const auto recent = submit();
  const auto waiting = submit("nobody runs this");
  const auto ended = [&](const Job& job, int days_ago) {
    BOOST_TEST(execute("update jobs set status = 'done', finished_at = :at where id = :id",
                       {{"at", clock.now() - boost::gregorian::days(days_ago)}, {"id", job.id}}) == 1);
  };
  ended(old, keep_finished_days + 1);
  ended(recent, keep_finished_days - 1);
  const JobRunner runner(database(), clock, {}, quick);
  wait_for(waiting, JobStatus::failed);
  for (int i = 0; i < 300 && service.find(call(), old.id).has_value(); ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST(!service.find(call(), old.id).has_value());
  BOOST_TEST(service.find(call(), recent.id).has_value());
  BOOST_TEST(service.find(call(), waiting.id).has_value());
}

BOOST_AUTO_TEST_CASE(no_more_jobs_wait_than_there_may) {
  for (int i = 0; i < max_waiting_per_organization; ++i) submit();
  const auto refused = database().transact(
      nullptr, [&](storage::Transaction& tx) { return service.submit(tx, call(), event, {.kind = "count"}); });
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "too_many_jobs");
}

BOOST_AUTO_TEST_CASE(who_follows_a_job_is_told_until_it_is_over) {
  const auto job = submit();
  JobWatch watch(database(), {.look_every = 10ms, .sign_of_life_after = 50ms});
  std::atomic<int> signs = 0;
  std::mutex mutex;
  std::string heard;
  BOOST_TEST_REQUIRE(watch
                         .follow(job,
                                 [&](const Job* now_is) {
                                   const std::lock_guard lock(mutex);
                                   if (now_is == nullptr) {
                                     ++signs;
                                   } else {
                                     heard += std::string(to_text(now_is->status)) + " ";
                                   }
                                   return true;
                                 })
                         .has_value());
  for (int i = 0; i < 300 && signs == 0; ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST(signs > 0);
  JobRunner runner(database(), clock, {{"count", [](const Job&, JobControl&) { return says(""); }}}, quick);
  wait_for(job, JobStatus::done);
  for (int i = 0; i < 300 && watch.followers() > 0; ++i) std::this_thread::sleep_for(10ms);
  const std::lock_guard lock(mutex);
  BOOST_TEST(heard.starts_with("queued "));
  BOOST_TEST(heard.ends_with("done "));
}

BOOST_AUTO_TEST_CASE(who_is_told_too_much_is_let_go_and_there_is_a_limit) {
  auto job = submit();
  const auto somebody_elses = [&job](std::size_t number) {
    if (number % JobWatch::max_followers_of_organization == 0)
      job.organization = core::OrganizationId::make(job.created_at);
    return job;
  };
  JobWatch watch(database(), {.look_every = 10ms, .sign_of_life_after = 10ms});
  for (std::size_t i = 0; i < JobWatch::max_followers; ++i) {
    BOOST_TEST_REQUIRE(
        watch.follow(somebody_elses(i), [first = true](const Job*) mutable { return std::exchange(first, false); })
            .has_value());
  }
  for (int i = 0; i < 300 && watch.followers() > 0; ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST(watch.followers() == 0u);
  JobWatch slow(database(), {.look_every = 60'000ms});
  for (std::size_t i = 0; i < JobWatch::max_followers; ++i)
    BOOST_TEST_REQUIRE(slow.follow(somebody_elses(i), [](const Job*) { return true; }).has_value());
  const auto refused = slow.follow(somebody_elses(0), [](const Job*) { return true; });
  BOOST_TEST(refused.error().code().code == "too_many_streams");
}

BOOST_AUTO_TEST_CASE(one_organization_does_not_take_the_streams_of_all) {
  auto job = submit();
  JobWatch watch(database(), {.look_every = 5ms});
  for (std::size_t i = 0; i < JobWatch::max_followers_of_organization; ++i)
    BOOST_TEST_REQUIRE(watch.follow(job, [](const Job*) { return true; }).has_value());
  // Whether the watch looks at them just now or not.
  const auto end = std::chrono::steady_clock::now() + 300ms;
  bool is_always_refused = true;
  while (std::chrono::steady_clock::now() < end) {
    const auto refused = watch.follow(job, [](const Job*) { return true; });
    is_always_refused = is_always_refused && !refused && refused.error().code().code == "too_many_streams";
  }
  BOOST_TEST(is_always_refused);
  job.organization = core::OrganizationId::make(job.created_at);
  BOOST_TEST(watch.follow(job, [](const Job*) { return true; }).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
