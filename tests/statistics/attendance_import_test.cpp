#include "engine/statistics/attendance_import.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/core/import_report.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

const std::string header = "series_key,edition_year,companies,participants,vendors,source,complete\r\n";

std::string text_of(const std::vector<core::FieldError>& problems) {
  std::string text;
  for (const auto& problem : problems) text += problem.pointer + ":" + std::string(problem.code->code) + "\n";
  return text;
}
std::string text_of(const core::ImportProblems& problems) { return text_of(core::problems_error(problems).fields()); }
std::string problems(const std::string& csv) { return text_of(read_attendance(csv).problems); }

struct Fixture : support::TestRows {
  TurnoutMemory turnouts;
  AttendanceService service{data.database(), turnouts, {}};

  std::int64_t records() { return count("select count(*) from series_attendance_records", {}); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(attendance_import)

BOOST_AUTO_TEST_CASE(lines_are_read_whatever_the_order_of_their_columns) {
  const auto read = read_attendance(
      "complete;source;participants;series_key;edition_year\n"
      "TRUE;\"Heft 4; Seite 2\";102;kongress;2014\n"
      "\n"
      "false;Heft 5;134;kongress;2016\n");
  BOOST_TEST(text_of(read.problems) == "");
  BOOST_REQUIRE_EQUAL(read.lines.size(), 2U);
  BOOST_TEST(read.lines[0].line == 2U);
  BOOST_TEST(read.lines[0].series_key == "kongress");
  BOOST_TEST(read.lines[0].year == 2014);
  BOOST_TEST((read.lines[0].record == NewAttendanceRecord{{{}, 102, {}}, "Heft 4; Seite 2", true}));
  BOOST_TEST(read.lines[1].line == 4U);
  BOOST_TEST(!read.lines[1].record.complete);
}

BOOST_AUTO_TEST_CASE(a_wrong_header_is_reported_column_by_column) {
  BOOST_TEST(
      problems("") ==
      "line 1/series_key:required\nline 1/edition_year:required\nline 1/source:required\nline 1/complete:required\n");
  BOOST_TEST(problems("series_key,edition_year,source,complete,visitors,source\n") ==
             "line 1:unknown_member\nline 1/source:duplicate_member\n");
}

BOOST_AUTO_TEST_CASE(every_wrong_cell_of_every_line_is_reported) {
  BOOST_TEST(problems(header + "Kein Schlüssel,14,x,-1,2147483648,,ja\n"
                               "kongress,2014,,102,,Heft 4,true\n"
                               "kongress,2015,,,,Heft 4,true\n"
                               "kongress,2016,1\n"
                               "kongress,2017,1.5,,,\"Heft\n4\",true\n"
                               "kongress,2201,1,,,Heft 4,true\n") ==
             "line 2/series_key:wrong_format\n"
             "line 2/edition_year:out_of_range\n"
             "line 2/companies:wrong_format\n"
             "line 2/participants:out_of_range\n"
             "line 2/vendors:out_of_range\n"
             "line 2/complete:wrong_format\n"
             "line 2/source:required\n"
             "line 4:figures_missing\n"
             "line 5:csv_cell_count\n"
             "line 6/companies:wrong_format\n"
             "line 6/source:wrong_format\n"
             "line 8/edition_year:out_of_range\n");
}

BOOST_AUTO_TEST_CASE(the_same_year_twice_is_refused) {
  const auto read = read_attendance(header +
                                    "kongress,2014,,102,,Heft 4,true\n"
                                    "treffen,2014,,102,,Heft 4,true\n"
                                    "kongress,2014,,103,,Heft 4,true\n");
  BOOST_TEST(text_of(read.problems) == "line 4:duplicate_line\n");
  BOOST_TEST(read.problems[0].error.detail(core::Language::en).find("line 2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(broken_csv_is_reported_with_its_line) {
  BOOST_TEST(problems(header + "kongress,2014,,102,,He\"ft,true\nkongress,2015,,x,,Heft,true\n") ==
             "line 2:csv_quote\nline 3/participants:wrong_format\n");
}

BOOST_AUTO_TEST_CASE(too_many_lines_are_refused) {
  std::string csv = header;
  for (std::size_t i = 0; i < core::import_max_rows; ++i) {
    csv += "s" + std::to_string(i / 100) + "," + std::to_string(1900 + i % 100) + ",,1,,Heft,true\n";
  }
  BOOST_TEST(problems(csv) == "");
  csv += "zuviel,2014,,1,,Heft,true\n";
  BOOST_TEST(problems(csv) == "line 20002:wrong_count\n");
}

BOOST_FIXTURE_TEST_CASE(an_import_creates_changes_and_leaves_alone, Fixture) {
  series("kongress");
  series("treffen");
  BOOST_REQUIRE(service.put_series_record(call(), "kongress", 2014, {{{}, 102, {}}, "Heft 4", true}, {}));
  BOOST_REQUIRE(service.put_series_record(call(), "kongress", 2015, {{{}, 110, {}}, "Heft 4", true}, {}));
  const auto csv = header +
                   "kongress,2014,,102,,Heft 4,true\n"
                   "kongress,2015,,111,,Heft 4,true\n"
                   "treffen,2015,20,,3,Heft 5,false\n";
  const auto trial = service.import_attendance(call(), csv, true);
  BOOST_REQUIRE(trial);
  BOOST_TEST((*trial == core::ImportReport{.rows = 3, .created = 1, .updated = 1, .unchanged = 1, .dry_run = true}));
  BOOST_TEST(records() == 2);
  BOOST_TEST(service.get_series_record(call(), "kongress", 2015)->figures.participants.value() == 110);

  const auto done = service.import_attendance(call(), csv, false);
  BOOST_REQUIRE(done);
  BOOST_TEST((*done == core::ImportReport{.rows = 3, .created = 1, .updated = 1, .unchanged = 1, .dry_run = false}));
  BOOST_TEST(records() == 3);
  BOOST_TEST(service.get_series_record(call(), "kongress", 2015)->figures.participants.value() == 111);
  BOOST_TEST(service.get_series_record(call(), "treffen", 2015)->figures.vendors.value() == 3);

  const auto again = service.import_attendance(call(), csv, false);
  BOOST_TEST(again->unchanged == 3U);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_imported_when_one_line_is_wrong, Fixture) {
  series("kongress");
  series_of(data.add_organization("other"), "fremd");
  const auto refused = service.import_attendance(call(),
                                                 header +
                                                     "kongress,2014,,102,,Heft 4,true\n"
                                                     "nichts,2014,,102,,Heft 4,true\n"
                                                     "fremd,2014,,102,,Heft 4,true\n"
                                                     "kongress,2015,,x,,Heft 4,true\n",
                                                 false);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(
      text_of(refused.error().fields()) ==
      "line 3/series_key:reference_not_found\nline 4/series_key:reference_not_found\nline 5/participants:wrong_format\n");
  BOOST_TEST(records() == 0);
}

BOOST_FIXTURE_TEST_CASE(one_wrong_line_is_enough_to_refuse_the_rest, Fixture) {
  series("kongress");
  for (const char* wrong : {"nichts,2015,,1,,Heft 4,true\n", "kongress,2015,,x,,Heft 4,true\n"}) {
    const auto csv = header + "kongress,2014,,102,,Heft 4,true\n" + wrong;
    BOOST_TEST(!service.import_attendance(call(), csv, true));
    BOOST_TEST(!service.import_attendance(call(), csv, false));
    BOOST_TEST(records() == 0);
  }
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_too_large_is_not_even_read, Fixture) {
  const auto refused = service.import_attendance(call(), std::string(core::import_max_bytes + 1, 'x'), false);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "import_too_many_bytes");
}

BOOST_AUTO_TEST_SUITE_END()
