#include "tests/blackbox/world.hpp"

#include <stdexcept>

namespace tagwerk::test {
namespace {

std::string must(const Answer& answer, const std::string& what) {
  if (answer.status != 201) throw std::runtime_error(what + ": " + std::to_string(answer.status) + " " + answer.body);
  return answer.id();
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

const std::string& binary() {
  static const std::string path = TAGWERK_BINARY;
  return path;
}

Finished tagwerk(const std::string& database_url, std::vector<std::string> words, Variables variables) {
  words.insert(words.begin(), binary());
  variables.try_emplace("TAGWERK_DATABASE_URL", database_url);
  return run_program(words, variables);
}

std::string make_token(const std::string& database_url, const std::string& organization, const std::string& role,
                       const std::string& company) {
  std::vector<std::string> words{"token",  "create", "--organization", organization,
                                 "--role", role,     "--name",         "test " + role};
  if (!company.empty()) words.insert(words.end(), {"--company", company});
  const auto made = tagwerk(database_url, words);
  if (made.status != 0) throw std::runtime_error("token create: " + made.err);
  return trimmed(made.out);
}

World& World::get() {
  static World world;
  return world;
}

World::World()
    : anonymous(0, ""),
      admin(0, ""),
      organizer(0, ""),
      desk(0, ""),
      viewer(0, ""),
      partner(0, ""),
      vendor(0, ""),
      stranger(0, "") {
  const auto url = database.url();
  const auto other = tagwerk(url, {"organization", "create", "--organization", "other", "--name", "Other association",
                                   "--time-zone", "Europe/Vienna"});
  if (other.status != 0) throw std::runtime_error("organization create: " + other.err);
  // The walk over all routes sends each an unknown token.
  server = std::make_unique<ServerProcess>(
      binary(), url,
      Variables{{"TAGWERK_AUTH_TOKEN_CACHE_MS", "500"}, {"TAGWERK_AUTH_FAILED_TOKENS_PER_MINUTE", "1000"}});
  const auto client = [&](const std::string& organization, const std::string& role, const std::string& company = {}) {
    return Client(server->port(), make_token(url, organization, role, company));
  };
  anonymous = Client(server->port(), "");
  admin = client("test", "admin");
  organizer = client("test", "organizer");
  desk = client("test", "desk");
  viewer = client("test", "viewer");
  stranger = client("other", "admin");
  partner_company = new_company("partner");
  vendor_company = new_company("vendor");
  partner = client("test", "partner", partner_company);
  vendor = client("test", "vendor", vendor_company);
  series = fresh_word();
  const auto made =
      organizer.post("/api/v1/series", R"({"key": ")" + series + R"(", "name": "Treffen", "kind": "other"})");
  if (made.status != 201) throw std::runtime_error("series: " + made.body);
}

std::string World::fresh_word() { return "w" + std::to_string(++words_); }

std::string World::new_company(const std::string& role) {
  return must(
      organizer.post("/api/v1/companies", R"({"name": "Haus )" + fresh_word() + R"(", "role": ")" + role + R"("})"),
      "company");
}

std::string World::new_person(const std::string& company) {
  const auto word = fresh_word();
  return must(organizer.post("/api/v1/people", R"({"company_id": ")" + company +
                                                   R"(", "given_name": "Demo", "family_name": ")" + word +
                                                   R"(", "email": ")" + word + R"(@example.com"})"),
              "person");
}

std::string World::new_event(const std::string& members, const std::string& status) {
  std::string body = R"({"series_key": ")" + series + R"(", "name": "Treffen )" + fresh_word() +
                     R"(", "time_zone": "Europe/Berlin", "city": "München", "country": "DE", "status": ")" + status +
                     '"';
  if (members.find("edition_year") == std::string::npos) body += R"(, "edition_year": 2030)";
  if (members.find("starts_on") == std::string::npos) body += R"(, "starts_on": "2030-11-10", "ends_on": "2030-11-11")";
  return must(organizer.post("/api/v1/events", body + members + "}"), "event");
}

void World::set_capacity(const std::string& event, const std::string& pools_json) {
  const auto path = "/api/v1/events/" + event + "/capacity";
  const auto answer = organizer.put(path, R"({"pools": )" + pools_json + "}", {{"If-Match", "*"}});
  if (answer.status != 200) throw std::runtime_error("capacity: " + answer.body);
}

Answer World::register_heads(const std::string& event, const std::string& company, int heads,
                             const std::string& waitlist) {
  return organizer.post("/api/v1/events/" + event + "/registrations",
                        R"({"company_id": ")" + company + R"(", "participants": [], "headcount": )" +
                            std::to_string(heads) + R"(, "waitlist": ")" + waitlist + R"("})");
}

}  // namespace tagwerk::test
