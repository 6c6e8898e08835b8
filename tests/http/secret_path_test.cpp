#include "api/http/secret_path.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

using tagwerk::http::without_secrets;

BOOST_AUTO_TEST_SUITE(secret_path)

BOOST_AUTO_TEST_CASE(what_stands_below_personal_is_not_shown) {
  const std::string secret = "twl_AbCdEf0123456789-_AbCdEf0123456789-_AbCdEf0";
  const std::pair<std::string, std::string> cases[] = {
      {"/api/v1/personal/" + secret + "/itinerary", "/api/v1/personal/***/itinerary"},
      {"/api/v1/personal/" + secret, "/api/v1/personal/***"},
      {"/api/v1/personal/%74wl_AbC/feedback", "/api/v1/personal/***/feedback"},
      {"/api/v1/personal/%ff/feedback", "/api/v1/personal/***/feedback"},
      {"/api/v1/personal//feedback", "/api/v1/personal//feedback"},
      {"/api/v1/persnal/" + secret + "/itinerary?format=ics", "/api/v1/persnal/***/itinerary?format=ics"},
      {"/api/v1/persnal/%74%77l_AbC", "/api/v1/persnal/***"},
      {"/x?token=twk_AbC&y=1", "/x?token=***&y=1"},
      {"GET /api/v1/personal/" + secret + "/x HTTP/1.1", "GET /api/v1/personal/***/x HTTP/1.1"},
      {"/api/v1/events/01jdf0/trip/links", "/api/v1/events/01jdf0/trip/links"},
      {"/api/v1/personal", "/api/v1/personal"},
      {"", ""}};
  for (const auto& [path, shown] : cases)
    BOOST_TEST(without_secrets(path) == shown, path << " → " << without_secrets(path));
}

BOOST_AUTO_TEST_SUITE_END()
