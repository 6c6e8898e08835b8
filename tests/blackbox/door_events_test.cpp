// The door of an event by server-sent events, as the dashboard reads it.
#include <boost/test/unit_test.hpp>

#include <chrono>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"
#include "tests/support/raw_socket.hpp"

using namespace tagwerk::test;
using namespace std::chrono_literals;

namespace {

struct Door {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/check-ins";
  Answer registration = world.register_heads(event, world.new_company(), 2);

  void enter(int head) {
    const auto code = registration.text("/participants/" + std::to_string(head) + "/ticket_code");
    BOOST_TEST_REQUIRE(world.desk.post(path, R"({"direction": "entry", "ticket_code": )" + quoted(code) + "}").status ==
                       200);
  }
};

// A connection that goes on: what has come so far.
class Listener {
 public:
  Listener(std::uint16_t port, const std::string& token, const std::string& path) : socket_(port) {
    socket_.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  }
  /// Waits until it has all come in this order.
  bool hears(const std::vector<std::string>& texts) {
    const auto end = std::chrono::steady_clock::now() + 5s;
    for (;;) {
      std::size_t at = 0;
      for (const auto& text : texts) {
        const auto found = at == std::string::npos ? at : heard_.find(text, at);
        at = found == std::string::npos ? found : found + text.size();
      }
      if (at != std::string::npos) return true;
      if (socket_.receive(heard_, end) != RawSocket::Event::bytes) return false;
    }
  }
  [[nodiscard]] const std::string& heard() const { return heard_; }

 private:
  RawSocket socket_;
  std::string heard_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(door_events, Door)

BOOST_AUTO_TEST_CASE(who_follows_the_door_hears_of_every_change_until_the_event_is_over) {
  Listener listener(world.server->port(), world.viewer.token(), path + "/events");
  BOOST_TEST(listener.hears({"HTTP/1.1 200 ", "event: summary\ndata: {\"lists\":[", R"("checked_in":0,"inside":0)"}),
             listener.heard());
  BOOST_TEST(listener.hears({"text/event-stream"}), listener.heard());
  enter(0);
  BOOST_TEST(listener.hears({R"("checked_in":0,)", "event: summary\n", R"("checked_in":1,"inside":1)"}),
             listener.heard());
  enter(1);
  BOOST_TEST(listener.hears({R"("checked_in":1,)", R"("checked_in":2,"inside":2)"}), listener.heard());
  BOOST_TEST_REQUIRE(
      world.organizer.patch("/api/v1/events/" + event, R"({"status": "completed"})", {{"If-Match", "*"}}).status ==
      200);
  BOOST_TEST(listener.hears({R"("checked_in":2,)", "event: end\n", R"("no_show":0)", "0\r\n\r\n"}), listener.heard());
}

BOOST_AUTO_TEST_CASE(of_an_event_that_is_over_there_is_the_end_alone) {
  BOOST_TEST_REQUIRE(
      world.organizer.patch("/api/v1/events/" + event, R"({"status": "completed"})", {{"If-Match", "*"}}).status ==
      200);
  const auto news = world.viewer.get(path + "/events");
  BOOST_TEST(news.status == 200);
  BOOST_TEST(news.header("content-type") == "text/event-stream");
  BOOST_TEST(news.header("cache-control") == "no-store");
  BOOST_TEST(news.body.starts_with("event: end\ndata: {\"lists\":[{\"list\":\"default\""), news.body);
  BOOST_TEST(news.body.ends_with("}\n\n"));
  // The same figures as the summary.
  const auto summary = world.viewer.get(path + "/summary");
  BOOST_TEST(news.body.find(summary.body) != std::string::npos, summary.body);
}

BOOST_AUTO_TEST_CASE(the_door_of_others_is_not_there) {
  BOOST_TEST(outcome(world.viewer.get("/api/v1/events/" + std::string(nobodys_id) + "/check-ins/events")) ==
             "404 not_found");
  BOOST_TEST(world.stranger.get(path + "/events").status == 404);
  BOOST_TEST(world.partner.get(path + "/events").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
