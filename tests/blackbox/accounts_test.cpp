// What registrations cost: invoices, accounts as list, rows and CSV, and sums.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Accounts {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event;
  std::string accounts = path + "/accounts";

  void put(const std::string& part, const std::string& body) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(path + part, body, {{"If-Match", "*"}})) == "200");
  }
  void price() {
    put("/categories",
        R"({"categories": [{"key": "full", "name": "Karte", "price": {"amount": "99.99", "currency": "EUR"},
            "vat_rate": 19}]})");
    put("/registration-rules", R"({"cancellation": {"free_until": "2016-01-01T00:00:00Z", "fee_percent": 50}})");
  }
  Answer enter(const std::string& company, int heads) {
    auto made = world.organizer.post(
        path + "/registrations",
        R"({"company_id": ")" + company + R"(", "category": "full", "headcount": )" + std::to_string(heads) + "}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }
  void cancel_head(const Answer& registration) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/registrations/" + registration.id() + "/cancellation",
                           R"({"participant_ids": [")" + registration.text("/participants/0/id") + R"("]})")) == "200");
  }
  Answer invoice(const std::string& id) { return world.viewer.get("/api/v1/registrations/" + id + "/invoice"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(accounts, Accounts)

BOOST_AUTO_TEST_CASE(an_invoice_has_lines_and_totals) {
  price();
  const auto made = enter(world.partner_company, 3);
  cancel_head(made);
  const auto read = invoice(made.id());
  BOOST_TEST_REQUIRE(outcome(read) == "200");
  BOOST_TEST(members_of(read) == "registration_id event company status registered_at lines vat_totals total");
  BOOST_TEST(members_of(read, "/event") == "id name starts_on ends_on");
  BOOST_TEST(members_of(read, "/company") == "id name city");
  BOOST_TEST(members_of(read, "/lines/0") == "kind category heads unit_net net vat_percent vat gross");
  BOOST_TEST(read.text("/lines/0/kind") == "heads");
  BOOST_TEST(read.integer("/lines/0/heads") == 2);
  BOOST_TEST(read.text("/lines/0/net/amount") == "199.98");
  BOOST_TEST(read.text("/lines/1/kind") == "cancellation_fee");
  BOOST_TEST(read.is_null("/lines/1/heads"));
  BOOST_TEST(read.text("/lines/1/gross/amount") == "59.50");
  BOOST_TEST(read.number("/vat_totals/0/vat_percent") == 19);
  BOOST_TEST(read.text("/vat_totals/0/vat/amount") == "47.50");
  BOOST_TEST(read.text("/total/gross/amount") == "297.48");
  BOOST_TEST(read.text("/total/gross/currency") == "EUR");
  const auto path_of_it = "/api/v1/registrations/" + made.id() + "/invoice";
  BOOST_TEST(world.viewer.get(path_of_it, {{"If-None-Match", read.header("etag")}}).status == 304);
  BOOST_TEST(world.partner.get(path_of_it).body == read.body);
  BOOST_TEST(world.vendor.get(path_of_it).status == 404);
  const auto free = world.register_heads(world.new_event(), world.new_company(), 1);
  BOOST_TEST(invoice(free.id()).is_null("/total"));
}

BOOST_AUTO_TEST_CASE(accounts_come_as_list_rows_and_csv_page_by_page) {
  price();
  const auto company = world.organizer.post("/api/v1/companies", R"({"name": "=1+1;Süd", "role": "partner"})").id();
  const auto first = enter(company, 2);
  const auto second = enter(company, 1);
  cancel_head(first);
  const auto page = world.organizer.get(accounts + "?limit=1");
  BOOST_TEST_REQUIRE(outcome(page) == "200");
  BOOST_TEST(members_of(page, "/results/0") ==
             "registration_id company_id company registered_at status imported lines");
  BOOST_TEST(page.size("/results/0/lines") == 2u);
  const auto both = walk(world.organizer, accounts + "?limit=1", "registration_id");
  BOOST_TEST_REQUIRE(both.size() == 2u);
  BOOST_TEST(both[1] == second.id());

  const auto rows = world.organizer.get(accounts + "?format=rows");
  BOOST_TEST(members_of(rows, "/0") ==
             "registration_id company_id company category kind heads unit_net net vat_percent vat gross currency "
             "registered_at status imported");
  BOOST_TEST(rows.size("") == 3u);
  BOOST_TEST(rows.text("/0/net") == "99.99");
  BOOST_TEST(rows.text("/1/gross") == "59.50");
  const auto csv = world.organizer.get(accounts + "?limit=1", {{"Accept", "text/csv"}});
  BOOST_TEST(csv.body ==
             "registration_id,company_id,company,category,kind,heads,unit_net,net,vat_percent,vat,gross,currency,"
             "registered_at,status,imported\r\n" +
                 first.id() + "," + company + ",\"'=1+1;Süd\",full,heads,1,99.99,99.99,19,19.00,118.99,EUR," +
                 first.text("/registered_at") + ",confirmed,false\r\n" + first.id() + "," + company +
                 ",\"'=1+1;Süd\",full,cancellation_fee,,,50.00,19,9.50,59.50,EUR," + first.text("/registered_at") +
                 ",confirmed,false\r\n");
  const auto link = csv.header("link");
  BOOST_TEST_REQUIRE(link.ends_with(">; rel=\"next\""));
  const auto next = link.substr(link.find("/api/"), link.find('>') - link.find("/api/"));
  const auto rest = world.organizer.get(next, {{"Accept", "text/csv"}});
  BOOST_TEST(rest.body.find(second.id()) != std::string::npos);
  BOOST_TEST(rest.header("link") == "");

  const auto summary = world.organizer.get(accounts + "/summary");
  BOOST_TEST_REQUIRE(outcome(summary) == "200");
  BOOST_TEST(members_of(summary) == "categories vat_totals totals");
  BOOST_TEST(members_of(summary, "/categories/0") == "category heads amount cancellation_fees total");
  BOOST_TEST(summary.integer("/categories/0/heads") == 2);
  BOOST_TEST(summary.text("/categories/0/amount/gross/amount") == "237.98");
  BOOST_TEST(summary.text("/categories/0/cancellation_fees/net/amount") == "50.00");
  BOOST_TEST(summary.text("/totals/0/gross/amount") == "297.48");
  BOOST_TEST(summary.text("/vat_totals/0/gross/amount") == "297.48");
  BOOST_TEST(world.organizer.get(accounts + "/summary?format=csv").body ==
             "category,currency,heads,heads_net,fees_net,net,vat,gross\r\n"
             "full,EUR,2,199.98,50.00,249.98,47.50,297.48\r\n");
  BOOST_TEST(world.organizer.get(accounts + "/summary?format=rows").text("/0/gross") == "297.48");
  BOOST_TEST(world.organizer.get(accounts + "/summary", {{"If-None-Match", summary.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(accounts_are_for_organizers) {
  for (const auto* client : {&world.desk, &world.viewer, &world.partner}) {
    BOOST_TEST(client->get(accounts).status == 403);
    BOOST_TEST(client->get(accounts + "/summary").status == 403);
  }
  BOOST_TEST(world.organizer.get(accounts + "/summary").body == R"({"categories":[],"vat_totals":[],"totals":[]})");
  BOOST_TEST(outcome(world.organizer.get(accounts + "?format=xml")) == "422 ?format:unknown_value");
}

BOOST_AUTO_TEST_SUITE_END()
