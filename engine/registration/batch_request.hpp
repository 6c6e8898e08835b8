// Purpose: a request that is decided together with others that wait, and what comes of it. `Wish` is what is asked for, `Made`
// what a good one gets. Thread-safety: values.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "engine/access/call.hpp"
#include "engine/access/idempotency_store.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"

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
/// expect_none: a key, or the nonce of a scan, that came before ends in storage::Restart; look for them then.
enum class KnownKeys : std::uint8_t { expect_none, look };

template <class Made>
using BatchAnswer = std::variant<core::Result<Made>, KeptAnswer, KeyReused, std::exception_ptr>;

template <class Wish, class Made>
struct BatchRequest {
  access::Call call;
  core::EventId event;
  core::Result<Wish> wish;  // a refusal: what the caller found wrong already; the key keeps that too
  std::optional<access::KeptKey> key;
  /// With a key: what to keep. Called before the commit, maybe more than once; pure.
  std::function<KeptAnswer(const core::Result<Made>&)> render;
  /// Called once, on a thread of who decides (per_request: of the caller), when all is done or has failed; unless that ends
  /// before.
  std::function<void(BatchAnswer<Made>)> done;
};

}  // namespace tagwerk::registration
