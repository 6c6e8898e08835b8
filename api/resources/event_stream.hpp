// Purpose: answers that go on for a while as server-sent events (WHATWG HTML, 9.2). Thread-safety: tell from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/http/stream.hpp"
#include "api/pipeline/exchange.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::resources {

inline constexpr std::string_view event_stream = "text/event-stream";

/// `json` has no line breaks.
[[nodiscard]] std::string server_sent_event(std::string_view name, const std::string& json,
                                            std::optional<std::int64_t> id = std::nullopt);

/// Ends the stream when nobody tells it anything any more.
class EventTeller {
 public:
  explicit EventTeller(std::shared_ptr<http::Stream> stream) : stream_(std::move(stream)) {}
  ~EventTeller() { stream_->end(); }
  EventTeller(const EventTeller&) = delete;
  EventTeller& operator=(const EventTeller&) = delete;

  /// False: nobody reads any more, or not fast enough.
  bool tell(std::string_view event) { return stream_->push(event); }
  bool show_life() { return stream_->push(": nothing new\n\n"); }

 private:
  std::shared_ptr<http::Stream> stream_;
};

/// `start` hands the teller to whoever has the news; it is not called for HEAD.
[[nodiscard]] core::Result<http::Response> stream_events(
    pipeline::Exchange& x, const std::function<core::Result<>(const std::shared_ptr<EventTeller>&)>& start);

}  // namespace tagwerk::resources
