#include "engine/statistics/vendors.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>

#include "engine/statistics/vendors_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

core::CompanyId firm(char name) {
  core::CompanyId id;
  id.uuid.bytes[0] = static_cast<unsigned char>(name);
  return id;
}

// "ab": companies a and b, all with one package.
VendorEvent held(int year, const std::string& companies, bool complete = true, const std::string& package = "gold") {
  VendorEvent event{.event = {}, .year = year, .complete = complete, .visits = {}};
  for (const auto name : companies) event.visits.push_back({firm(name), package});
  return event;
}

// "2014 3=3+0+0; 2016 2=1+1+0-2/2014": vendors = new + returning + regained - lapsed / since_year; "~" not complete.
std::string text_of(const std::vector<VendorYear>& years) {
  std::string text;
  for (const auto& year : years) {
    text += (text.empty() ? "" : "; ") + std::to_string(year.year) + (year.complete ? " " : "~ ");
    text += std::to_string(year.vendors) + "=" + std::to_string(year.fresh) + "+" + std::to_string(year.returning) +
            "+" + std::to_string(year.regained);
    if (year.lapsed) text += "-" + std::to_string(*year.lapsed);
    if (year.since_year) text += "/" + std::to_string(*year.since_year);
  }
  return text;
}
std::string counted(const std::vector<VendorEvent>& events, const std::set<int>& complete = {}) {
  return text_of(count_vendors(events, complete));
}

struct Fixture : support::TestRows {
  VendorStatisticsService service{database()};
  core::SeriesId series_id = series("gespraeche");

