#include "engine/registration/batch_keys.hpp"

#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/core/faults.hpp"

namespace tagwerk::registration {

BatchKeys::BatchKeys(std::vector<const access::KeptKey*> keys)
    : keys_(std::move(keys)), first_(keys_.size()), stored_(keys_.size()), kept_(keys_.size()) {
  std::map<std::tuple<core::TokenId, std::string_view, std::string_view>, std::size_t> first_with;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    first_[i] = i;
    if (core::fault("no_key_check")) keys_[i] = nullptr;
    if (keys_[i] == nullptr) continue;
    const auto& key = keys_[i]->key;
    first_[i] = first_with.try_emplace({key.token, key.scope_hash, key.key}, i).first->second;
  }
}

void BatchKeys::look(storage::Transaction& tx, core::Instant kept_since) {
  std::vector<const access::KeptKey*> keys;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] == nullptr || first_[i] != i) continue;
    keys.push_back(keys_[i]);
    asked.push_back(i);
  }
  if (keys.empty()) return;
  auto found = access::take_answers(tx, keys, kept_since);
  for (std::size_t i = 0; i < found.size(); ++i) stored_[asked[i]] = std::move(found[i]);
}

bool BatchKeys::is_undecided(std::size_t request) const { return first_[request] == request && !stored_[request]; }

void BatchKeys::write(storage::Transaction& tx, core::Instant now) const {
  std::vector<access::NewAnswer> rows;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (kept_[i]) rows.push_back({keys_[i], kept_[i]->status, kept_[i]->bytes});
  }
  access::keep_answers(tx, rows, now);
}

BatchKeys::Known BatchKeys::answer(std::size_t request) const {
  const auto first = first_[request];
  const auto& before = stored_[first];
  const auto& body_hash = before ? before->body_hash : keys_[first]->body_hash;
  if (body_hash != keys_[request]->body_hash) return KeyReused{keys_[request]->key.key};
  if (before) return KeptAnswer{before->status, before->answer};
  return kept_[first].value();
}

}  // namespace tagwerk::registration
