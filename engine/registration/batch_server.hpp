// Purpose: requests gather while others are decided, and all that wait are decided and written in one unit of work, with one
// commit for all. Nobody waits for a batch to fill, and no worker thread is held meanwhile. Several processes are safe: the
// row locks decide between their batches. The desk (registrations) and the gate (scans) are two of these.
// Rules: requests of one lane, which wait for the same locks, are decided in the order of their arrival; those of other lanes
//   come along, or go in parallel when a batch runs already. A request with an Idempotency-Key that was answered
//   before gets that answer; the key and the new answer are written in the batch's unit of work. A batch that fails for a
//   reason that may be one request's is run again request by request, and one that waits long for somebody's lock lane by
//   lane, so that the trouble stays where it is.
// Modes: batched; per_request (one unit of work per request, on the caller's thread: for comparison and debugging).
// Bounds: core::BatchLimits; the next request is refused. One connection per thread: the database is best the server's own.
// Errors: those of `decide`, per request; what the database throws is handed to those whom it concerns.
// Thread-safety: any thread. submit() does not block in batched mode.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/batch_queue.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/batch_request.hpp"
#include "engine/registration/batch_unit.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

enum class AdmissionMode : std::uint8_t { batched, per_request };

template <class Wish, class Made>
class BatchServer {
 public:
  using Request = BatchRequest<Wish, Made>;
  using Answer = BatchAnswer<Made>;
  using Answers = std::vector<Answer>;

  struct Rules {
    /// One unit of work; all requests are of one organization. An answer for each, in their order.
    std::function<Answers(storage::Transaction&, const std::vector<const Request*>&, KnownKeys)> decide;
    /// The event, or something finer.
    std::function<std::string(const Request&)> lane;
    std::function<std::size_t(const Request&)> weight = [](const Request&) { return std::size_t{1}; };
    /// Too many wait; its text names the {limit}.
    const core::ErrorCode* busy;
  };

  BatchServer(storage::Database& database, AdmissionMode mode, const core::BatchLimits& limits, Rules rules)
      : database_(&database),
        mode_(mode),
        limit_waiting_(limits.waiting),
        rules_(std::move(rules)),
        queue_(limits, [this](std::vector<Request> requests) { return run(std::move(requests)); },
               {.together = [](const Line& one, const Line& other) { return one.organization == other.organization; },
                .weight = rules_.weight}) {}

  [[nodiscard]] core::Result<> submit(Request request) {
    if (mode_ == AdmissionMode::per_request) {
      std::vector<Request> alone;
      alone.push_back(std::move(request));
      run(std::move(alone))();
      return {};
    }
    Line line{request.call.principal.organization, rules_.lane(request)};
    if (queue_.submit(line, std::move(request))) return {};
    auto busy = core::fail(*rules_.busy, {{"limit", std::to_string(limit_waiting_)}});
    return busy.retry_after(retry_after_busy_s);
  }
  [[nodiscard]] AdmissionMode mode() const noexcept { return mode_; }
  [[nodiscard]] std::size_t waiting() const { return queue_.waiting(); }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int retry_after_busy_s = 1;
  static constexpr std::chrono::milliseconds held_up_after{500};
  static constexpr std::chrono::seconds look_for_keys_for{10};

  struct Line {
    core::OrganizationId organization;
    std::string lane;
    bool operator==(const Line&) const = default;
  };
  struct HashLine {
    std::size_t operator()(const Line& line) const noexcept { return std::hash<std::string>{}(line.lane); }
  };
  using Requests = std::vector<Request*>;
  // A unit of several lanes was run again and took long already.
  struct HeldUp {};

  // One asker's trouble is not that of the others, nor of this thread. Who waits at the other end sees that `done` is gone.
  static void tell(const Request& request, Answer answer) noexcept {
    try {
      request.done(std::move(answer));
    } catch (...) {
      return;
    }
  }
  static Answers to_all(std::size_t count, const std::exception_ptr& trouble) {
    return Answers(count, Answer(trouble));
  }

