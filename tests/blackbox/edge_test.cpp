// The strict edge as the real server has it in force: a few of each kind; tests/http and tests/server have them all.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

// What the server answers to raw bytes, and whether it then ends the connection.
struct RawAnswer {
  int status;
  bool closed;
};
RawAnswer send_raw(const std::string& bytes) {
  HttpClient client(World::get().server->port());
  client.send(bytes);
  const auto answer = client.read_answer();
  return {answer.status, client.is_silent_for(std::chrono::milliseconds(50)) ? false : client.ends()};
}

std::string with_headers(const std::string& lines) { return "GET /healthz HTTP/1.1\r\n" + lines + "\r\n"; }

std::string post(const std::string& framing, const std::string& body) {
  return "POST /api/v1/series HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + World::get().organizer.token() +
         "\r\nContent-Type: application/json\r\n" + framing + "\r\n" + body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edge)

BOOST_AUTO_TEST_CASE(what_breaks_the_syntax_of_http_is_refused_and_the_connection_ends) {
  struct Case {
    const char* name;
    std::string bytes;
    int status;
  };
  const Case cases[] = {
      {"no host", with_headers(""), 400},
      {"two hosts", with_headers("Host: a\r\nHost: b\r\n"), 400},
      {"obs-fold", with_headers("Host: a\r\nX: 1\r\n 2\r\n"), 400},
      {"bare line feed", "GET /healthz HTTP/1.1\nHost: a\n\n", 400},
      {"space before colon", with_headers("Host: a\r\nX : 1\r\n"), 400},
      {"control character", with_headers(std::string("Host: a\r\nX: 1\x01\r\n")), 400},
      {"nul", with_headers("Host: a\r\nX: 1" + std::string(1, '\0') + "\r\n"), 400},
      {"two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), 400},
      {"length and chunked", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "{}"), 400},
      {"unknown coding", post("Transfer-Encoding: xyz\r\n", ""), 501},
      {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", ""), 400},
      {"gzip inside", post("Transfer-Encoding: gzip, chunked\r\n", ""), 501},
      {"bad chunk", post("Transfer-Encoding: chunked\r\n", "x\r\n"), 400},
      {"unknown method", "BREW /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"lower-case method", "get /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"version", "GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"long headers", with_headers("Host: a\r\nX: " + std::string(17000, 'a') + "\r\n"), 431},
      {"other expectation", post("Content-Length: 2\r\nExpect: 200-ok\r\n", "{}"), 417},
  };
  for (const auto& one : cases) {
    const auto answer = send_raw(one.bytes);
    BOOST_TEST(answer.status == one.status, one.name << ": " << answer.status);
    BOOST_TEST(answer.closed, one.name);
  }
}

BOOST_AUTO_TEST_CASE(remote_crash_by_a_long_trailer_is_refused_and_the_server_lives) {
  const auto answer =
      send_raw(post("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\nX: " + std::string(65536, 'a') + "\r\n\r\n"));
  BOOST_TEST(answer.status == 400);
  BOOST_TEST(World::get().anonymous.get("/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(what_is_lenient_but_legal_is_understood) {
  HttpClient client(World::get().server->port());
  client.send("\r\n\r\nGET http://elsewhere.example/healthz HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 200);
  client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 204);
  client.send(
      "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nHEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "ok\n");
  const auto head = client.read_answer(true);
  BOOST_TEST(head.header("content-length") == "3");
  BOOST_TEST(client.read_answer().status == 404);
  client.send(post("transfer-encoding: CHUNKED\r\n", "1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX-Trailer: 1\r\n\r\n"));
  BOOST_TEST(client.read_answer().status == 422);  // {} lacks what a series needs: it arrived
  client.send("GET /healthz HTTP/1.0\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(refusals_of_the_application_keep_the_connection) {
  auto& world = World::get();
  HttpClient client(world.server->port());
  const std::string token = "Bearer " + world.viewer.token();
  const Headers json{{"Authorization", token}, {"Content-Type", "application/json"}};
  BOOST_TEST(client.get("/api/v1/series").status == 401);
  BOOST_TEST(client.get("/api/v1/events/unknown", {{"Authorization", token}}).status == 404);
  BOOST_TEST(client.post("/api/v1/series", "{}", json).status == 403);
  const Headers organizer{{"Authorization", "Bearer " + world.organizer.token()}, {"Content-Type", "text/plain"}};
  BOOST_TEST(client.post("/api/v1/series", "{}", organizer).status == 415);
  const Headers organizer_json{{"Authorization", "Bearer " + world.organizer.token()},
                               {"Content-Type", "application/json"}};
  BOOST_TEST(client.post("/api/v1/series", "{", organizer_json).status == 400);
  BOOST_TEST(client.post("/api/v1/series", "{}", organizer_json).status == 422);
  const auto last = client.get("/healthz");
  BOOST_TEST(last.status == 200);
  BOOST_TEST(last.keeps_alive());
}

BOOST_AUTO_TEST_CASE(a_body_over_its_routes_limit_is_refused_before_it_is_read) {
  constexpr std::size_t limit = 256 * 1024;
  const auto padded = [](std::size_t bytes) { return "{" + std::string(bytes - 2, ' ') + "}"; };
  BOOST_TEST(World::get().organizer.post("/api/v1/series", padded(limit)).status == 422);
  const auto over = World::get().organizer.post("/api/v1/series", padded(limit + 1));
  BOOST_TEST(over.status == 413);
  HttpClient client(World::get().server->port());
  client.send(post("Content-Length: 1000000000\r\nExpect: 100-continue\r\n", ""));
  BOOST_TEST(client.read_answer().status == 413);
  HttpClient other(World::get().server->port());
  other.send(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
  BOOST_TEST(other.read_answer().status == 100);
  other.send("{}");
  BOOST_TEST(other.read_answer().status == 422);
}

BOOST_AUTO_TEST_CASE(every_answer_has_a_request_id_and_says_what_it_is) {
  const auto made = World::get().anonymous.get("/healthz");
  BOOST_TEST(made.header("x-request-id") != "");
  BOOST_TEST(made.header("x-content-type-options") == "nosniff");
  const auto echoed = World::get().anonymous.get("/api/v1/series", {{"X-Request-Id", "my-request-17"}});
  BOOST_TEST(echoed.header("x-request-id") == "my-request-17");
  BOOST_TEST(echoed.text("/request_id") == "my-request-17");
}

BOOST_AUTO_TEST_CASE(long_answers_are_compressed_when_asked_for_with_an_etag_of_their_own) {
  const auto& client = World::get().anonymous;
  const auto plain = client.get("/api/v1/openapi.json");
  const auto packed = client.get("/api/v1/openapi.json", {{"Accept-Encoding", "gzip"}});
  BOOST_TEST(plain.header("content-encoding") == "");
  BOOST_TEST(packed.header("content-encoding") == "gzip");
  BOOST_TEST(packed.body.size() < plain.body.size() / 3);
  BOOST_TEST(plain.header("etag") != packed.header("etag"));
  BOOST_TEST(packed.header("vary").find("Accept-Encoding") != std::string::npos);
  BOOST_TEST(client.get("/healthz", {{"Accept-Encoding", "gzip"}}).header("content-encoding") == "");
}

BOOST_AUTO_TEST_CASE(docs_page_loads_nothing_from_elsewhere) {
  const auto page = World::get().anonymous.get("/docs");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.header("content-security-policy").find("script-src 'self'") != std::string::npos);
  BOOST_TEST(page.body.find("http://") == std::string::npos);
  BOOST_TEST(page.body.find("https://") == std::string::npos);
  BOOST_TEST(World::get().anonymous.get("/docs/swagger-ui-bundle.js").status == 200);
}

BOOST_AUTO_TEST_CASE(the_dashboard_loads_nothing_from_elsewhere) {
  const auto& client = World::get().anonymous;
  const auto page = client.get("/");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.header("content-security-policy").find("script-src 'self';") != std::string::npos);
  BOOST_TEST(page.body.find("http://") == std::string::npos);
  BOOST_TEST(page.body.find("https://") == std::string::npos);
  const auto missing = client.get("/assets/index-00000000.js");
  BOOST_TEST(missing.status == 404);
  BOOST_TEST(missing.code() == "not_found");
  BOOST_TEST(missing.header("cache-control") == "no-store");
}

BOOST_AUTO_TEST_CASE(metrics_count_what_was_answered) {
  const auto before = World::get().anonymous.get("/metrics");
  BOOST_TEST(before.status == 200);
  BOOST_TEST(before.body.find("# TYPE ") != std::string::npos);
  BOOST_TEST(before.body.find("/api/v1/events/{event_id}") ==
             before.body.find("/api/v1/events/"));  // patterns, no paths
}

BOOST_AUTO_TEST_CASE(too_many_unknown_tokens_from_one_peer_are_throttled_and_known_ones_are_not) {
  auto& world = World::get();
  ServerProcess server(binary(), world.database.url(), {{"TAGWERK_AUTH_FAILED_TOKENS_PER_MINUTE", "5"}});
  const Client guesser(server.port(), "twk_guess");
  for (int i = 0; i < 5; ++i) BOOST_TEST(guesser.get("/api/v1/series").status == 401);
  const auto throttled = guesser.get("/api/v1/series");
  BOOST_TEST(throttled.status == 429);
  BOOST_TEST(throttled.header("retry-after") != "");
}

BOOST_AUTO_TEST_CASE(a_revoked_token_ends_within_five_seconds_on_every_process) {
  auto& world = World::get();
  ServerProcess second(binary(), world.database.url());
  const auto made = world.admin.post("/api/v1/tokens", R"({"name": "short lived", "role": "viewer"})");
  BOOST_TEST_REQUIRE(made.status == 201);
  const Client here(world.server->port(), made.text("/token"));
  const Client there(second.port(), made.text("/token"));
  BOOST_TEST(here.get("/api/v1/series").status == 200);
  BOOST_TEST(there.get("/api/v1/series").status == 200);
  BOOST_TEST(world.admin.remove("/api/v1/tokens/" + made.id(), {{"If-Match", "*"}}).status == 204);
  BOOST_TEST(here.get("/api/v1/series").status == 401);
  const auto start = std::chrono::steady_clock::now();
  while (there.get("/api/v1/series").status == 200) {
    BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
  }
}

BOOST_AUTO_TEST_CASE(a_slow_client_is_cut) {
  auto& world = World::get();
  ServerProcess server(binary(), world.database.url(),
                       {{"TAGWERK_HEADER_TIMEOUT_MS", "400"}, {"TAGWERK_BODY_TIMEOUT_MS", "400"}});
  const auto start = std::chrono::steady_clock::now();
  HttpClient client(server.port());
  client.send("GET /healthz HTT");
  const auto answer = client.read_answer_or_end();
  if (answer) BOOST_TEST(answer->status == 408);
  BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(refused_heads_are_logged_with_peer_and_request_id) {
  const TemporaryFolder folder;
  const auto log = folder.path() + "/log";
  ServerProcess server(binary(), World::get().database.url(),
                       {{"TAGWERK_LOG_FILE", log}, {"TAGWERK_HEADER_TIMEOUT_MS", "300"}});
  std::vector<std::string> ids;
  for (const auto& bytes :
       {std::string("BAD\r\n\r\n"), "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n",
        with_headers("Host: a\r\nX: " + std::string(17000, 'a') + "\r\n"), std::string("GET /he")}) {
    HttpClient client(server.port());
    client.send(bytes);
    ids.push_back(client.read_answer().header("x-request-id"));
  }
  BOOST_TEST(server.stop() == 0);
  const auto lines = read_file(log);
  for (const auto& id : ids) {
    const auto at = lines.find("\"request_id\":\"" + id + "\",\"peer\":\"127.0.0.1\"");
    BOOST_TEST(at != std::string::npos, id << " in " << lines);
  }
}

BOOST_AUTO_TEST_CASE(a_refusal_in_german_still_names_the_value) {
  HttpClient client(World::get().server->port());
  client.send("GET /healthz HTTP/1.1\r\nAccept-Language: de\r\nHost: a b\r\n\r\n");
  const auto answer = client.read_answer();
  BOOST_TEST(answer.header("content-language") == "de");
  BOOST_TEST(answer.body.find("'a b'") != std::string::npos, answer.body);
  BOOST_TEST(answer.body.find("Genau eine") != std::string::npos, answer.body);
}

BOOST_AUTO_TEST_CASE(readiness_does_not_tell_the_world_which_database_it_is) {
  const auto ready = World::get().anonymous.get("/readyz");
  BOOST_TEST(ready.text("/database") == "reachable");
}

BOOST_AUTO_TEST_SUITE_END()
