// A rush for scarce places: many clients, two processes, several pools, groups of all sizes and waiting-list policies,
// cancellations mixed in. Afterwards every counter agrees with its rows, no pool was ever beyond its limit, nobody who came later
// has what somebody before him waits for, and nobody waits for what is free. And the proof that the test can fail.
// ATTEMPTS in the environment: how many (scripts/soak makes more).
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <thread>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr int clients = 16;
constexpr int event_count = 4;
const std::map<std::string, std::int64_t> limits{{"participants", 200}, {"hotel_rooms", 60}, {"workshop", 40}};
// Who came first is decided under a lock and not by the clock: only those further apart are compared.
constexpr std::chrono::milliseconds apart{500};

int attempts() {
  const char* wanted = std::getenv("ATTEMPTS");
  return wanted == nullptr ? 20'000 : std::atoi(wanted);
}

struct Rush {
  std::atomic<int> left;
  std::atomic<int> registered = 0, waiting = 0, refused = 0, cancelled = 0, strange = 0, beyond = 0;
};

std::string pick_group(std::mt19937& random, const std::vector<std::string>& companies) {
  const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  const char* const policies[] = {"none", "all_or_nothing", "partial"};
  std::string pools;
  if (up_to(3) == 0) pools = R"("hotel_rooms": )" + std::to_string(1 + up_to(2));
  if (up_to(4) == 0) pools += (pools.empty() ? "" : ", ") + std::string(R"("workshop": 1)");
  return R"({"company_id": ")" + companies[static_cast<std::size_t>(up_to(static_cast<int>(companies.size()) - 1))] +
         R"(", "headcount": )" + std::to_string(1 + up_to(3)) + R"(, "pools": {)" + pools + R"(}, "waitlist": ")" +
         policies[up_to(2)] + R"("})";
}

class Visitor {
 public:
  Visitor(Rush& rush, std::uint16_t port, const std::string& token, unsigned seed)
      : rush_(rush),
        client_(port, std::chrono::seconds(30)),
        random_(seed),
        headers_{{"authorization", "Bearer " + token}, {"content-type", "application/json"}} {}

  void run(const std::vector<std::string>& events, const std::vector<std::string>& companies) {
    while (rush_.left-- > 0) {
      const auto& event = events[random_() % events.size()];
      if (!mine_.empty() && random_() % 5 < 2) {
        cancel();
      } else {
        enter(event, pick_group(random_, companies));
      }
      if (random_() % 50 == 0) look(event);
    }
  }

 private:
  void enter(const std::string& event, const std::string& group) {
    const auto answer = client_.post("/api/v1/events/" + event + "/registrations", group, headers_);
    if (answer.status == 201) {
      ++rush_.registered;
      rush_.waiting += answer.body.find(R"("status":"confirmed")") == std::string::npos ? 1 : 0;
      const auto id = answer.header("location");
      mine_.push_back(id);
    } else if (answer.status == 409) {
      ++rush_.refused;
    } else {
      ++rush_.strange;
    }
  }
  void cancel() {
    const auto place = random_() % mine_.size();
    const auto answer = client_.post(mine_[place] + "/cancellation", "", headers_);
    rush_.cancelled += answer.status == 200 ? 1 : 0;
    rush_.strange += answer.status == 200 ? 0 : 1;
    mine_[place] = mine_.back();
    mine_.pop_back();
  }
  void look(const std::string& event) {
    const auto answer = client_.get("/api/v1/events/" + event + "/capacity", headers_);
    const auto json = tagwerk::json::parse(answer.body);
    if (answer.status != 200 || !json) {
      ++rush_.strange;
      return;
    }
    const Answer read{.status = 200, .headers = {}, .body = {}, .json = *json};
    for (std::size_t i = 0; i < read.size("/pools"); ++i) {
      const auto pool = "/pools/" + std::to_string(i);
      const auto limit = limits.find(read.text(pool + "/key"));
      if (limit != limits.end() && read.integer(pool + "/confirmed") > limit->second) ++rush_.beyond;
    }
  }

  Rush& rush_;
  HttpClient client_;
  std::mt19937 random_;
  Headers headers_;
  std::vector<std::string> mine_;
};

struct Entry {
  std::string id;
  std::string registered_at;
  bool all_or_nothing = false;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> shares;  // confirmed, waitlisted
};
std::vector<Entry> entries_of(const Client& client, const std::string& event) {
  std::vector<Entry> entries;
  for (std::string path = "/api/v1/events/" + event + "/registrations?limit=500"; !path.empty();) {
    const auto page = client.get(path);
    BOOST_TEST_REQUIRE(page.status == 200);
    for (std::size_t i = 0; i < page.size("/results"); ++i) {
      const auto at = "/results/" + std::to_string(i);
      if (page.text(at + "/status") == "cancelled") continue;
      Entry entry{.id = page.text(at + "/id"),
                  .registered_at = page.text(at + "/registered_at"),
                  .all_or_nothing = page.text(at + "/waitlist") == "all_or_nothing",
                  .shares = {}};
      entry.shares["participants"] = {page.integer(at + "/confirmed_headcount"),
                                      page.integer(at + "/waitlisted_headcount")};
      for (const char* key : {"hotel_rooms", "workshop"}) {
        const auto pool = at + "/pools/" + key;
        if (page.has(pool)) entry.shares[key] = {page.integer(pool + "/confirmed"), page.integer(pool + "/waitlisted")};
      }
      entries.push_back(std::move(entry));
    }
    path = page.is_null("/next") ? "" : page.text("/next");
  }
  return entries;
}

