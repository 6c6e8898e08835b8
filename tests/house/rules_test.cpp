// Each rule catches an offender and lets an innocent file pass.
#include "tests/house/rules.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::house;

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(a_room_may_include_what_lies_below_it_and_nothing_above) {
  BOOST_TEST(forbidden_includes({"engine/events/event.hpp", "#include \"engine/core/id.hpp\"\n"}).empty());
  BOOST_TEST(forbidden_includes({"engine/events/event.hpp", "#include \"engine/events/series.hpp\"\n"}).empty());
  BOOST_TEST(forbidden_includes({"engine/core/id.hpp", "#include \"engine/storage/value.hpp\"\n"}).size() == 1U);
  BOOST_TEST(
      forbidden_includes({"engine/events/event.cpp", "#include \"engine/registration/check_in.hpp\"\n"}).size() == 1U);
  BOOST_TEST(forbidden_includes({"engine/statistics/trend.cpp", "#include \"api/json/codec.hpp\"\n"}).size() == 1U);
  BOOST_TEST(forbidden_includes({"api/http/query.cpp", "#include \"engine/access/role.hpp\"\n"}).size() == 1U);
  BOOST_TEST(forbidden_includes({"api/resources/events.cpp", "#include \"api/server/server.hpp\"\n"}).size() == 1U);
  BOOST_TEST(forbidden_includes({"api/main.cpp", "#include \"engine/core/id.hpp\"\n"}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_audit_trail_knows_who_calls_and_no_more_of_access) {
  BOOST_TEST(forbidden_includes({"engine/audit/audit.hpp", "#include \"engine/access/call.hpp\"\n"}).empty());
  BOOST_TEST(forbidden_includes({"engine/audit/audit.cpp", "#include \"engine/access/token.hpp\"\n"}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_room_without_a_place_in_the_order_is_refused) {
  BOOST_TEST(forbidden_includes({"engine/attic/thing.cpp", ""}).size() == 1U);
  BOOST_TEST(forbidden_includes({"tests/attic/thing.cpp", ""}).empty());
}

BOOST_AUTO_TEST_CASE(soci_asio_and_json_libraries_stay_in_their_rooms) {
  BOOST_TEST(library_leaks({"engine/storage/connection.cpp", "#include <soci/soci.h>\n"}).empty());
  BOOST_TEST(library_leaks({"engine/events/event_service.cpp", "#include <soci/soci.h>\n"}).size() == 1U);
  BOOST_TEST(library_leaks({"engine/events/event_service.cpp", "#include <mysql.h>\n"}).size() == 1U);
  BOOST_TEST(library_leaks({"api/server/listener.cpp", "#include <boost/asio.hpp>\n"}).empty());
  BOOST_TEST(library_leaks({"api/pipeline/pipeline.cpp", "#include <boost/beast/http.hpp>\n"}).size() == 1U);
  BOOST_TEST(library_leaks({"api/resources/events.cpp", "#include <boost/json.hpp>\n"}).size() == 1U);
  BOOST_TEST(library_leaks({"bench/baseline.cpp", "#include <boost/beast/http.hpp>\n"}).empty());
}

BOOST_AUTO_TEST_CASE(six_hundred_lines_are_allowed_and_one_more_is_not) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "x\n";
  BOOST_TEST(too_long({"engine/core/id.cpp", text}).empty());
  BOOST_TEST(too_long({"engine/core/id.cpp", text + "x\n"}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(statements_are_found_outside_stores_and_prose_is_not) {
  BOOST_TEST(misplaced_sql({"engine/events/event_store.cpp", "tx.execute(\"delete from events\", {});"}).empty());
  BOOST_TEST(misplaced_sql({"engine/events/event_service.cpp", "tx.execute(\"delete from events\", {});"}).size() ==
             1U);
  BOOST_TEST(misplaced_sql({"api/resources/events.cpp", "tx.select(\"select id from events\", {});"}).size() == 1U);
  BOOST_TEST(misplaced_sql({"api/app/doctor.cpp", "\"update events set name = :name\""}).size() == 1U);
  BOOST_TEST(misplaced_sql({"api/resources/events.cpp", ".summary = \"update an event\""}).empty());
  BOOST_TEST(misplaced_sql({"api/resources/events.cpp", ".summary = \"select what you need\""}).empty());
}

BOOST_AUTO_TEST_CASE(a_header_says_what_it_is_for) {
  BOOST_TEST(missing_purpose({"engine/core/id.hpp", "// Purpose: identifiers.\n#pragma once\n"}).empty());
  BOOST_TEST(missing_purpose({"engine/core/id.hpp", "#pragma once\n"}).size() == 1U);
  BOOST_TEST(missing_purpose({"engine/core/id.cpp", "#include <string>\n"}).empty());
}

BOOST_AUTO_TEST_CASE(unfinished_marks_and_paths_of_one_machine_are_found) {
  // Put together, so that this file is no offender.
  std::string mark = "// TO";
  mark += "DO later\n";
  std::string path = "cd /ho";
  path += "me/someone/tagwerk\n";
  BOOST_TEST(unfinished_business({"engine/core/id.cpp", mark}).size() == 1U);
  BOOST_TEST(unfinished_business({"scripts/run", path}).size() == 1U);
  BOOST_TEST(unfinished_business({"scripts/run", "log=var/work/log # worker\n"}).empty());
}

BOOST_AUTO_TEST_CASE(codes_are_read_from_declarations_in_any_layout) {
  const auto codes =
      error_codes({"engine/events/events_errors.hpp",
                   "inline constexpr ErrorCode one{ErrorKind::invalid, \"first\", {}};\n"
                   "inline constexpr core::ErrorCode two{\n    core::ErrorKind::conflict,\n    \"second\",\n"
                   "inline constexpr ProtocolError three{400,\n   \"third\"\n"});
  BOOST_TEST_REQUIRE(codes.size() == 3U);
  BOOST_TEST(codes[0] == "ErrorCode first");
  BOOST_TEST(codes[1] == "ErrorCode second");
  BOOST_TEST(codes[2] == "ProtocolError third");
}

BOOST_AUTO_TEST_SUITE_END()
