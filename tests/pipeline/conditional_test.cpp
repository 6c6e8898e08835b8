// ETag, If-None-Match, If-Match, gzip, Vary and Cache-Control.
#include <boost/test/unit_test.hpp>
#include <zlib.h>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/finish.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using http::Method;
using test::Headers;
using test::Sent;
using test::World;

namespace {

std::string gunzip(std::string_view bytes) {
  z_stream stream{};
  BOOST_TEST_REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  BOOST_TEST(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

struct Fixture : World {
  Fixture() { add_thing("a", "first"); }
  Sent patch(const std::string& if_match) {
    return send(Method::patch, "/api/v1/things/a", R"({"name":"second"})",
                {{"content-type", "application/json"}, {"if-match", if_match}});
  }
};

const Headers gzip{{"accept-encoding", "gzip, deflate, br"}};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(conditional, Fixture)

BOOST_AUTO_TEST_CASE(a_resource_has_a_strong_etag_and_may_be_kept_only_privately) {
  const auto sent = get("/api/v1/things/a");
  BOOST_TEST(sent.header("etag") == "\"v1\"");
  BOOST_TEST(sent.header("cache-control") == "private, no-cache");
  BOOST_TEST(sent.header("vary") == "");
  BOOST_TEST(get("/api/v1/things").header("cache-control") == "no-store");
  BOOST_TEST(get("/api/v1/things/none").header("cache-control") == "no-store");
}

BOOST_AUTO_TEST_CASE(what_the_client_has_already_is_304_without_a_body) {
  for (const std::string tag : {"\"v1\"", "W/\"v1\"", "\"x\", \"v1\"", "\"x\",W/\"v1\",\"y\"", "*", "\"v1-gzip\""}) {
    const auto sent = get("/api/v1/things/a", {{"if-none-match", tag}});
    BOOST_TEST(sent.status() == 304, tag);
    BOOST_TEST(sent.body().empty());
    BOOST_TEST(sent.response.content_type.empty());
    BOOST_TEST(sent.header("cache-control") == "private, no-cache");
    BOOST_TEST(sent.header("etag") == (tag == "\"v1-gzip\"" ? tag : "\"v1\""));
  }
  for (const std::string tag : {"\"v2\"", "v1", "\"v1", "\"V1\"", "\"\"", "W/", ","})
    BOOST_TEST(get("/api/v1/things/a", {{"if-none-match", tag}}).status() == 200, tag);
  BOOST_TEST(send(Method::head, "/api/v1/things/a", "", {{"if-none-match", "\"v1\""}}).status() == 304);
}

BOOST_AUTO_TEST_CASE(a_change_is_seen_at_once) {
  BOOST_TEST(patch("\"v1\"").header("etag") == "\"v2\"");
  BOOST_TEST(get("/api/v1/things/a", {{"if-none-match", "\"v1\""}}).status() == 200);
  BOOST_TEST(get("/api/v1/things/a", {{"if-none-match", "\"v2\""}}).status() == 304);
}

BOOST_AUTO_TEST_CASE(a_route_that_never_answers_304_does_not) {
  const auto sent = get("/api/v1/never", {{"if-none-match", "\"v7\""}});
  BOOST_TEST(sent.status() == 200);
  BOOST_TEST(sent.header("etag") == "\"v7\"");
}

BOOST_AUTO_TEST_CASE(a_change_needs_the_current_version) {
  const auto missing =
      send(Method::patch, "/api/v1/things/a", R"({"name":"x"})", {{"content-type", "application/json"}});
  BOOST_TEST(missing.status() == 428);
  BOOST_TEST(missing.code() == "precondition_required");
  for (const std::string stale : {"\"v0\"", "\"v2\"", "W/\"v1\"", "v1", "\"v1", "\"v\"", "\"v-1\"", "\"x\"", "\"v1 \"",
                                  ",", "\"v99999999999999999999\"", "\"v1-br\""}) {
    const auto sent = patch(stale);
    BOOST_TEST(sent.status() == 412, stale);
    BOOST_TEST(sent.code() == "precondition_failed");
  }
  BOOST_TEST(get("/api/v1/things/a").header("etag") == "\"v1\"");
  BOOST_TEST(patch("\"v1\"").status() == 200);
  BOOST_TEST(patch("\"v1\"").status() == 412);
  BOOST_TEST(patch("\"x\", \"v2\"").status() == 200);
  BOOST_TEST(patch("\"v3-gzip\"").status() == 200);
  BOOST_TEST(patch("*").status() == 200);
  BOOST_TEST(get("/api/v1/things/a").header("etag") == "\"v5\"");
}

BOOST_AUTO_TEST_CASE(any_version_of_a_list_will_do) {
  BOOST_TEST(patch("\"v1\", \"v9\"").status() == 200);
  BOOST_TEST(patch("\"v9\",\"v2-gzip\" ,\"v1\"").status() == 200);
  BOOST_TEST(patch("\"v9\", \"v2\"").status() == 412);
  BOOST_TEST(patch("\"v9\", *").status() == 200);
}

BOOST_AUTO_TEST_CASE(an_upsert_may_overwrite_unseen_but_not_against_a_stale_version) {
  const auto put = [&](Headers headers) {
    headers.push_back({"content-type", "application/json"});
    return send(Method::put, "/api/v1/things/a", R"({"name":"x"})", std::move(headers)).status();
  };
  BOOST_TEST(put({}) == 200);
  BOOST_TEST(put({{"if-match", "\"v1\""}}) == 412);
  BOOST_TEST(put({{"if-match", "\"v2\""}}) == 200);
  BOOST_TEST(put({{"if-none-match", "*"}}) == 412);
  BOOST_TEST(put({{"if-none-match", "\"v1\""}}) == 200);
}

BOOST_AUTO_TEST_CASE(a_large_answer_is_compressed_when_asked_for_with_an_etag_of_its_own) {
  const auto plain = get("/api/v1/big");
  BOOST_TEST(plain.header("content-encoding") == "");
  BOOST_TEST(plain.header("etag") == "\"v7\"");
  BOOST_TEST(plain.header("vary") == "Accept-Encoding");
  const auto compressed = get("/api/v1/big", gzip);
  BOOST_TEST(compressed.header("content-encoding") == "gzip");
  BOOST_TEST(compressed.header("etag") == "\"v7-gzip\"");
  BOOST_TEST(compressed.header("vary") == "Accept-Encoding");
  BOOST_TEST(compressed.body().size() < 200U);
  BOOST_TEST(gunzip(compressed.body()) == plain.body());
}

BOOST_AUTO_TEST_CASE(a_compressed_answer_is_known_again_in_both_forms_and_304_names_the_form_that_the_client_has) {
  for (const std::string tag : {"\"v7-gzip\"", "\"v7\""}) {
    for (const auto& encoding : {"gzip", "identity"}) {
      const auto sent = get("/api/v1/big", {{"accept-encoding", encoding}, {"if-none-match", tag}});
      BOOST_TEST(sent.status() == 304);
      BOOST_TEST(sent.header("etag") == tag);
      BOOST_TEST(sent.header("vary") == "Accept-Encoding");
      BOOST_TEST(sent.header("content-encoding") == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(compression_begins_at_its_limit_and_only_where_it_was_asked_for) {
  const pipeline::Route route{};
  const auto encoding_of = [&](std::size_t size, const std::string& type, const std::string& accept) {
    http::Response response;
    response.content_type = type;
    response.body = std::string(size, 'x');
    pipeline::finish(request(Method::get, "/", "", {{"accept-encoding", accept}}), route, response);
    return std::string(response.header("content-encoding").value_or(""));
  };
  BOOST_TEST(encoding_of(1023, "application/json", "gzip") == "");
  BOOST_TEST(encoding_of(1024, "application/json", "gzip") == "gzip");
  BOOST_TEST(encoding_of(1024, "application/problem+json; charset=utf-8", "gzip") == "gzip");
  BOOST_TEST(encoding_of(1024, "text/csv; charset=utf-8", "*") == "gzip");
  BOOST_TEST(encoding_of(1024, "image/png", "gzip") == "");
  BOOST_TEST(encoding_of(1024, "application/json", "gzip;q=0") == "");
  BOOST_TEST(encoding_of(1024, "application/json", "identity") == "");
  BOOST_TEST(encoding_of(1024, "application/json", "") == "");
}

BOOST_AUTO_TEST_CASE(the_dashboard_is_asked_for_again_and_its_files_are_kept_for_good) {
  const auto page = get("/", test::nobody());
  BOOST_TEST(page.status() == 200);
  BOOST_TEST(page.response.content_type == "text/html; charset=utf-8");
  BOOST_TEST(page.header("cache-control") == "no-cache");
  const auto policy = page.header("content-security-policy");
  BOOST_TEST(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), policy);
  for (const char* never : {"http", "*", "unsafe-eval", "script-src 'self' "})
    BOOST_TEST(policy.find(never) == std::string::npos, never);

  int files = 0;
  const std::string marker = "/assets/";
  for (auto at = page.body().find(marker); at != std::string::npos; at = page.body().find(marker, at + 1), ++files) {
    const auto path = page.body().substr(at, page.body().find('"', at) - at);
    const auto file = get(path, gzip);
    BOOST_TEST(file.status() == 200, path);
    BOOST_TEST(file.header("cache-control") == "public, max-age=31536000, immutable", path);
    if (!path.ends_with(".svg")) BOOST_TEST(file.header("content-encoding") == "gzip", path);
    BOOST_TEST(get(path, {{"accept-encoding", "gzip"}, {"if-none-match", file.header("etag")}}).status() == 304, path);
  }
  BOOST_TEST(files >= 3);
  BOOST_TEST(get("/assets/nothing.js", test::nobody()).status() == 404);
}

BOOST_AUTO_TEST_CASE(pages_come_compressed_from_memory_and_are_known_again) {
  const auto plain = get("/docs", test::nobody());
  BOOST_TEST(plain.header("content-security-policy").find("script-src 'self'") != std::string::npos);
  const auto script = get("/docs/swagger-ui-bundle.js", gzip);
  BOOST_TEST(script.header("content-encoding") == "gzip");
  BOOST_TEST(get("/docs/swagger-ui-bundle.js", {{"accept-encoding", "gzip"}, {"if-none-match", script.header("etag")}})
                 .status() == 304);
}

BOOST_AUTO_TEST_SUITE_END()
