// The contacts of vendors: each vendor's own, and who it is only with consent.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct Leads : Vendoring {
  Answer participation = [this] {
    make_package();
    return booked();
  }();
  std::string path = of(participation, "/leads");

  std::string lead(const std::string& more = {}, bool consent = true) {
    return R"({"company_id": ")" + world.partner_company + R"(", "rating": "hot", "consent": )" +
           (consent ? "true" : "false") + more + "}";
  }
  Answer change(const Answer& of_lead, const std::string& patch) {
    return world.vendor.patch(path + "/" + of_lead.id(), patch, {{"If-Match", "*"}});
  }
};

const std::string anna = R"(, "name": "Anna Beispiel", "email": "anna@example.org", "phone": "+49 30 123")";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_leads, Leads)

BOOST_AUTO_TEST_CASE(a_lead_is_made_read_changed_and_deleted) {
  const auto made = world.vendor.post(path, lead(anna + R"(, "note": "Angebot", "consent_text": "Ja")"));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == path + "/" + made.id());
  BOOST_TEST(members_of(made) ==
             "id participation_id company_id rating note consent consent_at consent_text name email phone created_at "
             "updated_at");
  BOOST_TEST(made.text("/consent_at") == made.text("/created_at"));
  BOOST_TEST(world.vendor.get(path + "/" + made.id()).body == made.body);
  check_versions(world.vendor, path + "/" + made.id(), R"({"rating": "cold", "note": null})");
  check_removal(world.vendor, path + "/" + made.id());
}

BOOST_AUTO_TEST_CASE(who_it_is_is_kept_with_consent_only_and_erased_without) {
  BOOST_TEST(outcome(world.vendor.post(path, lead(anna + R"(, "consent_text": "x")", false))) ==
             "422 /consent_text:consent_needed /name:consent_needed /email:consent_needed /phone:consent_needed");
  BOOST_TEST(outcome(world.vendor.post(path, lead("", false))) == "201");
  const auto made = world.vendor.post(path, lead(anna));
  const auto erased = change(made, R"({"consent": false})");
  BOOST_TEST(outcome(erased) == "200");
  for (const char* member : {"/name", "/email", "/phone", "/consent_at", "/consent_text"})
    BOOST_TEST(erased.is_null(member), member);
  BOOST_TEST(outcome(change(made, R"({"name": "Anna"})")) == "422 /name:consent_needed");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + made.id());
  BOOST_TEST(trail.size("/results") == 2u);
  BOOST_TEST(trail.body.find("Anna") == std::string::npos);
  BOOST_TEST(trail.body.find("anna@") == std::string::npos);
  BOOST_TEST(trail.body.find(world.partner_company) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(members_are_checked_and_told_at_once) {
  BOOST_TEST(outcome(world.vendor.post(path, R"({"rating": "boiling", "email": "x", "phone": "", "y": 1})")) ==
             "422 /rating:unknown_value /email:wrong_format /phone:wrong_length /y:unknown_member /company_id:required "
             "/consent:required");
  const auto with = [&](const std::string& member, const std::string& value) {
    return world.vendor.post(path, lead(", \"" + member + "\": " + value));
  };
  check_line([&](const std::string& value) { return with("name", value); }, "/name", 200, 201);
  check_line([&](const std::string& value) { return with("phone", value); }, "/phone", 50, 201);
  BOOST_TEST(outcome(with("note", quoted(times("ü", 2000)))) == "201");
  BOOST_TEST(outcome(with("note", quoted(times("ü", 2001)))) == "422 /note:wrong_length");
  BOOST_TEST(outcome(with("consent_at", "\"2999-01-01T00:00:00Z\"")) == "422 /consent_at:not_in_past");
  const auto made = with("consent_at", "\"2016-01-01T00:00:00Z\"");
  BOOST_TEST(made.text("/consent_at") == "2016-01-01T00:00:00Z");
  BOOST_TEST(outcome(change(made, R"({"consent_at": "2999-01-01T00:00:00Z"})")) == "422 /consent_at:not_in_past");
}

BOOST_AUTO_TEST_CASE(a_contact_is_with_a_partner) {
  const auto with = [&](const std::string& company) {
    return outcome(world.vendor.post(path, R"({"rating": "hot", "consent": false, "company_id": ")" + company + "\"}"));
  };
  BOOST_TEST(with(world.vendor_company) == "422 /company_id:company_is_no_partner");
  BOOST_TEST(with(nobodys_id) == "422 /company_id:reference_not_found");
  const auto made = world.vendor.post(path, lead());
  BOOST_TEST(outcome(change(made, R"({"company_id": ")" + world.vendor_company + "\"}")) ==
             "422 /company_id:company_is_no_partner");
  BOOST_TEST(outcome(change(made, R"({"company_id": ")" + std::string(nobodys_id) + "\"}")) ==
             "422 /company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(leads_are_the_vendors_alone_and_organizers_get_counts) {
  const auto made = world.vendor.post(path, lead(anna));
  BOOST_TEST_REQUIRE(outcome(world.vendor.post(path, lead("", false))) == "201");
  for (const auto* client : {&world.admin, &world.organizer, &world.desk, &world.viewer, &world.partner}) {
    BOOST_TEST(client->get(path).status == 403);
    BOOST_TEST(client->get(path + "/" + made.id()).status == 403);
  }
  const auto other = rival(world.new_company("vendor"));
  BOOST_TEST(outcome(other.get(path)) == "404 not_found");
  BOOST_TEST(outcome(other.get(path + "/" + made.id())) == "404 not_found");
  const auto summary = world.organizer.get(path + "/summary");
  BOOST_TEST(summary.body == R"({"total":2,"hot":2,"warm":0,"cold":0,"with_consent":1})");
  BOOST_TEST(world.vendor.get(path + "/summary").body == summary.body);
  BOOST_TEST(outcome(other.get(path + "/summary")) == "404 not_found");
  BOOST_TEST(world.viewer.get(path + "/summary").status == 403);
}

