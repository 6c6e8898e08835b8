#include "tests/blackbox/checks.hpp"

#include <boost/test/unit_test.hpp>

#include "api/json/writer.hpp"

namespace tagwerk::test {
namespace {

int keys_used = 0;

Headers key(const std::string& text) { return {{"Idempotency-Key", text}}; }
std::string fresh_key() { return "key-" + std::to_string(++keys_used); }

void check_same(const Answer& repeated, const Answer& first) {
  BOOST_TEST(repeated.status == first.status);
  BOOST_TEST(repeated.body == first.body);
  BOOST_TEST(repeated.header("location") == first.header("location"));
  BOOST_TEST(repeated.header("etag") == first.header("etag"));
  BOOST_TEST(repeated.header("content-type") == first.header("content-type"));
  BOOST_TEST(repeated.header("idempotency-replayed") == "true");
  BOOST_TEST(first.header("idempotency-replayed") == "");
}

}  // namespace

std::string times(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string quoted(std::string_view text) {
  json::Writer writer;
  writer.value(text);
  return writer.take();
}

std::string outcome(const Answer& answer) {
  auto text = std::to_string(answer.status);
  if (answer.status < 400) return text;
  const auto code = answer.code();
  if (code != "validation_failed") text += " " + code;
  const auto fields = answer.field_errors();
  return fields.empty() ? text : text + " " + fields;
}

std::string members_of(const Answer& answer, std::string_view pointer) {
  std::string names;
  for (const auto& [name, value] : answer.at(pointer).members) names.append(names.empty() ? "" : " ").append(name);
  return names;
}

void check_line(const SendMember& send, const std::string& pointer, std::size_t max, int good) {
  const auto wrong = "422 " + pointer + ":";
  const auto accepted = std::to_string(good);
  BOOST_TEST(outcome(send(quoted(""))) == wrong + "wrong_length");
  BOOST_TEST(outcome(send(quoted("ü"))) == accepted);
  BOOST_TEST(outcome(send(quoted(times("😀", max)))) == accepted);
  BOOST_TEST(outcome(send(quoted(times("x", max + 1)))) == wrong + "wrong_length");
  BOOST_TEST(outcome(send(quoted(times("ü", max + 1)))) == wrong + "wrong_length");
  BOOST_TEST(outcome(send(quoted(" \u00a0\u2003"))) == wrong + "wrong_format");
  BOOST_TEST(outcome(send(quoted("a\nb"))) == wrong + "wrong_format");
  BOOST_TEST(outcome(send(R"("a\u0000b")")) == wrong + "wrong_format");
  BOOST_TEST(outcome(send(R"("a\u0085b")")) == wrong + "wrong_format");
  for (const char* other : {"7", "true", "[]", "{}"}) BOOST_TEST(outcome(send(other)) == wrong + "wrong_type", other);
}

void check_key_refusals(const SendMember& send, const std::string& pointer) {
  const auto wrong = "422 " + pointer + ":";
  for (const auto& text : {std::string(), times("k", 65), std::string("Nord"), std::string("a b"), std::string("ä"),
                           std::string("a/b"), std::string("a.b"), std::string("a\n")}) {
    BOOST_TEST(outcome(send(quoted(text))) == wrong + "wrong_format", text);
  }
  BOOST_TEST(outcome(send("1")) == wrong + "wrong_type");
}

void check_number(const SendMember& send, const std::string& pointer, std::int64_t min, std::int64_t max, int good) {
  const auto wrong = "422 " + pointer + ":";
  const auto accepted = std::to_string(good);
  BOOST_TEST(outcome(send(std::to_string(min - 1))) == wrong + "out_of_range");
  BOOST_TEST(outcome(send(std::to_string(min))) == accepted);
  BOOST_TEST(outcome(send(std::to_string(max))) == accepted);
  BOOST_TEST(outcome(send(std::to_string(max + 1))) == wrong + "out_of_range");
  for (const char* huge : {"9223372036854775808", "-9223372036854775809", "1e300"})
    BOOST_TEST(outcome(send(huge)) == wrong + "out_of_range", huge);
  BOOST_TEST(outcome(send(std::to_string(min) + ".5")) == wrong + "wrong_type");
  BOOST_TEST(outcome(send('"' + std::to_string(min) + '"')) == wrong + "wrong_type");
  BOOST_TEST(outcome(send(std::to_string(max) + ".0")) == accepted);  // the same number
}

void check_versions(const Client& client, const std::string& path, const std::string& patch) {
  const auto before = client.get(path);
  BOOST_TEST_REQUIRE(before.status == 200);
  const auto etag = before.header("etag");
  BOOST_TEST(etag.starts_with('"'));
  BOOST_TEST(outcome(client.patch(path, patch)) == "428 precondition_required");
  for (const auto& stale : {std::string("\"v999\""), std::string("nonsense"), "W/" + etag, std::string("\"\"")})
    BOOST_TEST(outcome(client.patch(path, patch, {{"If-Match", stale}})) == "412 precondition_failed", stale);
  BOOST_TEST(client.get(path).body == before.body);

  const auto changed = client.patch(path, patch, {{"If-Match", "\"other\", \"v0\" , " + etag}});
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  BOOST_TEST(changed.header("etag") != etag);
  BOOST_TEST(changed.body != before.body);
  BOOST_TEST(outcome(client.patch(path, patch, {{"If-Match", etag}})) == "412 precondition_failed");
  BOOST_TEST(client.patch(path, patch, {{"If-Match", "*"}}).header("etag") == changed.header("etag"));
  BOOST_TEST(client.patch(path, "{}", {{"If-Match", changed.header("etag")}}).body == changed.body);
  const auto read = client.get(path, {{"If-None-Match", etag}});
  BOOST_TEST(read.status == 200);
  BOOST_TEST(read.body == changed.body);
  const auto known = client.get(path, {{"If-None-Match", "W/\"x\", W/" + changed.header("etag")}});
  BOOST_TEST(known.status == 304);
  BOOST_TEST(known.body == "");
  BOOST_TEST(known.header("etag") == changed.header("etag"));
}

void check_removal(const Client& client, const std::string& path) {
  const auto etag = client.get(path).header("etag");
  BOOST_TEST(outcome(client.remove(path)) == "428 precondition_required");
  BOOST_TEST(outcome(client.remove(path, {{"If-Match", "\"v999\""}})) == "412 precondition_failed");
  const auto removed = client.remove(path, {{"If-Match", etag}});
  BOOST_TEST(outcome(removed) == "204");
  BOOST_TEST(removed.body == "");
  BOOST_TEST(outcome(client.get(path)) == "404 not_found");
  BOOST_TEST(outcome(client.remove(path, {{"If-Match", "*"}})) == "404 not_found");
}

void check_idempotency(const Client& client, const std::string& path, const std::function<std::string()>& fresh_body) {
  const auto one = fresh_key();
  const auto body = fresh_body();
  const auto first = client.post(path, body, key(one));
  BOOST_TEST_REQUIRE(outcome(first) == "201");
  check_same(client.post(path, body, key(one)), first);
  BOOST_TEST(outcome(client.post(path, fresh_body(), key(one))) == "422 idempotency_key_reused");
  check_same(client.post(path, body, key(one)), first);

  const auto refused_key = fresh_key();
  const auto refused = client.post(path, "{}", key(refused_key));
  BOOST_TEST(refused.status == 422);
  check_same(client.post(path, "{}", key(refused_key)), refused);

  const auto longest = fresh_key() + times("k", 255);
  BOOST_TEST(outcome(client.post(path, fresh_body(), key(longest.substr(0, 255)))) == "201");
  BOOST_TEST(outcome(client.post(path, fresh_body(), key(longest.substr(0, 256)))) == "400 idempotency_key_invalid");
  BOOST_TEST(outcome(client.post(path, fresh_body(), key("a b"))) == "400 idempotency_key_invalid");
  BOOST_TEST(outcome(client.post(path, fresh_body(), key("ä"))) == "400 idempotency_key_invalid");
}

std::vector<std::string> walk(const Client& client, const std::string& path, const std::string& member) {
  std::vector<std::string> values;
  for (std::string next = path; !next.empty();) {
    const auto page = client.get(next);
    BOOST_TEST_REQUIRE(outcome(page) == "200");
    BOOST_TEST(members_of(page) == "results next");
    for (const auto& item : page.at("/results").items) values.push_back(item.find(member)->text);
    next = page.is_null("/next") ? "" : page.text("/next");
    BOOST_TEST_REQUIRE((next.empty() || !page.at("/results").items.empty()), "an empty page that goes on");
  }
  return values;
}

}  // namespace tagwerk::test
