// Purpose: the registration desk: everybody registers for one event in the same minute, so requests gather here, and all that wait
// are decided and written in one unit of work, with one commit for all; those of other events that wait come along. Nobody waits for a batch to fill, and no
// worker thread is held meanwhile. Several processes are safe: the row locks decide between their batches.
// Rules: requests are decided in the order of their arrival. A request with an Idempotency-Key that was answered before gets
//   that answer; the key and the new answer are written in the batch's unit of work. A batch that fails for a reason that may be
//   one request's is run again request by request, and one that waits long for somebody's lock event by event, so that the
//   trouble stays where it is.
// Modes: batched; per_request (one unit of work per request, on the caller's thread: for comparison and debugging).
// Bounds: core::BatchLimits, heads being what a request weighs; the next request is refused with desk_busy. One connection per
// thread: the database is best the desk's own.
// Errors: those of register_groups, per request; what the database throws is handed to those whom it concerns.
// Thread-safety: any thread. submit() does not block in batched mode.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/access/idempotency_store.hpp"
#include "engine/core/batch_queue.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// What a repeated Idempotency-Key gets: bytes whose meaning is the caller's.
struct KeptAnswer {
  int status = 0;
  std::string bytes;
};
/// The key came before, with something else.
struct KeyReused {
  std::string key;
};
using DeskAnswer = std::variant<core::Result<Registration>, KeptAnswer, KeyReused, std::exception_ptr>;

struct DeskRequest {
  access::Call call;
  core::EventId event;
  core::Result<NewRegistration> wish;  // a refusal: what the caller found wrong already; the key keeps that too
  std::optional<access::KeptKey> key;
  /// With a key: what to keep. Called before the commit, maybe more than once; pure.
  std::function<KeptAnswer(const core::Result<Registration>&)> render;
  /// Called once, on a thread of the desk (per_request: of the caller), when all is done or has failed; unless the desk ends
  /// before.
  std::function<void(DeskAnswer)> done;
};

enum class AdmissionMode : std::uint8_t { batched, per_request };

class Desk {
 public:
  Desk(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
       const core::BatchLimits& limits = {});

  [[nodiscard]] core::Result<> submit(DeskRequest request);
  [[nodiscard]] AdmissionMode mode() const noexcept { return mode_; }
  [[nodiscard]] std::size_t waiting() const { return queue_.waiting(); }

 private:
  struct Line {
    core::OrganizationId organization;
    core::EventId event;
    bool operator==(const Line&) const = default;
  };
  struct HashLine {
    std::size_t operator()(const Line& line) const noexcept { return std::hash<core::EventId>{}(line.event); }
  };
  using Queue = core::BatchQueue<Line, DeskRequest, HashLine>;
  using Requests = std::vector<DeskRequest*>;
  using Answers = std::vector<DeskAnswer>;

  std::function<void()> run(std::vector<DeskRequest> requests);
  /// All of one organization: one answer per request, in their order.
  Answers serve(const Requests& requests);
  Answers serve_one_by_one(const Requests& requests);
  Answers serve_event_by_event(const Requests& requests);
  Answers ask_again(const Requests& requests, const std::exception_ptr& unknown);
  Answers decide(const Requests& requests);

  storage::Database* database_;
  std::vector<events::AttendanceObserver*> observers_;
  AdmissionMode mode_;
  std::size_t limit_waiting_;
  std::atomic<std::chrono::steady_clock::time_point> look_for_keys_until_{};
  Queue queue_;  // last: its threads use the others
};

}  // namespace tagwerk::registration
