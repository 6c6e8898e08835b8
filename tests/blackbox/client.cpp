#include "tests/blackbox/client.hpp"

#include <charconv>
#include <chrono>
#include <mutex>
#include <stdexcept>

namespace tagwerk::test {
namespace {

// Longer than any timeout of the server's that a test waits for.
constexpr std::chrono::seconds answer_limit{40};

const json::Node* child(const json::Node& node, std::string_view step) {
  if (node.kind == json::Node::Kind::object) return node.find(step);
  if (node.kind != json::Node::Kind::array) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || end != step.data() + step.size() || index >= node.items.size()) return nullptr;
  return &node.items[index];
}

std::string unescaped(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size()) {
      out += step[++i] == '1' ? '/' : '~';
    } else {
      out += step[i];
    }
  }
  return out;
}

const json::Node* find(const json::Node& root, std::string_view pointer) {
  const auto* node = &root;
  while (node != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);  // '/'
    const auto end = std::min(pointer.find('/'), pointer.size());
    node = child(*node, unescaped(pointer.substr(0, end)));
    pointer.remove_prefix(end);
  }
  return node;
}

Headers with(Headers headers, const std::string& name, const std::string& value) {
  headers.emplace_back(name, value);
  return headers;
}

std::mutex journal_mutex;
std::vector<Exchanged> journal_so_far;

void remember(const std::string& method, const std::string& path, const Answer& answer) {
  Exchanged one{method, path.substr(0, path.find('?')), answer.status, {}};
  if (answer.has("/code")) one.codes.push_back(answer.text("/code"));
  if (answer.has("/errors")) {
    for (const auto& error : answer.at("/errors").items) one.codes.push_back(error.find("code")->text);
  }
  const std::lock_guard lock(journal_mutex);
  journal_so_far.push_back(std::move(one));
}

}  // namespace

std::vector<Exchanged> journal() {
  const std::lock_guard lock(journal_mutex);
  return journal_so_far;
}

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

const json::Node& Answer::at(std::string_view pointer) const {
  const auto* node = find(json, pointer);
  if (node == nullptr)
    throw std::runtime_error("no '" + std::string(pointer) + "' in " + std::to_string(status) + " " + body);
  return *node;
}

bool Answer::has(std::string_view pointer) const { return find(json, pointer) != nullptr; }

std::string Answer::field_errors() const {
  std::string out;
  if (!has("/errors")) return out;
  for (const auto& error : at("/errors").items) {
    out.append(out.empty() ? "" : " ").append(error.find("pointer")->text).append(":").append(error.find("code")->text);
  }
  return out;
}

Answer Client::get(const std::string& path, const Headers& headers) const { return send("GET", path, {}, headers); }
Answer Client::post(const std::string& path, const std::string& json, const Headers& headers) const {
  return send("POST", path, json, with(headers, "Content-Type", "application/json"));
}
Answer Client::put(const std::string& path, const std::string& json, const Headers& headers) const {
  return send("PUT", path, json, with(headers, "Content-Type", "application/json"));
}
Answer Client::patch(const std::string& path, const std::string& json, const Headers& headers) const {
  return send("PATCH", path, json, with(headers, "Content-Type", "application/merge-patch+json"));
}
Answer Client::remove(const std::string& path, const Headers& headers) const {
  return send("DELETE", path, {}, headers);
}

Answer Client::send(const std::string& method, const std::string& path, const std::string& body,
                    const Headers& headers) const {
  Headers all;
  if (!token_.empty()) all.emplace_back("Authorization", "Bearer " + token_);
  for (const auto& [name, value] : headers) {
    if (!value.empty()) all.emplace_back(name, value);
  }
  HttpClient connection(port_, answer_limit);
  auto raw = connection.ask(method, path, body, all);
  Answer answer{.status = raw.status, .headers = std::move(raw.headers), .body = std::move(raw.body), .json = {}};
  if (answer.header("content-type").find("json") != std::string::npos && !answer.body.empty() &&
      answer.header("content-encoding").empty()) {
    auto parsed = json::parse(answer.body);
    if (!parsed) throw std::runtime_error("an answer that is no JSON: " + answer.body);
    answer.json = *std::move(parsed);
  }
  remember(method, path, answer);
  return answer;
}

}  // namespace tagwerk::test
