// Purpose: the answer to one POST that is decided elsewhere, together with others (Route::handle_later): made and kept for its
// Idempotency-Key before the commit, sent after it. Shared by the two closures that whoever decides gets.
// Thread-safety: one thread at a time.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "api/http/message.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/pipeline/route.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::pipeline {

class LateAnswer {
 public:
  /// `done` keeps the exchange alive.
  LateAnswer(const Exchange& x, std::function<void(MakeAnswer)> done) : x_(&x), done_(std::move(done)) {}

  /// The bytes that a repeated key gets for this answer.
  [[nodiscard]] std::string keep(core::Result<http::Response> answer);
  /// Its status, once it is kept.
  [[nodiscard]] int status() const { return kept_.value().status; }

  /// What was kept last, or else what `make` gives.
  void send(MakeAnswer make);
  void replay(int status, const std::string& bytes);
  void refuse_reused_key(const std::string& key);
  void fail(const std::exception_ptr& trouble);

 private:
  const Exchange* x_;
  std::function<void(MakeAnswer)> done_;
  std::optional<http::Response> kept_;
};

}  // namespace tagwerk::pipeline
