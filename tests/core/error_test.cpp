#include "engine/core/error.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "engine/core/result.hpp"

using namespace tagwerk::core;

namespace {

constexpr ErrorCode too_small{ErrorKind::capacity,
                              "too_small",
                              {"Too small", "Zu klein"},
                              {"capacity ({capacity}) of room ({room})", "Kapazität ({capacity}) von Raum ({room})"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(placeholders_are_filled_by_name) {
  BOOST_TEST(fill("{a} and {b} and {a}", {{"a", "1"}, {"b", "2"}}) == "1 and 2 and 1");
  BOOST_TEST(fill("nothing", {{"a", "1"}}) == "nothing");
  BOOST_TEST(fill("", {}) == "");
}

BOOST_AUTO_TEST_CASE(a_placeholder_without_an_argument_stays) { BOOST_TEST(fill("{a} {b}", {{"b", "2"}}) == "{a} 2"); }

BOOST_AUTO_TEST_CASE(an_argument_is_not_filled_again) {
  BOOST_TEST(fill("{a} {b}", {{"a", "{b}"}, {"b", "{a}"}}) == "{b} {a}");
}

BOOST_AUTO_TEST_CASE(braces_without_a_partner_stay) {
  BOOST_TEST(fill("a { b", {{"b", "1"}}) == "a { b");
  BOOST_TEST(fill("a } b", {}) == "a } b");
  BOOST_TEST(fill("{", {}) == "{");
  BOOST_TEST(fill("{}", {}) == "{}");
}

BOOST_AUTO_TEST_CASE(an_error_speaks_both_languages) {
  const Error error(too_small, {{"capacity", "12"}, {"room", "7"}});
  BOOST_TEST(error.title(Language::en) == "Too small");
  BOOST_TEST(error.title(Language::de) == "Zu klein");
  BOOST_TEST(error.detail(Language::en) == "capacity (12) of room (7)");
  BOOST_TEST(error.detail(Language::de) == "Kapazität (12) von Raum (7)");
  BOOST_TEST((error.kind() == ErrorKind::capacity));
}

BOOST_AUTO_TEST_CASE(a_result_is_a_value_or_an_error) {
  const Result<int> good = 5;
  BOOST_TEST(good.has_value());
  BOOST_TEST(*good == 5);
  const Result<int> bad = fail(too_small);
  BOOST_TEST(bad.has_error());
  BOOST_TEST(bad.error().code().code == "too_small");
  BOOST_CHECK_THROW((void)bad.value(), std::logic_error);
  const Result<> nothing;
  BOOST_TEST(nothing.has_value());
  BOOST_CHECK_THROW(Result<>(fail(too_small)).value(), std::logic_error);
}

BOOST_AUTO_TEST_CASE(field_errors_keep_their_order_and_pointers) {
  std::vector<FieldError> fields;
  fields.push_back({"/a", &too_small, {{"capacity", "1"}}});
  fields.push_back({"/b/0", &too_small, {}});
  const auto error = fail_fields(std::move(fields));
  BOOST_TEST((error.kind() == ErrorKind::invalid));
  BOOST_TEST_REQUIRE(error.fields().size() == 2U);
  BOOST_TEST(error.fields()[0].pointer == "/a");
  BOOST_TEST(error.fields()[0].detail(Language::en) == "capacity (1) of room ({room})");
  BOOST_TEST(error.fields()[1].pointer == "/b/0");
}

BOOST_AUTO_TEST_CASE(what_was_expected_is_said_in_german_too) {
  const FieldError error{"/email", &field_format, {{"value", "an id"}, {"expected", "an e-mail address"}}};
  BOOST_TEST(error.detail(Language::en) == "'an id' is not an e-mail address");
  BOOST_TEST(error.detail(Language::de) == "'an id' ist kein gültiger Wert (erwartet: eine E-Mail-Adresse)");
  const FieldError unknown{"/x", &field_format, {{"value", "1"}, {"expected", "a dragon"}}};
  BOOST_TEST(unknown.detail(Language::de) == "'1' ist kein gültiger Wert (erwartet: a dragon)");
}

BOOST_AUTO_TEST_SUITE_END()