  core::EventId add_event(int year, const std::string& status) {
    const auto id = event(series_id, year, status);
    for (const auto* key : {"gold", "silver"}) {
      execute(
          "insert into vendor_packages (id, organization_id, event_id, package_key, list_position, name, vat_bp, "
          "staff_passes, version, created_at, updated_at) values (:id, :org, :event, :key, 0, 'P', 0, 0, 1, :now, :now)",
          {{"id", core::Uuid::make(now)}, {"org", data.organization()}, {"event", id}, {"key", key}, {"now", now}});
    }
    return id;
  }
  void take_part(const core::EventId& at, const core::CompanyId& company, const std::string& status,
                 const std::string& package = "gold") {
    execute(
        "insert into vendor_participations (id, organization_id, event_id, company_id, package_id, status, booked_at, "
        "booked_name, booked_vat_bp, cancelled_at, created_at, updated_at) select :id, :org, :event, :company, k.id, "
        ":status, if(:status in ('booked', 'confirmed'), :now, null), if(:status in ('booked', 'confirmed'), 'P', null), "
        "if(:status in ('booked', 'confirmed'), 0, null), if(:status = 'cancelled', :now, null), :now, :now "
        "from vendor_packages k where k.event_id = :event and k.package_key = :package",
        {{"id", core::Uuid::make(now)},
         {"org", data.organization()},
         {"event", at},
         {"company", company},
         {"status", status},
         {"package", package},
         {"now", now}});
  }
  std::string trend(std::optional<int> from = {}, std::optional<int> to = {}) {
    return text_of(service.trend(call(), "gespraeche", from, to).value().years);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(vendor_years)

BOOST_AUTO_TEST_CASE(new_returning_regained_and_lapsed_vendors_are_told_apart) {
  BOOST_TEST(counted({held(2014, "abc"), held(2015, "bcd"), held(2016, "ad")}) ==
             "2014 3=3+0+0; 2015 3=1+2+0-1/2014; 2016 2=0+1+1-2/2015");
}

BOOST_AUTO_TEST_CASE(nobody_has_lapsed_in_a_year_that_is_not_complete) {
  BOOST_TEST(counted({held(2015, "ab"), held(2016, "a", false)}) == "2015 2=2+0+0; 2016~ 1=0+1+0/2015");
  BOOST_TEST(counted({held(2015, "ab"), held(2016, "a", false)}, {2016}) == "2015 2=2+0+0; 2016 1=0+1+0-1/2015");
  // One event of the year is still to come.
  BOOST_TEST(counted({held(2015, "ab"), held(2016, "a"), held(2016, "", false)}) == "2015 2=2+0+0; 2016~ 1=0+1+0/2015");
}

BOOST_AUTO_TEST_CASE(a_year_without_vendors_is_left_out_and_the_one_before_it_compared_with) {
  BOOST_TEST(counted({held(2013, "ab"), held(2014, ""), held(2016, "b")}) == "2013 2=2+0+0; 2016 1=0+1+0-1/2013");
  BOOST_TEST(counted({}, {2016}) == "");
}

BOOST_AUTO_TEST_CASE(several_events_of_a_year_count_a_vendor_once_and_each_of_its_packages) {
  const auto years = count_vendors(std::vector{held(2016, "ab"), held(2016, "bc", true, "silver")}, {});
  BOOST_TEST_REQUIRE(years.size() == 1U);
  BOOST_TEST(years[0].events == 2);
  BOOST_TEST(years[0].vendors == 3);
  BOOST_TEST((years[0].by_package == std::map<std::string, std::int64_t>{{"gold", 2}, {"silver", 2}}));
}

BOOST_AUTO_TEST_CASE(the_parts_add_up_whatever_happened_and_the_order_of_events_does_not_matter) {
  const auto holds = rc::check("vendor years", [] {
    std::vector<VendorEvent> events;
    for (int i = *rc::gen::inRange(0, 10); i > 0; --i) {
      std::string companies;
      for (char name = 'a'; name < 'g'; ++name) {
        if (*rc::gen::arbitrary<bool>()) companies += name;
      }
      events.push_back(held(*rc::gen::inRange(2010, 2016), companies, *rc::gen::arbitrary<bool>()));
    }
    const auto years = count_vendors(events, {});
    std::int64_t ever = 0;
    for (std::size_t i = 0; i < years.size(); ++i) {
      const auto& year = years[i];
      RC_ASSERT(year.vendors > 0);
      RC_ASSERT(year.vendors == year.fresh + year.returning + year.regained);
      RC_ASSERT(year.lapsed.has_value() == (year.complete && i > 0));
      if (year.lapsed) RC_ASSERT(years[i - 1].vendors == year.returning + *year.lapsed);
      ever += year.fresh;
    }
    std::set<core::CompanyId> different;
    for (const auto& event : events) {
      for (const auto& visit : event.visits) different.insert(visit.company);
    }
    RC_ASSERT(ever == static_cast<std::int64_t>(different.size()));
    std::reverse(events.begin(), events.end());
    RC_ASSERT(count_vendors(events, {}) == years);
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(vendor_statistics_service, Fixture)

BOOST_AUTO_TEST_CASE(only_what_is_booked_or_confirmed_at_events_that_are_not_cancelled_counts) {
  const auto first = add_event(2015, "completed");
  const auto second = add_event(2016, "open");
  const auto called_off = add_event(2016, "cancelled");
  const auto regular = company("vendor");
  take_part(first, regular, "confirmed");
  take_part(first, company("vendor"), "booked");
  for (const auto* status : {"enquiry", "offered", "cancelled"}) take_part(first, company("vendor"), status);
  take_part(second, regular, "booked", "silver");
  take_part(second, company("supplier"), "confirmed");
  take_part(called_off, company("vendor"), "booked");
  BOOST_TEST(trend() == "2015 2=2+0+0; 2016~ 2=1+1+0/2015");
  const auto years = service.trend(call(), "gespraeche", {}, {}).value().years;
  BOOST_TEST(years[1].events == 1);
  BOOST_TEST((years[1].by_package == std::map<std::string, std::int64_t>{{"gold", 1}, {"silver", 1}}));
}

BOOST_AUTO_TEST_CASE(a_year_is_complete_as_for_attendance) {
  const auto regular = company("vendor");
  take_part(add_event(2014, "completed"), regular, "booked");
  const auto recorded = add_event(2015, "open");
  take_part(recorded, regular, "booked");
  take_part(add_event(2016, "open"), regular, "booked");
  BOOST_TEST(trend() == "2014 1=1+0+0; 2015~ 1=0+1+0/2014; 2016~ 1=0+1+0/2015");
  execute(
      "insert into event_attendance_records (event_id, participants, source, complete, created_at, updated_at) "
      "values (:event, 1, 's', 1, :now, :now)",
      {{"event", recorded}, {"now", now}});
  execute(
      "insert into series_attendance_records (series_id, edition_year, participants, source, complete, created_at, "
      "updated_at) values (:series, 2016, 1, 's', 1, :now, :now)",
      {{"series", series_id}, {"now", now}});
  BOOST_TEST(trend() == "2014 1=1+0+0; 2015 1=0+1+0-0/2014; 2016 1=0+1+0-0/2015");
}

BOOST_AUTO_TEST_CASE(years_are_cut_after_they_were_compared) {
  const auto regular = company("vendor");
  for (const auto year : {2014, 2015, 2016}) take_part(add_event(year, "completed"), regular, "booked");
  BOOST_TEST(trend(2015, 2015) == "2015 1=0+1+0-0/2014");
  BOOST_TEST(trend(2017) == "");
  const auto refused = service.trend(call(), "gespraeche", 2016, 2015);
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().fields().at(0).pointer == "?to");
}

BOOST_AUTO_TEST_CASE(another_organizations_series_is_not_found) {
  const auto other = data.add_organization("other");
  BOOST_TEST((service.trend(call_of(other), "gespraeche", {}, {}).error().code().code == "not_found"));
  BOOST_TEST((service.trend(call(), "nichts", {}, {}).error().code().code == "not_found"));
}

BOOST_AUTO_TEST_SUITE_END()
