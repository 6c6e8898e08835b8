#include "engine/statistics/answer_turns.hpp"

#include <utility>

namespace tagwerk::statistics {

// Of one asker in the line of his question. Made and ended under the mutex.
class AnswerTurns::Place {
 public:
  Place(AnswerTurns& turns, const std::string& question) : turns_(&turns), question_(&question) {
    ++turns_->lines_[question].askers;
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (--line().askers == 0) turns_->lines_.erase(*question_);
  }
  [[nodiscard]] Line& line() { return turns_->lines_.at(*question_); }

 private:
  AnswerTurns* turns_;
  const std::string* question_;
};

core::Result<AnswerTurns::Answer> AnswerTurns::ask(const std::string& question, const Compute& compute) {
  std::unique_lock lock(mutex_);
  Place place(*this, question);
  auto& line = place.line();
  const auto begun_before = line.begun;
  ended_.wait(lock, [&] { return !line.is_computing; });
  if (line.answered > begun_before) return line.answer;
  const auto number = ++line.begun;
  line.is_computing = true;
  lock.unlock();
  core::Result<Answer> result{Answer{}};
  try {
    result = compute();
  } catch (...) {
    lock.lock();
    line.is_computing = false;
    ended_.notify_all();
    throw;
  }
  lock.lock();
  line.is_computing = false;
  if (result) {
    line.answered = number;
    line.answer = *result;
  }
  ended_.notify_all();
  return result;
}

std::size_t AnswerTurns::size() const {
  const std::lock_guard lock(mutex_);
  return lines_.size();
}

}  // namespace tagwerk::statistics
