#include "api/pipeline/late_answer.hpp"

#include "api/pipeline/idempotency.hpp"
#include "api/pipeline/problem.hpp"

namespace tagwerk::pipeline {

std::string LateAnswer::keep(core::Result<http::Response> answer) {
  kept_ = answer ? *std::move(answer) : problem(answer.error(), x_->language(), x_->request().request_id);
  return pack(*kept_, kept_->bytes());
}

void LateAnswer::send(MakeAnswer make) {
  if (!kept_) return done_(make);
  done_([this]() -> core::Result<http::Response> { return *std::move(kept_); });
}

void LateAnswer::replay(int status, const std::string& bytes) {
  done_([&]() -> core::Result<http::Response> { return unpack(status, bytes); });
}

void LateAnswer::refuse_reused_key(const std::string& key) {
  done_([&]() -> core::Result<http::Response> { return key_reused(key); });
}

void LateAnswer::fail(const std::exception_ptr& trouble) {
  done_([&]() -> core::Result<http::Response> { std::rethrow_exception(trouble); });
}

}  // namespace tagwerk::pipeline