BOOST_AUTO_TEST_CASE(contacts_are_listed_filtered_and_exported_without_running_formulas) {
  const auto made = world.vendor.post(path, lead(R"(, "name": "=1+1")"));
  const auto second = world.vendor.post(
      path, R"({"rating": "cold", "consent": false, "company_id": ")" + world.partner_company + "\"}");
  using Ids = std::vector<std::string>;
  BOOST_TEST((walk(world.vendor, path) == Ids{made.id(), second.id()}));
  BOOST_TEST((walk(world.vendor, path + "?rating=cold&company_id=" + world.partner_company) == Ids{second.id()}));
  BOOST_TEST(outcome(world.vendor.get(path + "?rating=x&format=xml")) ==
             "422 ?rating:unknown_value ?format:unknown_value");
  const auto csv = world.vendor.get(path + "?limit=1", {{"Accept", "text/csv"}});
  BOOST_TEST(csv.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.header("link").find("rel=\"next\"") != std::string::npos);
  BOOST_TEST(csv.body.starts_with("id,company_id,rating,name,email,phone,note,consent,consent_at,consent_text,"));
  BOOST_TEST(csv.body.find(",hot,'=1+1,") != std::string::npos);
  const auto rows = world.vendor.get(path + "?format=rows");
  BOOST_TEST(rows.text("/0/name") == "=1+1");
  BOOST_TEST(rows.is_null("/1/name"));
}

BOOST_AUTO_TEST_CASE(who_has_not_booked_keeps_none) {
  BOOST_TEST_REQUIRE(outcome(act(participation, "cancellation")) == "200");
  BOOST_TEST(outcome(world.vendor.post(path, lead())) == "409 participation_not_booked");
}

BOOST_AUTO_TEST_CASE(a_participation_has_at_most_10000_contacts_and_a_repeated_key_makes_one) {
  check_idempotency(world.vendor, path, [&] { return lead(R"(, "note": ")" + world.fresh_word() + "\""); });
  const auto id = tagwerk::core::Uuid::parse(participation.id()).value();
  world.database.database().transact(nullptr, [&](tagwerk::storage::Transaction& tx) {
    return tx.execute(
        "insert into vendor_leads (id, organization_id, participation_id, company_id, rating, consent, created_at, "
        "updated_at) select unhex(lpad(hex(seq), 32, '0')), organization_id, participation_id, company_id, 'cold', 0, "
        "created_at, updated_at from (select * from vendor_leads where participation_id = :id limit 1) one, "
        "seq_1_to_9998",
        {{"id", id}});
  });
  BOOST_TEST(outcome(world.vendor.post(path, lead())) == "409 too_many_leads");
}

BOOST_AUTO_TEST_SUITE_END()
