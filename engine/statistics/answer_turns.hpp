// Purpose: many who ask the same question at the same time wait for one computation, which answers all who asked before it began.
// Rules: one computation of a question at a time; who asks while it runs waits for the next one, which answers all of them. What is
//   refused or throws is that asker's alone, and the next one computes.
// Bounds: as many wait as there are threads that ask. Errors: those of the computation. Thread-safety: any thread; ask() blocks.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "engine/core/result.hpp"
#include "engine/statistics/attendance_cache.hpp"

namespace tagwerk::statistics {

class AnswerTurns {
 public:
  using Answer = std::shared_ptr<const CachedAnswer>;
  using Compute = std::function<core::Result<Answer>()>;

  [[nodiscard]] core::Result<Answer> ask(const std::string& question, const Compute& compute);
  /// Questions that somebody waits for.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Line {
    std::size_t askers = 0;
    bool is_computing = false;
    std::uint64_t begun = 0;     // computations so far
    std::uint64_t answered = 0;  // the last one that gave an answer, counted from 1
    Answer answer;
  };
  class Place;

  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::unordered_map<std::string, Line> lines_;
};

}  // namespace tagwerk::statistics
