#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "engine/demo/plan.hpp"
#include "engine/demo/random.hpp"

namespace tagwerk::demo {
namespace {

constexpr int partner_count = 378;
constexpr int vendor_count = 26;
constexpr int supplier_count = 14;

struct Region {
  std::string_view key;
  std::string_view name;
  bool closed;
  std::array<std::string_view, 4> cities;
};

constexpr Region regions[] = {
    {"nord", "Region Nord", false, {"Hamburg", "Bremen", "Kiel", "Hannover"}},
    {"ost", "Region Ost", false, {"Berlin", "Leipzig", "Dresden", "Erfurt"}},
    {"mitte", "Region Mitte", false, {"Frankfurt am Main", "Kassel", "Fulda", "Mainz"}},
    {"west", "Region West", true, {"Düsseldorf", "Köln", "Dortmund", "Münster"}},
    {"sued", "Region Süd", false, {"München", "Stuttgart", "Nürnberg", "Augsburg"}},
};

constexpr std::string_view partner_words[] = {"Musterhaus Systeme", "Beispiel Datentechnik", "Muster IT-Dienste",
                                              "Beispiel Netzwerke", "Musterwerk Informatik"};
constexpr std::string_view functions[] = {"Geschäftsführung", "Technik", "Vertrieb", "Einkauf"};

std::string numbered(int number, int digits) {
  char text[16];
  std::snprintf(text, sizeof text, "%0*d", digits, number);
  return text;
}

class Membership {
 public:
  Membership(Plan& plan, Random& random) : plan_(plan), random_(random) {}

  void add_partner(int number) {
    const auto& region = regions[random_.below(std::size(regions))];
    const auto word = partner_words[random_.below(std::size(partner_words))];
    add(std::string(word) + " " + numbered(number, 3) + " (invented)", CompanyRole::partner, region,
        1 + static_cast<int>(random_.below(3)));
    plan_.companies.back().region_key = std::string(region.key);
  }
  void add_vendor(CompanyRole role, std::string_view word, int number) {
    add(std::string(word) + " " + numbered(number, 2) + " (invented)", role, regions[random_.below(std::size(regions))],
        2);
  }

 private:
  void add(std::string name, CompanyRole role, const Region& region, int people) {
    PlannedCompany company{.name = std::move(name),
                           .role = role,
                           .region_key = std::nullopt,
                           .city = std::string(region.cities[random_.below(region.cities.size())]),
                           .people = {}};
    for (int i = 0; i < people; ++i) {
      const auto number = numbered(++people_, 4);
      company.people.push_back({.given_name = "Demo",
                                .family_name = "Person " + number,
                                .email = "person-" + number + "@example.com",
                                .job_function = std::string(functions[static_cast<std::size_t>(i)])});
    }
    plan_.companies.push_back(std::move(company));
  }

  Plan& plan_;
  Random& random_;
  int people_ = 0;
};

}  // namespace

void plan_membership(Plan& plan, Random& random) {
  for (const auto& region : regions) {
    plan.regions.push_back(
        {.key = std::string(region.key), .name = std::string(region.name), .closed_to_newcomers = region.closed});
  }
  Membership membership(plan, random);
  for (int i = 1; i <= partner_count; ++i) membership.add_partner(i);
  for (int i = 1; i <= vendor_count; ++i) membership.add_vendor(CompanyRole::vendor, "Musterhersteller", i);
  for (int i = 1; i <= supplier_count; ++i) membership.add_vendor(CompanyRole::supplier, "Musterlieferant", i);
}

}  // namespace tagwerk::demo