std::int64_t micros(const std::string& instant) {
  return tagwerk::core::unix_microseconds(tagwerk::core::parse_rfc3339(instant).value());
}

// What is set aside for those who wait stays theirs: whoever came later and has places of a pool left enough of them free.
void check_order(const std::vector<Entry>& entries, const std::string& pool, std::int64_t limit) {
  std::int64_t confirmed = 0;
  std::int64_t last_served = 0;
  for (const auto& entry : entries) {
    const auto share = entry.shares.find(pool);
    if (share == entry.shares.end() || share->second.first == 0) continue;
    confirmed += share->second.first;
    last_served = std::max(last_served, micros(entry.registered_at));
  }
  BOOST_TEST(confirmed <= limit, pool << " " << confirmed << " of " << limit);
  std::int64_t waiting_before = 0;
  for (const auto& entry : entries) {
    const auto share = entry.shares.find(pool);
    if (share == entry.shares.end()) continue;
    if (micros(entry.registered_at) + std::chrono::microseconds(apart).count() < last_served)
      waiting_before += share->second.second;
  }
  BOOST_TEST(waiting_before <= limit - confirmed,
             pool << ": " << waiting_before << " are waited for by those before, " << limit - confirmed << " are free");
}

// The first of the queue cannot be served: otherwise he would have been. Who that is only the database knows for sure.
void check_served(const std::string& first_of_queue, const std::vector<Entry>& entries,
                  const std::map<std::string, std::int64_t>& free) {
  const auto first =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.id == first_of_queue; });
  BOOST_TEST_REQUIRE((first != entries.end()));
  const bool all_fits = std::all_of(first->shares.begin(), first->shares.end(),
                                    [&](const auto& share) { return share.second.second <= free.at(share.first); });
  BOOST_TEST(!all_fits, first_of_queue << " waits for what is free");
}

std::optional<std::string> first_of_queue(World& world, const std::string& event) {
  return world.database.database().read([&](tagwerk::storage::Transaction& tx) {
    return tx.select_one(
        "select id from registrations where event_id = :event and waits = 1 order by queue_number limit 1",
        {{"event", tagwerk::core::EventId::parse(event).value()}},
        [](tagwerk::storage::Row& row) { return row.next<tagwerk::core::RegistrationId>().text(); });
  });
}

void rush_for(Rush& rush, const std::vector<std::string>& events, const std::vector<std::string>& companies,
              std::uint16_t one, std::uint16_t two, const std::string& token) {
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      try {
        Visitor(rush, i % 2 == 0 ? one : two, token, i).run(events, companies);
      } catch (const std::exception&) {
        ++rush.strange;
      }
    });
  }
}

std::vector<std::string> make_events(World& world, int count) {
  std::vector<std::string> events;
  for (int i = 0; i < count; ++i) {
    events.push_back(world.new_event());
    world.set_capacity(events.back(), R"([{"key": "participants", "limit": 200}, {"key": "hotel_rooms", "limit": 60},
                                          {"key": "workshop", "limit": 40}])");
  }
  return events;
}

std::vector<std::string> make_companies(World& world) {
  std::vector<std::string> companies;
  for (int i = 0; i < 30; ++i) companies.push_back(world.new_company());
  return companies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scarce_places)

BOOST_AUTO_TEST_CASE(in_a_rush_nothing_is_oversold_and_the_queue_keeps_its_order) {
  auto& world = World::get();
  ServerProcess second(binary(), world.database.url());
  const auto events = make_events(world, event_count);
  const auto companies = make_companies(world);
  Rush rush{.left = attempts()};
  rush_for(rush, events, companies, world.server->port(), second.port(), world.organizer.token());
  BOOST_TEST_MESSAGE(rush.registered << " registered, " << rush.waiting << " of them waited, " << rush.refused
                                     << " refused, " << rush.cancelled << " cancelled");
  BOOST_TEST(rush.strange == 0);
  BOOST_TEST(rush.beyond == 0);
  BOOST_TEST(rush.waiting > 100);
  BOOST_TEST(rush.refused > 100);
  BOOST_TEST(rush.cancelled > 100);
  for (const auto& event : events) {
    const auto entries = entries_of(world.organizer, event);
    std::map<std::string, std::int64_t> free;
    for (const auto& [pool, limit] : limits) {
      check_order(entries, pool, limit);
      free[pool] = limit;
      for (const auto& entry : entries) {
        if (const auto share = entry.shares.find(pool); share != entry.shares.end()) free[pool] -= share->second.first;
      }
    }
    if (const auto first = first_of_queue(world, event)) check_served(*first, entries, free);
  }
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_CASE(the_same_rush_without_the_lock_is_found_out) {
  auto& world = World::get();
  const Variables broken{{"TAGWERK_FAULT", "no_capacity_lock"}};
  ServerProcess first(TAGWERK_FAULTY_BINARY, world.database.url(), broken);
  ServerProcess second(TAGWERK_FAULTY_BINARY, world.database.url(), broken);
  Rush rush{.left = 3'000};
  rush_for(rush, make_events(world, 1), make_companies(world), first.port(), second.port(), world.organizer.token());
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 1, doctor.out << doctor.err);
  BOOST_TEST(tagwerk::test::tagwerk(world.database.url(), {"doctor", "--repair"}).status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
