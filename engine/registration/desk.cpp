#include "engine/registration/desk.hpp"

#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <utility>

#include "engine/core/faults.hpp"
#include "engine/registration/desk_batch.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

constexpr int retry_after_busy_s = 1;

// One asker's trouble is not that of the others, nor of this thread. Who waits at the other end sees that `done` is gone.
void tell(const DeskRequest& request, DeskAnswer answer) noexcept {
  try {
    request.done(std::move(answer));
  } catch (...) {
    return;
  }
}

std::vector<DeskAnswer> to_all(std::size_t count, const std::exception_ptr& trouble) {
  return std::vector<DeskAnswer>(count, DeskAnswer(trouble));
}

}  // namespace

Desk::Desk(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
           const core::BatchLimits& limits)
    : database_(&database),
      observers_(std::move(observers)),
      mode_(mode),
      limit_waiting_(limits.waiting),
      queue_(limits, [this](std::vector<DeskRequest> requests) { return run(std::move(requests)); }) {}

core::Result<> Desk::submit(DeskRequest request) {
  if (mode_ == AdmissionMode::per_request) {
    std::vector<DeskRequest> alone;
    alone.push_back(std::move(request));
    run(std::move(alone))();
    return {};
  }
  const auto event = request.event;
  if (queue_.submit(event, std::move(request))) return {};
  auto busy = core::fail(desk_busy, {{"limit", std::to_string(limit_waiting_)}});
  return busy.retry_after(retry_after_busy_s);
}

std::function<void()> Desk::run(std::vector<DeskRequest> requests) {
  const auto kept = std::make_shared<std::vector<DeskRequest>>(std::move(requests));
  std::map<core::OrganizationId, Requests> by_organization;
  for (auto& request : *kept) by_organization[request.call.principal.organization].push_back(&request);
  const auto answers = std::make_shared<std::vector<std::pair<Requests, Answers>>>();
  for (auto& [organization, asked] : by_organization) {
    auto decided = serve(asked);
    answers->emplace_back(std::move(asked), std::move(decided));
  }
  return [kept, answers] {
    for (auto& [asked, decided] : *answers) {
      for (std::size_t i = 0; i < asked.size(); ++i) tell(*asked[i], std::move(decided[i]));
    }
  };
}

Desk::Answers Desk::serve(const Requests& requests) {
  try {
    return decide(requests);
  } catch (const storage::OutcomeUnknown&) {
    return ask_again(requests, std::current_exception());
  } catch (const storage::Unavailable&) {  // nothing was done, and alone each would fare no better
    return to_all(requests.size(), std::current_exception());
  } catch (const storage::StatementTimeout&) {
    return to_all(requests.size(), std::current_exception());
  } catch (...) {
    if (requests.size() == 1) return to_all(1, std::current_exception());
  }
  return serve_one_by_one(requests);
}

Desk::Answers Desk::serve_one_by_one(const Requests& requests) {
  Answers answers;
  answers.reserve(requests.size());
  for (auto* request : requests) answers.push_back(std::move(serve({request}).front()));
  return answers;
}

Desk::Answers Desk::ask_again(const Requests& requests, const std::exception_ptr& unknown) {
  Requests with_key;
  for (auto* request : requests) {
    if (request->key) with_key.push_back(request);
  }
  auto answers = to_all(requests.size(), unknown);
  if (with_key.empty()) return answers;
  Answers known;
  try {
    known = decide(with_key);
  } catch (...) {
    return answers;
  }
  auto next = known.begin();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (requests[i]->key) answers[i] = std::move(*next++);
  }
  return answers;
}

Desk::Answers Desk::decide(const Requests& requests) {
  // Hardly any key comes twice: that one has was answered before is found out when its answer is to be kept.
  auto keys = KnownKeys::expect_none;
  return database_->transact(nullptr, [&](storage::Transaction& tx) {
    const std::vector<const DeskRequest*> asked(requests.begin(), requests.end());
    auto answers = decide_batch(tx, requests.front()->call.principal.organization, asked, observers_,
                                std::exchange(keys, KnownKeys::look));
    if (core::fault("answer_before_commit")) {
      for (std::size_t i = 0; i < requests.size(); ++i) {
        tell(*requests[i], answers[i]);
        requests[i]->done = [](const DeskAnswer&) {};
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return answers;
  });
}

}  // namespace tagwerk::registration
