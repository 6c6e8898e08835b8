// Purpose: the body of an answer that goes on for a while (server-sent events): whoever has news pushes bytes, the connection takes
// them. Bounded: who reads too slowly is let go rather than remembered for.
// Errors: none. Thread-safety: any thread; `wake` is called under the stream's lock and must not block.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace tagwerk::http {

class Stream {
 public:
  static constexpr std::size_t max_waiting_bytes = std::size_t{64} * 1024;

  /// False: nobody reads any more, or not fast enough.
  bool push(std::string_view bytes);
  /// After what waits.
  void end() noexcept;

  // The side that reads.
  /// `wake` is called when there is something to take, also at once.
  void listen(std::function<void()> wake);
  struct Piece {
    std::string bytes;
    bool is_last = false;
  };
  [[nodiscard]] Piece take();
  /// Nothing is read any more; `wake` is not called after this has returned.
  void abandon() noexcept;

 private:
  void tell();

  std::mutex mutex_;
  std::string waiting_;
  bool has_ended_ = false;
  bool is_abandoned_ = false;
  bool was_told_ = false;  // since the last take()
  std::function<void()> wake_;
};

}  // namespace tagwerk::http
