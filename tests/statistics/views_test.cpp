// The views for BI tools say what the services say of the same rows, and nothing about anybody.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/statistics/curve_service.hpp"
#include "engine/statistics/editions_service.hpp"
#include "engine/statistics/forecast_keeper.hpp"
#include "engine/statistics/vendors_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

using Lines = std::vector<std::string>;
using Figure = std::optional<std::int64_t>;

/// One line a row: members with a space between, "-" for none.
class Line {
 public:
  template <class T>
  Line& operator<<(const T& member) {
    text_ << (text_.tellp() > 0 ? " " : "") << member;
    return *this;
  }
  template <class T>
  Line& operator<<(const std::optional<T>& member) {
    return member ? *this << *member : *this << "-";
  }
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
};

struct Fixture : support::TestRows {
  EditionsService editions{database()};
  CurveService curves{database()};
  VendorStatisticsService vendors{database()};
  const Lines keys{"kongress", "tour"};
  std::vector<core::EventId> all_events;
  std::vector<core::CompanyId> companies;

  /// Years with several events, years left out, events of every status, recorded figures, doors that were watched and not.
  void make_world(unsigned seed) {
    std::mt19937 random(seed);
    const auto any = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int i = 0; i < 12; ++i) companies.push_back(company(i < 9 ? "partner" : i == 9 ? "supplier" : "vendor"));
    for (const auto& key : keys) {
      const auto id = series(key);
      for (int i = 0; i < 7; ++i) {
        constexpr const char* statuses[] = {"completed", "completed", "open", "cancelled", "planned"};
        all_events.push_back(event(id, 2012 + any(4), statuses[any(4)]));
        fill(all_events.back(), any);
      }
      if (any(1) == 0) {
        execute(
            "insert into series_attendance_records (series_id, edition_year, participants, source, complete, created_at, "
            "updated_at) values (:series, :year, 7, 's', 1, :now, :now)",
            {{"series", id}, {"year", 2012 + any(4)}, {"now", now}});
      }
    }
  }

  template <class Any>
  void fill(const core::EventId& id, const Any& any) {
    const auto figure = [&] { return any(1) == 0 ? Figure() : Figure(any(50)); };
    execute("update events set starts_on = adddate('2016-11-10', :days), ends_on = starts_on where id = :event",
            {{"days", any(90)}, {"event", id}});
    if (any(2) == 0) {
      execute(
          "insert into event_attendance_records (event_id, companies, participants, vendors, source, complete, created_at, "
          "updated_at) values (:event, :companies, :participants, :vendors, 's', :complete, :now, :now)",
          {{"event", id},
           {"companies", figure()},
           {"participants", figure()},
           {"vendors", figure()},
           {"complete", any(1)},
           {"now", now}});
    }
    const bool watched = any(1) == 0;
    for (int i = any(3); i > 0; --i) {
      const auto heads = 1 + any(2);
      const auto tickets = register_heads(id, companies[static_cast<std::size_t>(any(11))], heads);
      if (watched && any(2) > 0) scan(id, tickets[0], any(5) == 0 ? "exit" : "entry", any(5) == 0 ? "unknown" : "ok");
      if (watched && any(5) == 0) {
        execute("update registration_participants set state = 'cancelled' where id = :id", {{"id", tickets[0]}});
      }
    }
    for (int i = any(3); i > 0; --i) {
      execute(
          "insert into registration_days (event_id, day, booked, cancelled, companies, vendor_booked, vendor_cancelled, "
          "vendors) values (:event, adddate('2016-10-01', :day), :booked, :cancelled, :companies, 2, 1, 1)",
          {{"event", id}, {"day", i * 7}, {"booked", any(9)}, {"cancelled", any(2)}, {"companies", any(3) - 1}});
    }
    if (any(1) == 0) {
      execute(
          "insert into capacity_pools (event_id, pool_key, limit_count, confirmed) values (:event, 'participants', "
          ":limit, :confirmed), (:event, 'companies', 3, 1)",
          {{"event", id}, {"limit", figure()}, {"confirmed", any(9)}});
    }
    take_part(id, any);
  }

  template <class Any>
  void take_part(const core::EventId& id, const Any& any) {
    for (const auto* key : {"gold", "silver"}) {
      const auto package = core::Uuid::make(now);
      execute(
          "insert into vendor_packages (id, organization_id, event_id, package_key, list_position, name, vat_bp, "
          "staff_passes, version, created_at, updated_at) values (:id, :org, :event, :key, 0, 'P', 0, 0, 1, :now, :now)",
          {{"id", package}, {"org", data.organization()}, {"event", id}, {"key", key}, {"now", now}});
      const bool booked = any(2) > 0;
      const std::size_t who = *key == 'g' ? 10 : 11;
      execute(
          "insert into vendor_participations (id, organization_id, event_id, company_id, package_id, status, booked_at, "
          "booked_name, booked_vat_bp, note, created_at, updated_at) values (:id, :org, :event, :company, :package, "
          ":status, :booked_at, :name, :vat, 'Geheim', :now, :now)",
          {{"id", core::Uuid::make(now)},
           {"org", data.organization()},
           {"event", id},
           {"company", companies[who]},
           {"package", package},
           {"status", booked ? "booked" : "enquiry"},
           {"booked_at", booked ? std::optional(now) : std::nullopt},
           {"name", booked ? std::optional<std::string>("Geheim") : std::nullopt},
           {"vat", booked ? Figure(0) : Figure()},
           {"now", now}});
    }
  }

  /// A row as `read` says it, of the columns of a view.
  template <class Read>
  Lines rows(const std::string& sql, Read read) {
    auto lines = database().read([&](storage::Transaction& tx) { return tx.select(sql, {}, read); });
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  template <class Tell>
  Lines of_each_edition(Tell tell) {
    Lines lines;
    for (const auto& key : keys) {
      const auto told = editions.editions(call(), key, {}, {}).value();
      for (const auto& one : told.editions)
        lines.push_back((Line() << key << one.event.text()).text() + " " + tell(one));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  Lines names(const std::string& sql) {
    return rows(sql, [](storage::Row& row) { return row.next<std::string>(); });
  }
};

std::string next_texts(storage::Row& row, int count) {
  Line line;
  for (int i = 0; i < count; ++i) line << row.next<std::optional<std::string>>();
  return line.text();
}

void expect_same(const Lines& of_view, const Lines& of_service) {
  BOOST_TEST(of_view.size() > 0u);
  BOOST_TEST(of_view == of_service, boost::test_tools::per_element());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(views, Fixture)

BOOST_AUTO_TEST_CASE(each_view_says_what_the_services_say) {
  std::int64_t came_back = 0;
  for (const unsigned seed : {1U, 2U, 3U}) {
    data.reset();
    companies.clear();
    all_events.clear();
    make_world(seed);
    BOOST_TEST_CONTEXT("world " << seed) {
      const auto event_row = [](int more) {
        return [more](storage::Row& row) {
          auto series = row.next<std::string>() + " ";
          series += row.next<core::EventId>().text();
          return series + " " + next_texts(row, more);
        };
      };
      expect_same(rows("select series, unhex(event_id), event_name, edition_year, starts_on, status, places, confirmed "
                       "from v_event where organization = 'test'",
                       event_row(6)),
                  of_each_edition([](const Edition& one) {
                    return (Line() << one.facts.name << one.year << core::to_text(one.facts.starts_on)
                                   << events::to_text(one.facts.status) << one.facts.places << one.facts.confirmed)
                        .text();
                  }));
      expect_same(
          rows("select series, unhex(event_id), edition_year, complete, companies, participants, vendors from "
               "v_attendance where organization = 'test'",
               event_row(5)),
          of_each_edition([](const Edition& one) {
            const auto& told = one.figures;
            return (Line() << one.year << one.complete << told.companies << told.participants << told.vendors).text();
          }));
      Lines days;
      for (const auto& id : all_events) {
        const auto curve = curves.days(call(), id, {}, {}).value();
        for (const auto& day : curve.days) {
          days.push_back((Line() << id.text() << core::to_text(day.day) << lead_days(curve.starts_on, day.day)
                                 << day.booked << day.cancelled << day.net << day.companies << day.vendor_heads
                                 << day.vendors)
                             .text());
        }
      }
      std::sort(days.begin(), days.end());
      expect_same(
          rows("select unhex(event_id), day, lead_days, booked, cancelled, net, companies, vendor_heads, vendors from "
               "v_registration_daily where organization = 'test'",
               [](storage::Row& row) {
                 const auto id = row.next<core::EventId>().text();
                 return id + " " + next_texts(row, 8);
               }),
          days);
      Lines retained;
      Lines packages;
      for (const auto& key : keys) {
        const auto told = editions.retention(call(), key, {}, {}).value();
        for (const auto& year : told.years) {
          came_back += year.reactivated;
          retained.push_back((Line() << key << year.year << year.complete << year.since_year << year.companies
                                     << year.fresh << year.returning << year.reactivated << year.lapsed
                                     << year.retention)
                                 .text());
        }
        const auto trend = vendors.trend(call(), key, {}, {}).value();
        for (const auto& year : trend.years) {
          for (const auto& [package, count] : year.by_package)
            packages.push_back((Line() << key << year.year << package << count).text());
        }
      }
      std::sort(retained.begin(), retained.end());
      std::sort(packages.begin(), packages.end());
      expect_same(
          rows(
              "select series, edition_year, complete, since_year, companies, new_companies, returning_companies, "
              "reactivated_companies, lapsed_companies, retention from v_company_retention where organization = 'test'",
              [](storage::Row& row) {
                const auto counts = next_texts(row, 9);
                return (Line() << counts << row.next<std::optional<double>>()).text();
              }),
          retained);
      expect_same(
          rows("select series, edition_year, package, vendors from v_vendor_participation where organization = 'test'",
               [](storage::Row& row) { return next_texts(row, 4); }),
          packages);
    }
  }
  BOOST_TEST(came_back > 0);  // or the worlds are too simple
}

BOOST_AUTO_TEST_CASE(no_column_of_a_view_is_about_anybody) {
  // Whoever adds a column says here that it is not.
  const Lines known{
      "v_attendance: organization, event_id, series, edition_year, starts_on, complete, companies, participants, vendors",
      "v_company_retention: organization, series, edition_year, complete, since_year, companies, new_companies, "
      "returning_companies, reactivated_companies, lapsed_companies, retention",
      "v_event: organization, event_id, series, series_name, series_kind, edition_year, event_name, starts_on, ends_on, "
      "time_zone, city, country, status, places, confirmed, held, waitlisted",
      "v_forecast_latest: organization, event_id, series, edition_year, starts_on, unit, as_of, point, low50, high50, low80, "
      "high80, method, editions",
      "v_registration_daily: organization, event_id, series, edition_year, day, lead_days, booked, cancelled, net, companies, "
      "vendor_heads, vendors",
      "v_vendor_participation: organization, series, edition_year, package, vendors"};
  BOOST_TEST(
      names("select concat(table_name, ': ', group_concat(column_name order by ordinal_position separator ', ')) "
            "from information_schema.columns where table_schema = database() and left(table_name, 2) = 'v_' and "
            "table_name in (select table_name from information_schema.views where table_schema = database()) "
            "group by table_name") == known,
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_row_of_a_view_is_about_anybody) {
  make_world(1);
  TurnoutMemory turnouts;
  ForecastService forecasts(database(), turnouts);
  ForecastKeeper keeper(database(), forecasts);
  static_cast<void>(keeper.make_due(now, 100));
  for (const auto* table :
       {"companies set name = 'Geheim', city = 'Geheim'", "events set note = 'Geheim'",
        "registration_participants set given_name = 'Geheim', family_name = 'Geheim', email = 'Geheim'"})
    execute(std::string("update ") + table, {});
  for (const auto& view : names("select table_name from information_schema.views where table_schema = database() "
                                "and left(table_name, 2) = 'v_'")) {
    const auto columns = names(
        "select group_concat(column_name) from information_schema.columns where table_schema = "
        "database() and table_name = '" +
        view + "'");
    const auto found =
        "select count(*) from (select concat_ws('|', " + columns.front() + ") as whole from " + view + ") v ";
    BOOST_TEST_CONTEXT(view) {
      BOOST_TEST(count(found, {}) > 0);
      BOOST_TEST(count(found + "where v.whole like '%Geheim%'", {}) == 0);
      BOOST_TEST(count(found + "join companies c on v.whole like concat('%', lower(hex(c.id)), '%')", {}) == 0);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
