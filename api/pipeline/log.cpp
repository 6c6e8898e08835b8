#include "api/pipeline/log.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>

#include "api/http/secret_path.hpp"
#include "api/json/writer.hpp"
#include "api/pipeline/log_writer.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr const char* access_name = "access";

core::Instant instant_of(spdlog::log_clock::time_point time) {
  return core::from_unix_microseconds(
      std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count());
}

// Access lines are JSON already; whatever else is said becomes the member `message`.
class JsonFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    if (std::string_view(message.logger_name.data(), message.logger_name.size()) == access_name) {
      out.append(message.payload.data(), message.payload.data() + message.payload.size());
    } else {
      json::Writer writer;
      writer.begin_object();
      writer.member("time", core::to_rfc3339(instant_of(message.time)));
      const auto level = spdlog::level::to_string_view(message.level);
      writer.member("level", std::string_view(level.data(), level.size()));
      writer.member("message", std::string_view(message.payload.data(), message.payload.size()));
      writer.end_object();
      out.append(writer.text().data(), writer.text().data() + writer.text().size());
    }
    out.push_back('\n');
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

bool is_probe(std::string_view path) { return path == "/healthz" || path == "/readyz" || path == "/metrics"; }

}  // namespace

void start_log(const std::string& level, const std::string& file) {
  const auto sink = std::make_shared<LogWriter>(file, std::make_unique<JsonFormatter>());
  for (const char* name : {"tagwerk", access_name}) {
    auto logger = std::make_shared<spdlog::logger>(name, sink);
    logger->set_level(spdlog::level::from_str(level == "error" ? "err" : level));
    logger->flush_on(spdlog::level::warn);
    spdlog::drop(name);
    spdlog::register_logger(logger);
  }
  spdlog::set_default_logger(spdlog::get("tagwerk"));
}

AccessLog::AccessLog() : logger_(spdlog::get(access_name)) {}

void AccessLog::answered(const http::Request& request, const http::Response& response, const http::Timing& timing) {
  if (!logger_) return;
  const auto level = is_probe(request.path) && response.status < 400 ? spdlog::level::debug : spdlog::level::info;
  if (!logger_->should_log(level)) return;
  json::Writer writer;
  writer.begin_object();
  writer.member("time", core::to_rfc3339(instant_of(spdlog::log_clock::now())));
  writer.member("level", "access");
  writer.member("request_id", request.request_id);
  writer.member("peer", request.peer);
  if (!request.target.empty()) {
    writer.member("method", http::to_text(request.method));
    writer.member("path", http::without_secrets(request.path));  // percent-encoded as sent, so plain ASCII
  }
  if (!response.route.empty()) writer.member("route", response.route);
  writer.member("status", response.status);
  if (!response.error_code.empty()) writer.member("code", response.error_code);
  if (!response.token_id.empty()) writer.member("token_id", response.token_id);
  writer.member("bytes", response.bytes().size());
  writer.member("queued_us", timing.queued.count());
  writer.member("handled_us", timing.handled.count());
  writer.member("total_us", timing.total.count());
  writer.end_object();
  logger_->log(level, spdlog::string_view_t(writer.text().data(), writer.text().size()));
}

}  // namespace tagwerk::pipeline
