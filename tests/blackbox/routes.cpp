#include "tests/blackbox/routes.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <sstream>
#include <thread>

#include "tests/blackbox/begun_trip.hpp"
#include "tests/blackbox/tripping.hpp"

namespace tagwerk::test {
namespace {

using json::Node;

std::string upper(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// Of world.vendor's company, at that event.
void add_vendor_objects(World& world, std::map<std::string, std::string>& ids) {
  const auto& organizer = world.organizer;
  const auto event = "/api/v1/events/" + ids["event_id"];
  ids["package_key"] = "walk";
  BOOST_TEST_REQUIRE(organizer.post(event + "/vendor-packages", R"({"key": "walk", "name": "Rundgang"})").status ==
                     201);
  ids["participation_id"] = organizer
                                .post(event + "/vendor-participations",
                                      R"({"package": "walk", "company_id": ")" + world.vendor_company + "\"}")
                                .id();
  const auto participation = "/api/v1/vendor-participations/" + ids["participation_id"];
  BOOST_TEST_REQUIRE(organizer.post(participation + "/booking", "").status == 200);
  ids["booth_id"] = organizer.post(event + "/booths", R"({"number": "1", "kind": "booth"})").id();
  ids["staff_id"] = organizer
                        .post(participation + "/staff",
                              R"({"given_name": "Anna", "family_name": "Beispiel", "email": "anna@example.org"})")
                        .id();
  ids["lead_id"] = world.vendor
                       .post(participation + "/leads",
                             R"({"rating": "hot", "consent": false, "company_id": ")" + world.partner_company + "\"}")
                       .id();
}

// Of world.partner's company and world.vendor's, which take part in that event.
void add_talk_objects(World& world, std::map<std::string, std::string>& ids) {
  const auto& organizer = world.organizer;
  const auto event = "/api/v1/events/" + ids["event_id"];
  BOOST_TEST_REQUIRE(organizer
                         .put(event + "/talks/settings", R"({"slot_minutes": 20, "tables": 1, "sessions": [
      {"key": "day", "name": "Tag", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "10:00"}]})")
                         .status == 200);
  const auto pair =
      R"({"company_id": ")" + world.partner_company + R"(", "with_company_id": ")" + world.vendor_company + "\"}";
  ids["talk_wish_id"] = organizer.post(event + "/talk-wishes", pair).id();
  ids["talk_absence_id"] =
      organizer
          .post(event + "/talk-absences",
                R"({"company_id": ")" + world.partner_company +
                    R"(", "starts_at": "2030-11-10T07:00:00Z", "ends_at": "2030-11-10T07:30:00Z"})")
          .id();
  BOOST_TEST_REQUIRE(
      organizer.post("/api/v1/talk-wishes/" + ids["talk_wish_id"] + "/answer", R"({"accepted": true})").status == 200);
  ids["job_id"] = organizer.post(event + "/talk-plans", "").id();
  auto job = organizer.get("/api/v1/jobs/" + ids["job_id"]);
  for (int i = 0; i < 200 && job.is_null("/finished_at"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    job = organizer.get("/api/v1/jobs/" + ids["job_id"]);
  }
  ids["talk_plan_id"] = job.text("/result_id");
  BOOST_TEST_REQUIRE(
      organizer.put("/api/v1/talk-plans/" + ids["talk_plan_id"] + "/publication", "", {{"If-Match", "*"}}).status ==
      200);
  ids["talk_id"] = organizer.get(event + "/talks/timetable").text("/talks/0/talk_id");
  // Only now, or they would not be planned.
  ids["talk_exclusion_id"] = organizer.post(event + "/talk-exclusions", pair).id();
}

// What is below an event's /trip is of a study trip, with a traveller of world.partner's company.
std::map<std::string, std::string> objects_of_trip(World& world, std::map<std::string, std::string> ids) {
  const BegunTrip trip;
  trip.publish();
  ids["event_id"] = trip.event;
  ids["participant_id"] = world.register_heads(ids["event_id"], world.partner_company, 1).text("/participants/0/id");
  ids["incident_id"] = world.desk
                           .post("/api/v1/events/" + ids["event_id"] + "/trip/incidents",
                                 R"({"severity": "note", "note": "Der Bus war spät"})")
                           .id();
  ids["link"] = trip.link_of(trip.traveller("Anna"));
  BOOST_TEST_REQUIRE(trip.give(ids["link"], R"({"overall": 1.0, "comment": "Gut"})").status == 200);
  ids["comment_id"] = world.organizer.get(trip.trip + "/comments").text("/results/0/id");
  ids["item_key"] = "inn";
  return ids;
}

