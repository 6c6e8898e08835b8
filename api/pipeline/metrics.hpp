// Purpose: what /metrics shows (Prometheus text format 0.0.4). Counted per route pattern, never per path, so that no client
// can make the list grow. Errors: none. Thread-safety: any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/application.hpp"

namespace tagwerk::pipeline {

class Metrics {
 public:
  explicit Metrics(std::string_view version);
  ~Metrics();

  /// `read` is called at each scrape.
  void gauge(const std::string& name, const std::string& help, std::function<double()> read);
  void answered(const http::Request& request, const http::Response& response, const http::Timing& timing);
  [[nodiscard]] std::string text();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tagwerk::pipeline
