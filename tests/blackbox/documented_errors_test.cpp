// Runs after the others and asks of each route in the OpenAPI document whether some test has seen every answer that is
// documented there, good ones and refusals; and whether nothing was answered that is not documented.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;
namespace unit = boost::unit_test;

namespace {

using Answers = std::set<std::string>;          // "200", "409 already_exists"
using Routes = std::map<std::string, Answers>;  // by "GET /api/v1/events/{event_id}"

// Not to be had of every route by asking; each has tests of its own.
const Answers asked_elsewhere{
    "500 internal_error",              // our own mistakes
    "503 database_unavailable",        // database_loss_test.cpp
    "503 outcome_unknown",             // tests/storage
    "504 statement_timeout",           // tests/storage
    "503 statistics_busy",             // thousands must wait: tests/statistics
    "503 desk_busy",                   // thousands must wait: tests/registration
    "503 gate_busy",                   // likewise
    "503 sub_groups_busy",             // three must search at once: tests/trips
    "503 too_many_streams",            // hundreds must follow: tests/jobs, tests/registration
    "409 too_many_jobs",               // tests/jobs
    "409 too_many_plans",              // hundreds must be made
    "409 too_many_wishes",             // likewise
    "409 too_many_absences",           // likewise
    "409 too_many_exclusions",         // likewise
    "429 rate_limited",                // off unless configured: tests/pipeline
    "429 too_many_failed_tokens",      // edge_test.cpp
    "409 idempotency_key_in_progress"  // the first request must be slow: idempotency_test.cpp
};
const std::set<std::pair<std::string, std::string>> impossible_here{
    // Nothing in the request can differ.
    {"POST /api/v1/registrations/{registration_id}/confirmation", "422 idempotency_key_reused"},
    {"POST /api/v1/registrations/{registration_id}/waitlist-departure", "422 idempotency_key_reused"},
    {"POST /api/v1/events/{event_id}/check-ins/{check_in_id}/annulment", "422 idempotency_key_reused"},
    {"POST /api/v1/vendor-participations/{participation_id}/booking", "422 idempotency_key_reused"},
    {"POST /api/v1/vendor-participations/{participation_id}/confirmation", "422 idempotency_key_reused"},
    // The tests are on the machine itself, which needs no token.
    {"GET /metrics", "401 unauthenticated"},
    {"GET /metrics", "403 forbidden"}};
// What is wrong with one member or parameter is the same everywhere and stands for itself.
const std::set<std::string> of_members{"required",     "wrong_type",        "wrong_length",  "wrong_format",
                                       "out_of_range", "unknown_member",    "unknown_value", "duplicate_member",
                                       "wrong_count",  "unknown_parameter", "wrong_order",   "merged"};
// Said before the route is asked, when it takes no body: the document's `default`.
const std::string body_not_taken = "413 body_too_large";

std::string upper(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "Refused: `a` `b`" → "409 a", "409 b".
void add_documented(Answers& answers, const std::string& status, const std::string& description) {
  constexpr std::string_view refused = "Refused: ";
  if (!description.starts_with(refused)) {
    answers.insert(status);
    return;
  }
  std::istringstream words(description.substr(refused.size()));
  for (std::string word; words >> word;) answers.insert(status + " " + word.substr(1, word.size() - 2));
}

Routes documented() {
  const auto document = World::get().anonymous.get("/api/v1/openapi.json");
  Routes routes;
  for (const auto& [pattern, methods] : document.at("/paths").members) {
    for (const auto& [method, operation] : methods.members) {
      auto& answers = routes[upper(method) + " " + pattern];
      for (const auto& [status, response] : operation.find("responses")->members) {
        if (status != "default") add_documented(answers, status, response.find("description")->text);
      }
    }
  }
  return routes;
}

std::vector<std::string> segments(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream all(text);
  for (std::string part; std::getline(all, part, '/');) parts.push_back(part);
  if (text.ends_with('/')) parts.emplace_back();
  return parts;
}

// "{participant_id}.png" is any segment that ends so.
bool fits_segment(const std::string& pattern, const std::string& segment) {
  if (!pattern.starts_with('{')) return pattern == segment;
  const auto ending = pattern.substr(pattern.find('}') + 1);
  return segment.size() > ending.size() && segment.ends_with(ending);
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  return pattern.size() == path.size() && std::equal(pattern.begin(), pattern.end(), path.begin(), fits_segment);
}

// The documented name of what was asked; of several the one with the fewest parameters. "" for none.
std::string route_of(const std::map<std::string, std::vector<std::string>>& patterns, const Exchanged& asked) {
  const auto path = segments(asked.method + " " + asked.path);
  const auto parameters = [](const std::string& name) { return std::count(name.begin(), name.end(), '{'); };
  std::string best;
  for (const auto& [name, pattern] : patterns) {
    if (fits(pattern, path) && (best.empty() || parameters(name) < parameters(best))) best = name;
  }
  return best;
}

Routes seen(const Routes& routes) {
  std::map<std::string, std::vector<std::string>> patterns;
  for (const auto& [name, answers] : routes) patterns[name] = segments(name);
  Routes found;
  for (const auto& asked : journal()) {
    const auto name = route_of(patterns, asked);
    if (name.empty() || asked.status == 405) continue;  // a 405 is about all methods of an address
    const auto status = std::to_string(asked.status);
    if (asked.codes.empty()) found[name].insert(status);
    for (const auto& code : asked.codes) found[name].insert(status + " " + code);
  }
  return found;
}

std::string those(const Answers& answers, const std::function<bool(const std::string&)>& are_wanted) {
  std::string list;
  for (const auto& answer : answers) {
    if (are_wanted(answer)) list.append(list.empty() ? "" : ", ").append(answer);
  }
  return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documented_errors)

BOOST_AUTO_TEST_CASE(every_documented_answer_was_seen_and_no_other,
                     *unit::depends_on("accounts") * unit::depends_on("returns") * unit::depends_on("offers") *
                         unit::depends_on("holds") * unit::depends_on("delegates") * unit::depends_on("approvals") *
                         unit::depends_on("attendance") * unit::depends_on("audit") * unit::depends_on("capacity") *
                         unit::depends_on("capacity_use") * unit::depends_on("check_in_lists") *
                         unit::depends_on("check_in_offline") * unit::depends_on("check_ins") *
                         unit::depends_on("companies") * unit::depends_on("door") * unit::depends_on("door_events") *
                         unit::depends_on("edge") * unit::depends_on("event_life") * unit::depends_on("events") *
                         unit::depends_on("explanations") * unit::depends_on("grade_limits") *
                         unit::depends_on("grades") * unit::depends_on("groups") * unit::depends_on("idempotency") *
                         unit::depends_on("imports") * unit::depends_on("lists") * unit::depends_on("merges") *
                         unit::depends_on("organization") * unit::depends_on("overbooking") *
                         unit::depends_on("past_bookings") * unit::depends_on("people") *
                         unit::depends_on("questions") * unit::depends_on("reach") * unit::depends_on("regions") *
                         unit::depends_on("registrations") * unit::depends_on("route_input") *
                         unit::depends_on("route_walk") * unit::depends_on("series") * unit::depends_on("statistics") *
                         unit::depends_on("terms") * unit::depends_on("tickets") * unit::depends_on("tokens") *
                         unit::depends_on("trip_feedback") * unit::depends_on("trip_travellers") *
                         unit::depends_on("vendor_booths") * unit::depends_on("vendor_leads") *
                         unit::depends_on("vendor_packages") * unit::depends_on("vendor_participations") *
                         unit::depends_on("vendor_staff") * unit::depends_on("vendor_statistics") *
                         unit::depends_on("venues") * unit::depends_on("visa_rules") * unit::depends_on("waitlist")) {
  const auto routes = documented();
  BOOST_TEST(routes.size() > 60u);
  auto answers = seen(routes);
  for (const auto& [name, wanted] : routes) {
    const auto& had = answers[name];
    const auto missing = those(wanted, [&, &n = name](const std::string& answer) {
      return !had.contains(answer) && !asked_elsewhere.contains(answer) && !impossible_here.contains({n, answer});
    });
    BOOST_TEST(missing == "", "no test has seen of " << name << ": " << missing);
    const auto undocumented = those(had, [&, &w = wanted](const std::string& answer) {
      const bool is_of_member = answer.starts_with("422 ") && of_members.contains(answer.substr(4));
      return !w.contains(answer) && !asked_elsewhere.contains(answer) && !is_of_member && answer != body_not_taken;
    });
    BOOST_TEST(undocumented == "", name << " answers what is not documented: " << undocumented);
  }
}

BOOST_AUTO_TEST_SUITE_END()
