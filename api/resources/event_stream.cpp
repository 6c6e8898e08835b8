#include "api/resources/event_stream.hpp"

namespace tagwerk::resources {

std::string server_sent_event(std::string_view name, const std::string& json, std::optional<std::int64_t> id) {
  std::string text = "event: ";
  text.append(name);
  if (id) text.append("\nid: ").append(std::to_string(*id));
  return text.append("\ndata: ").append(json).append("\n\n");
}

core::Result<http::Response> stream_events(
    pipeline::Exchange& x, const std::function<core::Result<>(const std::shared_ptr<EventTeller>&)>& start) {
  http::Response response;
  response.content_type = event_stream;
  response.with("x-accel-buffering", "no");  // nginx would collect it otherwise
  if (x.request().method == http::Method::head) return response;
  response.stream = std::make_shared<http::Stream>();
  if (auto done = start(std::make_shared<EventTeller>(response.stream)); !done) return done.error();
  return response;
}

}  // namespace tagwerk::resources
