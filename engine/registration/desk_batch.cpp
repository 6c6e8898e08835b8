#include "engine/registration/desk_batch.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "engine/access/idempotency_store.hpp"
#include "engine/core/faults.hpp"
#include "engine/registration/group_registration.hpp"

namespace tagwerk::registration {
namespace {

DeskAnswer stored(const access::KeptKey& key, const access::StoredAnswer& answer) {
  if (answer.body_hash != key.body_hash) return KeyReused{key.key.key};
  return KeptAnswer{answer.status, answer.answer};
}

class Batch {
 public:
  Batch(storage::Transaction& tx, std::span<const DeskRequest* const> requests)
      : tx_(&tx), requests_(requests), answers_(requests.size()) {}

  // Without a lock: whoever takes one of these keys from here on makes keep() start everything anew.
  void look_for_kept_answers(KnownKeys known) {
    std::map<std::tuple<core::TokenId, std::string_view, std::string_view>, std::size_t> first_with;
    std::vector<const access::KeptKey*> keys;
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      if (!keeps(i)) continue;
      const auto& key = requests_[i]->key->key;
      const auto [first, is_new] = first_with.try_emplace({key.token, key.scope_hash, key.key}, i);
      if (!is_new) {
        repeats_.emplace_back(i, first->second);
        continue;
      }
      keys.push_back(&*requests_[i]->key);
      asked.push_back(i);
    }
    if (keys.empty() || known == KnownKeys::expect_none) return;
    const auto kept_since = requests_.front()->call.now - boost::posix_time::hours(access::answers_kept_h);
    const auto found = access::take_answers(*tx_, keys, kept_since);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!found[i]) continue;
      answers_[asked[i]] = stored(*keys[i], *found[i]);
      stored_.emplace(asked[i], *found[i]);
    }
  }

  void decide(const core::OrganizationId& organization, std::span<events::AttendanceObserver* const> observers) {
    std::vector<Applicant> applicants;
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      if (answers_[i] || repeats(i)) continue;
      const auto& wish = requests_[i]->wish;
      if (wish) {
        applicants.push_back({&requests_[i]->call, requests_[i]->event, &*wish});
        asked.push_back(i);
      } else {
        answers_[i] = core::Result<Registration>(wish.error());
      }
    }
    if (applicants.empty()) return keep();
    auto results = register_groups(*tx_, organization, applicants, observers);
    for (std::size_t i = 0; i < results.size(); ++i) answers_[asked[i]] = std::move(results[i]);
    keep();
  }

  std::vector<DeskAnswer> finish() && {
    for (const auto& [repeat, first] : repeats_) answers_[repeat] = repeated(*requests_[repeat], first);
    std::vector<DeskAnswer> answers;
    answers.reserve(answers_.size());
    for (auto& answer : answers_) answers.push_back(*std::move(answer));
    return answers;
  }

 private:
  [[nodiscard]] bool keeps(std::size_t i) const {
    return requests_[i]->key.has_value() && !core::fault("no_key_check");
  }
  [[nodiscard]] bool repeats(std::size_t i) const {
    for (const auto& [repeat, first] : repeats_) {
      if (repeat == i) return true;
    }
    return false;
  }

  // What was decided now, for the keys that it came with.
  void keep() {
    std::vector<access::NewAnswer> rows;
    kept_.resize(requests_.size());
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      const auto* decided = answers_[i] ? std::get_if<core::Result<Registration>>(&*answers_[i]) : nullptr;
      if (decided == nullptr || !keeps(i)) continue;
      kept_[i] = requests_[i]->render(*decided);
      rows.push_back({&*requests_[i]->key, kept_[i].status, kept_[i].bytes});
    }
    access::keep_answers(*tx_, rows, requests_.front()->call.now);
  }

  // The same key twice in one batch.
  [[nodiscard]] DeskAnswer repeated(const DeskRequest& request, std::size_t first) const {
    if (const auto before = stored_.find(first); before != stored_.end()) return stored(*request.key, before->second);
    if (requests_[first]->key->body_hash != request.key->body_hash) return KeyReused{request.key->key.key};
    return kept_[first];
  }

  storage::Transaction* tx_;
  std::span<const DeskRequest* const> requests_;
  std::vector<std::optional<DeskAnswer>> answers_;
  std::vector<KeptAnswer> kept_;
  std::map<std::size_t, access::StoredAnswer> stored_;        // answers that were there before
  std::vector<std::pair<std::size_t, std::size_t>> repeats_;  // a request, and the one before it with the same key
};

}  // namespace

std::vector<DeskAnswer> decide_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                     std::span<const DeskRequest* const> requests,
                                     std::span<events::AttendanceObserver* const> observers, KnownKeys keys) {
  Batch batch(tx, requests);
  batch.look_for_kept_answers(keys);
  batch.decide(organization, observers);
  return std::move(batch).finish();
}

}  // namespace tagwerk::registration
