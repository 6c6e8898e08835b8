#include "engine/registration/desk.hpp"

#include <algorithm>
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
constexpr std::chrono::milliseconds held_up_after{500};
constexpr std::chrono::seconds look_for_keys_for{10};

// A unit of several events was run again and took long already.
struct HeldUp {};

bool are_of_several_events(const std::vector<DeskRequest*>& requests) {
  return std::any_of(requests.begin(), requests.end(),
                     [&](const DeskRequest* request) { return request->event != requests.front()->event; });
}

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
      queue_(limits, [this](std::vector<DeskRequest> requests) { return run(std::move(requests)); },
             {.together = [](const Line& one, const Line& other) { return one.organization == other.organization; },
              .weight =
                  [](const DeskRequest& request) {
                    return request.wish
                               ? static_cast<std::size_t>(std::clamp<std::int64_t>(request.wish->heads(), 1, max_heads))
                               : std::size_t{1};
                  }}) {}

core::Result<> Desk::submit(DeskRequest request) {
  if (mode_ == AdmissionMode::per_request) {
    std::vector<DeskRequest> alone;
    alone.push_back(std::move(request));
    run(std::move(alone))();
    return {};
  }
  const Line line{request.call.principal.organization, request.event};
  if (queue_.submit(line, std::move(request))) return {};
  auto busy = core::fail(desk_busy, {{"limit", std::to_string(limit_waiting_)}});
  return busy.retry_after(retry_after_busy_s);
}

std::function<void()> Desk::run(std::vector<DeskRequest> requests) {
  const auto kept = std::make_shared<std::vector<DeskRequest>>(std::move(requests));
  Requests asked;
  asked.reserve(kept->size());
  for (auto& request : *kept) asked.push_back(&request);
  const auto answers = std::make_shared<Answers>(serve(asked));
  return [kept, answers] {
    for (std::size_t i = 0; i < kept->size(); ++i) tell((*kept)[i], std::move((*answers)[i]));
  };
}

Desk::Answers Desk::serve(const Requests& requests) {
  try {
    return decide(requests);
  } catch (const storage::OutcomeUnknown&) {
    return ask_again(requests, std::current_exception());
  } catch (const HeldUp&) {
    return serve_event_by_event(requests);
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

Desk::Answers Desk::serve_event_by_event(const Requests& requests) {
  std::map<core::EventId, std::vector<std::size_t>> by_event;
  for (std::size_t i = 0; i < requests.size(); ++i) by_event[requests[i]->event].push_back(i);
  auto answers = to_all(requests.size(), nullptr);
  for (const auto& [event, places] : by_event) {
    Requests of_event;
    for (const auto place : places) of_event.push_back(requests[place]);
    auto decided = serve(of_event);
    for (std::size_t i = 0; i < places.size(); ++i) answers[places[i]] = std::move(decided[i]);
  }
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
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const std::vector<const DeskRequest*> asked(requests.begin(), requests.end());
  // Hardly any key comes twice: that one has was answered before is found out when its answer is to be kept. Where one did,
  // others follow.
  auto keys = start < look_for_keys_until_.load() ? KnownKeys::look : KnownKeys::expect_none;
  bool is_first_run = true;
  auto answers = database_->transact(nullptr, [&](storage::Transaction& tx) {
    // Somebody holds the places of one of these events: the others need not wait for him.
    if (!std::exchange(is_first_run, false) && Clock::now() - start > held_up_after && are_of_several_events(requests))
      throw HeldUp{};
    auto decided = decide_batch(tx, requests.front()->call.principal.organization, asked, observers_,
                                std::exchange(keys, KnownKeys::look));
    if (core::fault("answer_before_commit")) {
      for (std::size_t i = 0; i < requests.size(); ++i) {
        tell(*requests[i], decided[i]);
        requests[i]->done = [](const DeskAnswer&) {};
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return decided;
  });
  const bool some_came_before = std::any_of(answers.begin(), answers.end(), [](const DeskAnswer& answer) {
    return std::holds_alternative<KeptAnswer>(answer) || std::holds_alternative<KeyReused>(answer);
  });
  if (some_came_before) look_for_keys_until_ = Clock::now() + look_for_keys_for;
  return answers;
}

}  // namespace tagwerk::registration