// Real objects of the organization `test`, by parameter name.
std::map<std::string, std::string> sample_objects(World& world) {
  std::map<std::string, std::string> ids;
  const auto& organizer = world.organizer;
  ids["series_key"] = world.series;
  ids["event_id"] = world.new_event();
  ids["company_id"] = world.partner_company;
  ids["person_id"] = world.new_person(world.partner_company);
  const auto registration = world.register_heads(ids["event_id"], world.partner_company, 1);
  ids["registration_id"] = registration.id();
  ids["participant_id"] = registration.text("/participants/0/id");
  const auto doors = "/api/v1/events/" + ids["event_id"] + "/check-ins";
  ids["check_in_id"] = world.desk
                           .post(doors, R"({"ticket_code": ")" + registration.text("/participants/0/ticket_code") +
                                            R"(", "direction": "entry"})")
                           .id();
  ids["list_key"] = "walk";
  BOOST_TEST_REQUIRE(organizer
                         .post("/api/v1/events/" + ids["event_id"] + "/check-in-lists",
                               R"({"key": "walk", "name": "Rundgang", "admits": "all"})")
                         .status == 201);
  ids["venue_id"] = organizer.post("/api/v1/venues", R"({"name": "Haus", "city": "Köln", "country": "DE"})").id();
  ids["room_id"] =
      organizer.post("/api/v1/venues/" + ids["venue_id"] + "/rooms", R"({"name": "Saal", "seats": 100})").id();
  ids["region_key"] = world.fresh_word();
  BOOST_TEST_REQUIRE(
      organizer.post("/api/v1/regions", R"({"key": ")" + ids["region_key"] + R"(", "name": "Nord"})").status == 201);
  ids["token_id"] = world.admin.post("/api/v1/tokens", R"({"name": "walk", "role": "viewer"})").id();
  ids["year"] = "2016";
  ids["nationality"] = "XW";
  ids["country"] = "XK";
  BOOST_TEST_REQUIRE(
      organizer.put("/api/v1/visa-rules/XW/XK", R"({"requirement": "visa", "source": "walk", "as_of": "2030-01-01"})")
          .status == 200);
  const auto page = world.anonymous.get("/").body;
  const auto asset = page.find("/assets/") + std::string("/assets/").size();
  ids["asset_name"] = page.substr(asset, page.find('"', asset) - asset);
  add_vendor_objects(world, ids);
  add_talk_objects(world, ids);
  return ids;
}

std::string fill(std::string pattern, const std::map<std::string, std::string>& ids) {
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
    const auto close = pattern.find('}', open);
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto id = ids.find(name);
    BOOST_TEST_REQUIRE((id != ids.end()), "sample_objects() has none for {" << name << "} of " << pattern);
    pattern.replace(open, close - open + 1, id->second);
  }
  return pattern;
}

std::set<std::string> roles_of(const Node& operation) {
  std::set<std::string> roles;
  const auto* description = operation.find("description");
  if (description == nullptr) return roles;
  const auto start = description->text.rfind("Roles: ");
  if (start == std::string::npos) return roles;
  auto list = description->text.substr(start + 7);
  std::replace(list.begin(), list.end(), ',', ' ');
  std::replace(list.begin(), list.end(), '.', ' ');
  std::istringstream words(list);
  for (std::string word; words >> word;) roles.insert(word);
  return roles;
}

std::vector<Operation> all_operations(World& world) {
  const auto document = world.anonymous.get("/api/v1/openapi.json");
  BOOST_TEST_REQUIRE(document.status == 200);
  auto ids = sample_objects(world);
  const auto of_trip = objects_of_trip(world, ids);
  ids["link"] = of_trip.at("link");
  std::vector<Operation> operations;
  for (const auto& [pattern, methods] : document.at("/paths").members) {
    for (const auto& [method, content] : methods.members) {
      Operation operation;
      operation.method = upper(method);
      operation.pattern = pattern;
      operation.path = fill(pattern, pattern.find("/trip/") == std::string::npos ? ids : of_trip);
      const auto* security = content.find("security");
      operation.is_public = security != nullptr && security->items.empty();
      operation.is_local = pattern == "/metrics";
      operation.roles = roles_of(content);
      if (const auto* body = content.find("requestBody")) {
        operation.body_type = body->find("content")->members.front().name;
        operation.body_required = body->find("required")->boolean;
      }
      if (const auto* parameters = content.find("parameters")) {
        for (const auto& parameter : parameters->items) {
          if (parameter.find("name")->text == "If-Match")
            operation.needs_if_match = parameter.find("required")->boolean;
          if (parameter.find("name")->text == "Idempotency-Key") operation.is_idempotent = true;
          if (parameter.find("in")->text != "query") continue;
          const auto& name = parameter.find("name")->text;
          if (const auto* choices = parameter.find("schema")->find("enum")) {
            operation.has_table_forms |=
                std::ranges::any_of(choices->items, [](const Node& choice) { return choice.text == "xlsx"; });
          }
          if (parameter.find("required")->boolean) operation.required_query_parameters.insert(name);
        }
      }
      operations.push_back(std::move(operation));
    }
  }
  return operations;
}

}  // namespace

const std::vector<Operation>& operations() {
  static const auto all = all_operations(World::get());
  return all;
}

std::string name_of(const Operation& operation) { return operation.method + " " + operation.pattern; }

Headers content_type(const std::string& type) { return type.empty() ? Headers{} : Headers{{"Content-Type", type}}; }

const Client& somebody_allowed(const Operation& operation) {
  auto& world = World::get();
  if (operation.roles.contains("organizer")) return world.organizer;
  if (operation.roles.contains("admin")) return world.admin;
  return operation.roles.contains("partner") ? world.partner : world.vendor;
}

Answer send(const Client& client, const Operation& operation, const std::string& query, const std::string& body,
            const Headers& headers) {
  return client.send(operation.method, operation.path + query, operation.body_type.empty() ? std::string() : body,
                     headers);
}

Headers good_headers(const Operation& operation) {
  auto headers = content_type(operation.body_type);
  if (operation.needs_if_match) headers.emplace_back("If-Match", "*");
  return headers;
}

void check_problem(const Operation& operation, const Answer& answer, int status) {
  BOOST_TEST(answer.status == status, name_of(operation) << " answered " << answer.status << ": " << answer.body);
  if (answer.status != status) return;
  BOOST_TEST(answer.header("content-type").starts_with("application/problem+json"), name_of(operation));
  for (const auto* member : {"/type", "/title", "/status", "/detail", "/code", "/request_id"}) {
    BOOST_TEST(answer.has(member), name_of(operation) << " " << status << " lacks " << member);
  }
  BOOST_TEST(answer.integer("/status") == status, name_of(operation));
}

bool is_json(const Operation& operation) { return operation.body_type.find("json") != std::string::npos; }

}  // namespace tagwerk::test
