// Purpose: one unit of work for many requests: which were answered before, which are decided now, and what is kept for their
// keys. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <boost/date_time/posix_time/posix_time_duration.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "engine/registration/batch_keys.hpp"
#include "engine/registration/batch_request.hpp"

namespace tagwerk::registration {

/// An answer per request, in their order. `decide` gets those that are to be decided, and answers with a Result for each.
template <class Wish, class Made, class Decide>
[[nodiscard]] std::vector<BatchAnswer<Made>> decide_in_one_unit(
    storage::Transaction& tx, std::span<const BatchRequest<Wish, Made>* const> requests, KnownKeys known,
    Decide&& decide) {
  std::vector<const access::KeptKey*> with;
  with.reserve(requests.size());
  for (const auto* request : requests) with.push_back(request->key ? &*request->key : nullptr);
  BatchKeys keys(std::move(with));
  const auto now = requests.front()->call.now;
  if (known == KnownKeys::look) keys.look(tx, now - boost::posix_time::hours(access::answers_kept_h));

  std::vector<std::optional<core::Result<Made>>> decided(requests.size());
  std::vector<const BatchRequest<Wish, Made>*> asked;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (!keys.is_undecided(i)) continue;
    if (requests[i]->wish) {
      asked.push_back(requests[i]);
      places.push_back(i);
    } else {
      decided[i].emplace(requests[i]->wish.error());
    }
  }
  if (!asked.empty()) {
    std::vector<core::Result<Made>> results = decide(asked);
    for (std::size_t i = 0; i < results.size(); ++i) decided[places[i]].emplace(std::move(results[i]));
  }
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (decided[i] && keys.keeps(i)) keys.keep(i, requests[i]->render(*decided[i]));
  }
  keys.write(tx, now);

  std::vector<BatchAnswer<Made>> answers;
  answers.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (decided[i]) {
      answers.emplace_back(*std::move(decided[i]));
    } else {
      std::visit([&](auto&& answer) { answers.emplace_back(std::forward<decltype(answer)>(answer)); }, keys.answer(i));
    }
  }
  return answers;
}

}  // namespace tagwerk::registration
