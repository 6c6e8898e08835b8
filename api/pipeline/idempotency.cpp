#include "api/pipeline/idempotency.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "api/pipeline/errors.hpp"
#include "engine/access/idempotency_store.hpp"

namespace tagwerk::pipeline {
namespace {

std::string hash(const std::vector<std::string_view>& parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  for (const auto part : parts) {
    const auto length = std::to_string(part.size()) + ':';  // so that no two lists of parts look alike
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(length.data()), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  std::string out(32, '\0');
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(out.data()), out.size());
  return out;
}

std::vector<std::string_view> target_of(const Exchange& x) {
  std::vector<std::string_view> parts{http::to_text(x.route().method), x.route().pattern};
  for (const auto& [name, value] : x.parameters().values) parts.emplace_back(value);
  return parts;
}

// The stored form of an answer: fields as netstrings ("5:hello,"): content type, error code, header names and values, body.
void put(std::string& out, std::string_view field) {
  out.append(std::to_string(field.size())).append(":").append(field).append(",");
}

std::string_view take(std::string_view& rest) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  if (error != std::errc{} || digits + length + 2 > rest.size()) throw std::runtime_error("stored answer is damaged");
  const auto field = rest.substr(digits + 1, length);
  rest.remove_prefix(digits + length + 2);
  return field;
}

// Marks a key as running in this process for as long as it lives.
class Running {
 public:
  Running(std::mutex& mutex, std::unordered_set<std::string>& keys, std::string key)
      : mutex_(&mutex), keys_(&keys), key_(std::move(key)) {
    const std::lock_guard lock(*mutex_);
    entered_ = keys_->insert(key_).second;
  }
  ~Running() {
    if (!entered_) return;
    const std::lock_guard lock(*mutex_);
    keys_->erase(key_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  [[nodiscard]] bool entered() const noexcept { return entered_; }

 private:
  std::mutex* mutex_;
  std::unordered_set<std::string>* keys_;
  std::string key_;
  bool entered_ = false;
};

// Another process has the key and takes its time: waiting on would hold a worker here.
struct HeldElsewhere {};

bool begin(storage::Transaction& tx, const access::IdempotencyKey& key, const std::string& body_hash,
           core::Instant now) {
  try {
    const auto kept_since = now - boost::posix_time::hours(access::answers_kept_h);
    return access::begin_idempotent(tx, key, body_hash, now, kept_since);
  } catch (const storage::Restart&) {
    throw HeldElsewhere{};
  }
}

core::Error in_progress(const std::string& key) {
  auto error = core::fail(idempotency_key_in_progress, {{"key", key}});
  error.retry_after(1);
  return error;
}

http::Response replay(storage::Transaction& tx, const access::IdempotencyKey& key, const std::string& body_hash,
                      std::optional<core::Error>& refused) {
  const auto stored = access::load_answer(tx, key);
  if (!stored) throw storage::Restart("idempotency record vanished");
  if (stored->body_hash == body_hash) return unpack(stored->status, stored->answer);
  refused = key_reused(key.key);
  return {};
}

}  // namespace

std::string pack(const http::Response& response, std::string_view body) {
  std::string out;
  put(out, response.content_type);
  put(out, response.error_code);
  put(out, std::to_string(response.headers.size()));
  for (const auto& header : response.headers) {
    put(out, header.name);
    put(out, header.value);
  }
  put(out, body);
  return out;
}

http::Response unpack(int status, std::string_view packed) {
  http::Response response;
  response.status = status;
  response.content_type = take(packed);
  response.error_code = take(packed);
  const auto count = std::stoul(std::string(take(packed)));
  for (std::size_t i = 0; i < count; ++i) {
    auto name = std::string(take(packed));
    response.headers.push_back({std::move(name), std::string(take(packed))});
  }
  response.body = take(packed);
  response.with("idempotency-replayed", "true");
  return response;
}

access::KeptKey kept_key(const Exchange& x, std::string_view key) {
  return {{x.call().principal.token.value(), hash(target_of(x)), std::string(key)},
          hash({x.request().query, x.request().body})};
}

core::Error key_reused(const std::string& key) { return core::fail(idempotency_key_reused, {{"key", key}}); }

bool is_idempotency_key(std::string_view key) noexcept {
  return !key.empty() && key.size() <= idempotency_key_max_bytes &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

core::Result<http::Response> Idempotency::run(Exchange& x, std::string_view key, const std::function<Work()>& work) {
  auto& call = x.call();
  const auto [scope, body_hash] = kept_key(x, key);
  const Running running(mutex_, running_, scope.token.text() + scope.scope_hash + scope.key);
  if (!running.entered()) return in_progress(scope.key);

  std::optional<core::Error> refused;
  const auto unit = [&](storage::Transaction& tx) -> http::Response {
    refused.reset();
    if (!begin(tx, scope, body_hash, call.now)) return replay(tx, scope, body_hash, refused);
    call.transaction = &tx;
    struct Leave {
      access::Call& call;
      ~Leave() { call.transaction = nullptr; }
    } const leave{call};
    auto [answer, kept_body] = work();
    if (answer.status >= 500) throw std::logic_error("an answer that is not to be kept must be thrown");
    access::finish_idempotent(tx, scope, answer.status,
                              pack(answer, kept_body ? std::string_view(*kept_body) : answer.bytes()));
    return std::move(answer);
  };
  try {
    auto response = database_->transact(nullptr, unit);
    if (refused) return std::move(*refused);
    return response;
  } catch (const HeldElsewhere&) {
    return in_progress(scope.key);
  }
}

std::int64_t Idempotency::purge(core::Instant now, int limit) {
  const auto before = now - boost::posix_time::hours(access::answers_kept_h);
  return database_->transact(nullptr,
                             [&](storage::Transaction& tx) { return access::purge_idempotent(tx, before, limit); });
}

}  // namespace tagwerk::pipeline