  bool are_of_several_lanes(const Requests& requests) const {
    const auto lane = rules_.lane(*requests.front());
    return std::any_of(requests.begin(), requests.end(),
                       [&](const Request* request) { return rules_.lane(*request) != lane; });
  }

  std::function<void()> run(std::vector<Request> requests) {
    const auto kept = std::make_shared<std::vector<Request>>(std::move(requests));
    Requests asked;
    asked.reserve(kept->size());
    for (auto& request : *kept) asked.push_back(&request);
    const auto answers = std::make_shared<Answers>(serve(asked));
    return [kept, answers] {
      for (std::size_t i = 0; i < kept->size(); ++i) tell((*kept)[i], std::move((*answers)[i]));
    };
  }

  Answers serve(const Requests& requests) {
    try {
      return decide(requests);
    } catch (const storage::OutcomeUnknown&) {
      return ask_again(requests, std::current_exception());
    } catch (const HeldUp&) {
      return serve_lane_by_lane(requests);
    } catch (const storage::Unavailable&) {  // nothing was done, and alone each would fare no better
      return to_all(requests.size(), std::current_exception());
    } catch (const storage::StatementTimeout&) {
      return to_all(requests.size(), std::current_exception());
    } catch (...) {
      if (requests.size() == 1) return to_all(1, std::current_exception());
    }
    return serve_one_by_one(requests);
  }

  Answers serve_one_by_one(const Requests& requests) {
    Answers answers;
    answers.reserve(requests.size());
    for (auto* request : requests) answers.push_back(std::move(serve({request}).front()));
    return answers;
  }

  Answers serve_lane_by_lane(const Requests& requests) {
    std::map<std::string, std::vector<std::size_t>> lanes;
    for (std::size_t i = 0; i < requests.size(); ++i) lanes[rules_.lane(*requests[i])].push_back(i);
    auto answers = to_all(requests.size(), nullptr);
    for (const auto& [lane, places] : lanes) {
      Requests of_lane;
      for (const auto place : places) of_lane.push_back(requests[place]);
      auto decided = serve(of_lane);
      for (std::size_t i = 0; i < places.size(); ++i) answers[places[i]] = std::move(decided[i]);
    }
    return answers;
  }

  // Those with a key find out what became of it.
  Answers ask_again(const Requests& requests, const std::exception_ptr& unknown) {
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

  Answers decide(const Requests& requests) {
    const auto start = Clock::now();
    const std::vector<const Request*> asked(requests.begin(), requests.end());
    // Hardly any key or nonce comes twice: that one did is found out when it is to be kept, and then the unit is run again.
    // Where one did, others follow.
    auto keys = start < look_for_keys_until_.load() ? KnownKeys::look : KnownKeys::expect_none;
    int runs = 0;
    auto answers = database_->transact(nullptr, [&](storage::Transaction& tx) {
      // Somebody holds the locks of one of these lanes: the others need not wait for him.
      if (runs++ > 0 && Clock::now() - start > held_up_after && are_of_several_lanes(requests)) throw HeldUp{};
      auto decided = rules_.decide(tx, asked, std::exchange(keys, KnownKeys::look));
      if (core::fault("answer_before_commit")) {
        for (std::size_t i = 0; i < requests.size(); ++i) {
          tell(*requests[i], decided[i]);
          requests[i]->done = [](const Answer&) {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      return decided;
    });
    const bool some_came_before = std::any_of(answers.begin(), answers.end(), [](const Answer& answer) {
      return std::holds_alternative<KeptAnswer>(answer) || std::holds_alternative<KeyReused>(answer);
    });
    if (runs > 1 || some_came_before) look_for_keys_until_ = Clock::now() + look_for_keys_for;
    return answers;
  }

  storage::Database* database_;
  AdmissionMode mode_;
  std::size_t limit_waiting_;
  Rules rules_;
  std::atomic<Clock::time_point> look_for_keys_until_{};
  core::BatchQueue<Line, Request, HashLine> queue_;  // last: its threads use the others
};

}  // namespace tagwerk::registration
