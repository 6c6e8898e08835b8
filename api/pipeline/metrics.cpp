#include "api/pipeline/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <shared_mutex>
#include <vector>

namespace tagwerk::pipeline {
namespace {

constexpr std::size_t method_count = 8;  // those of http::Method, and one for what could not be read
constexpr std::string_view no_route = "none";

bool is_readable(const http::Request& request) { return !request.target.empty(); }

std::size_t method_index(const http::Request& request) {
  return is_readable(request) ? static_cast<std::size_t>(request.method) : method_count - 1;
}

const prometheus::Histogram::BucketBoundaries& duration_buckets_s() {
  static const prometheus::Histogram::BucketBoundaries buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                               0.1,    0.25,  0.5,    1,     2.5,  5,     10};
  return buckets;
}

// Looked up once per route, then only counted.
struct RouteMetrics {
  prometheus::Histogram* duration = nullptr;
  std::array<std::map<int, prometheus::Counter*>, method_count> requests;
};

}  // namespace

struct Metrics::State {
  struct Reading {
    prometheus::Gauge* gauge;
    std::function<double()> read;
  };
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>* requests = nullptr;
  prometheus::Family<prometheus::Histogram>* durations = nullptr;
  std::vector<Reading> readings;
  std::shared_mutex mutex;
  std::map<std::string, RouteMetrics, std::less<>> routes;

  prometheus::Counter* find(std::string_view route, std::size_t method, int status, prometheus::Histogram*& duration) {
    const auto entry = routes.find(route);
    if (entry == routes.end()) return nullptr;
    const auto counter = entry->second.requests[method].find(status);
    if (counter == entry->second.requests[method].end()) return nullptr;
    duration = entry->second.duration;
    return counter->second;
  }
};

Metrics::Metrics(std::string_view version) : state_(std::make_unique<State>()) {
  state_->requests = &prometheus::BuildCounter()
                          .Name("tagwerk_http_requests_total")
                          .Help("Answers by route, method and status")
                          .Register(state_->registry);
  state_->durations = &prometheus::BuildHistogram()
                           .Name("tagwerk_http_request_duration_seconds")
                           .Help("From the end of the request's head to its answer, by route")
                           .Register(state_->registry);
  prometheus::BuildGauge()
      .Name("tagwerk_build_info")
      .Help("Version that runs")
      .Register(state_->registry)
      .Add({{"version", std::string(version)}})
      .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> read) {
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
  const std::unique_lock lock(state_->mutex);
  state_->readings.push_back({&family.Add({}), std::move(read)});
}

void Metrics::answered(const http::Request& request, const http::Response& response, const http::Timing& timing) {
  const auto route = response.route.empty() ? no_route : response.route;
  const auto method = method_index(request);
  prometheus::Histogram* duration = nullptr;
  prometheus::Counter* counter = nullptr;
  {
    const std::shared_lock lock(state_->mutex);
    counter = state_->find(route, method, response.status, duration);
  }
  if (counter == nullptr) {
    const std::unique_lock lock(state_->mutex);
    auto& entry = state_->routes[std::string(route)];
    if (entry.duration == nullptr)
      entry.duration = &state_->durations->Add({{"route", std::string(route)}}, duration_buckets_s());
    const auto name = is_readable(request) ? std::string(http::to_text(request.method)) : std::string("none");
    auto& slot = entry.requests[method][response.status];
    slot = &state_->requests->Add(
        {{"route", std::string(route)}, {"method", name}, {"status", std::to_string(response.status)}});
    counter = slot;
    duration = entry.duration;
  }
  counter->Increment();
  duration->Observe(std::chrono::duration<double>(timing.total).count());
}

std::string Metrics::text() {
  {
    const std::shared_lock lock(state_->mutex);
    for (const auto& reading : state_->readings) reading.gauge->Set(reading.read());
  }
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace tagwerk::pipeline
