#include "engine/scheduling/pause_clauses.hpp"

#include "engine/scheduling/indices.hpp"

namespace tagwerk::scheduling {

PauseClauses pause_clauses(const Problem& problem, const Participant& participant, const std::vector<int>& busy) {
  PauseClauses clauses;
  const int min_gap = participant.min_gap;
  for (const auto& day : days_of(problem)) {
    for (int slot = day.begin; slot < day.end; ++slot) {
      for (int next = slot + 1; next <= slot + min_gap && next < day.end; ++next)
        clauses.gap.push_back({-busy[at(slot)], -busy[at(next)]});
      if (!participant.max_consecutive || slot + *participant.max_consecutive >= day.end) continue;
      std::vector<int> one_is_idle;
      for (int next = slot; next <= slot + *participant.max_consecutive; ++next) one_is_idle.push_back(-busy[at(next)]);
      clauses.consecutive.push_back(std::move(one_is_idle));
    }
  }
  return clauses;
}

}  // namespace tagwerk::scheduling
