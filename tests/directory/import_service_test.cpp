#include "engine/directory/import_service.hpp"

#include <future>

#include "engine/core/import_report.hpp"
#include "engine/directory/import.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

const std::string two_companies =
    "name,role,region_key,city\r\n\"Müller; Söhne\",partner,nord,Köln\r\n😀 שלום,vendor,,\r\n";

struct Fixture : DirectoryFixture {
  Fixture() { (void)regions.create(organizer, {"nord", "Nord", {}}).value(); }
  std::int64_t rows_of(const std::string& table) { return count("select count(*) from " + table, {}); }
};

core::ImportReport report(std::size_t rows, std::size_t created, bool dry_run = false) {
  return {.rows = rows, .created = created, .updated = 0, .unchanged = rows - created, .dry_run = dry_run};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(import_service, Fixture)

BOOST_AUTO_TEST_CASE(companies_are_created_and_a_second_time_unchanged) {
  BOOST_TEST((imports.import_companies(organizer, two_companies, false).value() == report(2, 2)));
  const auto list =
      companies.list(organizer, {.role = CompanyRole::partner, .region_key = {}, .name = {}, .only = {}}, {});
  BOOST_REQUIRE_EQUAL(list.items.size(), 1U);
  const auto& company = list.items[0];
  BOOST_TEST(company.name == "Müller; Söhne");
  BOOST_TEST(company.region_key.value() == "nord");
  BOOST_TEST(company.city.value() == "Köln");
  BOOST_TEST((company.created_at == now));
  BOOST_TEST(trail(company.id.uuid) == "created");
  BOOST_TEST((imports.import_companies(organizer, two_companies, false).value() == report(2, 0)));
  const std::string other_city = "name,role,city\n\"Müller; Söhne\",partner,Bonn\nNeu,partner,Ulm\n";
  BOOST_TEST((imports.import_companies(organizer, other_city, false).value() == report(2, 1)));
  BOOST_TEST((companies.find(organizer, company.id).value() == company));
  BOOST_TEST(rows_of("companies") == 3);
}

BOOST_AUTO_TEST_CASE(a_dry_run_checks_everything_and_changes_nothing) {
  BOOST_TEST((imports.import_companies(organizer, two_companies, true).value() == report(2, 2, true)));
  BOOST_TEST(rows_of("companies") == 0);
  BOOST_TEST(refusal(imports.import_companies(organizer, "name,role,region_key\nA,partner,ost\n", true)) ==
             "validation_failed line 2/region_key:reference_not_found");
  (void)new_company("A");
  const std::string csv = "company,given_name,family_name,email\nA,Anna,X,a@example.org\n";
  BOOST_TEST((imports.import_people(organizer, csv, true).value() == report(1, 1, true)));
  BOOST_TEST(rows_of("people") == 0);
  BOOST_TEST(refusal(imports.import_people(organizer, csv + "B,Anna,X,a@example.org\n", true)) ==
             "validation_failed line 3/company:reference_not_found");
}

BOOST_AUTO_TEST_CASE(one_bad_line_and_nothing_is_imported_and_all_bad_lines_are_named_in_order) {
  const std::string csv =
      "name,role,region_key\n"
      "Good,partner,nord\n"
      "A,partner,ost\n"
      ",partner,\n"
      "B,emperor,\n"
      "C,vendor,west\n";
  BOOST_TEST(refusal(imports.import_companies(organizer, csv, false)) ==
             "validation_failed line 3/region_key:reference_not_found line 4/name:required line 5/role:unknown_value "
             "line 6/region_key:reference_not_found");
  BOOST_TEST(rows_of("companies") == 0);
  BOOST_TEST(count("select count(*) from audit_entries where object_kind = 'company'", {}) == 0);
}

BOOST_AUTO_TEST_CASE(people_go_to_the_companies_that_they_name) {
  const auto a = new_company("A");
  const auto old = new_company("Alt");
  (void)companies.merge(organizer, old.id, a.id).value();
  const auto anna = new_person(a.id, "anna@example.org");
  const std::string csv =
      "email,company,given_name,family_name,function\n"
      "ANNA@example.org,A,Anna,Neu,\n"
      "zoë@example.org,A,Zoë,שלום 😀,Geschäftsführung\n"
      "bert@example.org,Alt,Bert,B,\n";
  BOOST_TEST((imports.import_people(organizer, csv, false).value() == report(3, 2)));
  BOOST_TEST((people.find(organizer, anna.id).value() == anna));
  const auto zoe = people.list(organizer, {.company = a.id, .email = "zoë@example.org"}, {});
  BOOST_REQUIRE_EQUAL(zoe.items.size(), 1U);
  BOOST_TEST(zoe.items[0].family_name == "שלום 😀");
  BOOST_TEST(zoe.items[0].function.value() == "Geschäftsführung");
  BOOST_TEST(trail(zoe.items[0].id.uuid) == "created");
  BOOST_TEST(people.list(organizer, {.company = a.id, .email = {}}, {}).items.size() == 3U);
  BOOST_TEST((imports.import_people(organizer, csv, false).value() == report(3, 0)));

  BOOST_TEST(refusal(imports.import_people(organizer, csv + "x,A,X,Y,\nnew@example.org,Nobody,N,N,\n", false)) ==
             "validation_failed line 5/email:wrong_format line 6/company:reference_not_found");
  BOOST_TEST(rows_of("people") == 3);
}

BOOST_AUTO_TEST_CASE(an_import_sees_its_own_organization_only) {
  const auto stranger = call_of(data.add_organization("other"));
  (void)new_company("A");
  BOOST_TEST(refusal(imports.import_people(stranger, "company,given_name,family_name,email\nA,A,A,a@example.org\n",
                                           false)) == "validation_failed line 2/company:reference_not_found");
  BOOST_TEST(refusal(imports.import_companies(stranger, two_companies, false)) ==
             "validation_failed line 2/region_key:reference_not_found");
  BOOST_TEST((imports.import_companies(stranger, "name,role\nA,partner\n", false).value() == report(1, 1)));
}

BOOST_AUTO_TEST_CASE(the_limit_of_bytes_holds_exactly) {
  std::string csv = "name,role\nA,partner\n";
  csv.resize(core::import_max_bytes, '\n');
  BOOST_TEST((imports.import_companies(organizer, csv, true).value() == report(1, 1, true)));
  const auto refused = imports.import_companies(organizer, csv + "\n", true);
  BOOST_TEST(refusal(refused) == "import_too_many_bytes");
  BOOST_TEST(detail(refused) == "The file has 8388609 bytes, allowed are 8388608.");
  BOOST_TEST(refusal(imports.import_people(organizer, csv + "\n", false)) == "import_too_many_bytes");
}

BOOST_AUTO_TEST_CASE(as_many_lines_as_are_allowed_are_imported) {
  std::string company_csv = "name,role\n";
  std::string people_csv = "company,given_name,family_name,email\n";
  for (std::size_t i = 0; i < core::import_max_rows; ++i) {
    company_csv += "Firma " + std::to_string(i) + ",partner\n";
    people_csv += "Firma " + std::to_string(i) + ",Anna,Nr. " + std::to_string(i) + ",p@example.org\n";
  }
  const auto start = std::chrono::steady_clock::now();
  BOOST_TEST((imports.import_companies(organizer, company_csv, false).value() ==
              report(core::import_max_rows, core::import_max_rows)));
  BOOST_TEST((imports.import_people(organizer, people_csv, false).value() ==
              report(core::import_max_rows, core::import_max_rows)));
  const auto took = std::chrono::steady_clock::now() - start;
  BOOST_TEST_MESSAGE("importing twice " << core::import_max_rows << " lines took "
                                        << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                                        << " ms");
  BOOST_TEST(rows_of("companies") == static_cast<std::int64_t>(core::import_max_rows));
  BOOST_TEST(rows_of("people") == static_cast<std::int64_t>(core::import_max_rows));
}

BOOST_AUTO_TEST_CASE(the_same_file_twice_at_the_same_moment_creates_everything_once) {
  std::string csv = "name,role\n";
  for (int i = 0; i < 500; ++i) csv += "Firma " + std::to_string(i) + ",partner\n";
  const auto import = [&] { return imports.import_companies(organizer, csv, false).value().created; };
  auto other = std::async(std::launch::async, import);
  const auto mine = import();
  BOOST_TEST(mine + other.get() == 500U);
  BOOST_TEST(rows_of("companies") == 500);
}

BOOST_AUTO_TEST_SUITE_END()
