// What happens when the system allows fewer open files than there may be connections.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <vector>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

BOOST_AUTO_TEST_SUITE(open_files)

BOOST_AUTO_TEST_CASE(idle_connections_without_a_token_cannot_starve_the_database_of_file_descriptors) {
  auto& world = World::get();
  const TemporaryFolder folder;
  Process server({"/bin/bash", "-c", "ulimit -Sn 128; ulimit -Hn 256; exec \"$0\" serve --port 0", binary()},
                 {{"TAGWERK_DATABASE_URL", world.database.url()}}, folder.path() + "/server");
  const auto address = server.wait_for_line("listening on ", std::chrono::seconds(20));
  const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  BOOST_TEST(server.err().find("instead of 4096: 256 open files") != std::string::npos, server.err());

  // Nothing has needed the database yet: its connections are opened only now, when everything else is taken.
  HttpClient early(port);
  BOOST_TEST(early.get("/healthz").status == 200);
  std::vector<HttpClient> idle;
  HttpAnswer refused;
  for (int i = 0; i < 256 && refused.status == 0; ++i) {
    auto& client = idle.emplace_back(port);
    client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_answer();
    if (answer.status != 200) refused = answer;
  }
  BOOST_TEST(refused.status == 503);
  BOOST_TEST(refused.has("retry-after"));
  BOOST_TEST(refused.body.find("\"overloaded\"") != std::string::npos, refused.body);
  for (int i = 0; i < 200; ++i) idle.emplace_back(port);
  const Headers token{{"Authorization", "Bearer " + world.organizer.token()}};
  BOOST_TEST(early.get("/api/v1/companies?limit=1", token).status == 200);
  BOOST_TEST(early.get("/readyz").status == 200);
}

BOOST_AUTO_TEST_CASE(too_few_open_files_for_any_client_is_one_line_that_says_so) {
  const auto done = run_program({"/bin/bash", "-c", "ulimit -n 40; exec \"$0\" serve --port 0", binary()},
                                {{"TAGWERK_DATABASE_URL", World::get().database.url()}});
  BOOST_TEST(done.status == 1);
  BOOST_TEST(done.err.find("open files (40) is too low") != std::string::npos, done.err);
}

BOOST_AUTO_TEST_SUITE_END()
