#include "engine/core/text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace tagwerk::core;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(well_formed_utf8_is_accepted_up_to_the_ends_of_each_length) {
  for (const char* good :
       {"", "a", "ä", "€", "😀", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "שלום", "e\xCC\x81"}) {
    BOOST_TEST_CONTEXT(good) { BOOST_TEST(is_utf8(good)); }
  }
  BOOST_TEST(is_utf8(std::string("a\0b", 3)));
}

BOOST_AUTO_TEST_CASE(overlong_forms_surrogates_and_what_is_beyond_unicode_are_refused) {
  for (const char* bad : {"\x80",
                          "\xBF",
                          "\xC0\x80",
                          "\xC1\xBF",
                          "\xE0\x9F\xBF",
                          "\xED\xA0\x80",
                          "\xED\xBF\xBF",
                          "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80",
                          "\xFE",
                          "\xFF",
                          "\xC3",
                          "\xE2\x82",
                          "\xF0\x9F\x98",
                          "\xC3(",
                          "\xE2(\xA1",
                          "\xE2\x82(",
                          "a\xC3\xA4\xC3",
                          "\xF0\x28\x8C\xBC"}) {
    BOOST_TEST(!is_utf8(bad));
  }
}

BOOST_AUTO_TEST_CASE(code_points_are_counted_as_varchar_counts_them) {
  BOOST_TEST(code_points("") == 0U);
  BOOST_TEST(code_points("abc") == 3U);
  BOOST_TEST(code_points("äöü") == 3U);
  BOOST_TEST(code_points("😀") == 1U);
  BOOST_TEST(code_points("e\xCC\x81") == 2U);
}

BOOST_AUTO_TEST_CASE(keys_are_1_to_64_of_lower_case_digits_underscore_and_hyphen) {
  BOOST_TEST(is_key("jahreskongress"));
  BOOST_TEST(is_key("a"));
  BOOST_TEST(is_key("-_09az"));
  BOOST_TEST(is_key(std::string(64, 'a')));
  BOOST_TEST(!is_key(std::string(65, 'a')));
  for (const char* bad : {"", "A", "ä", "a b", "a.b", "a/b", " a", "a\n", "a:b", "a`"}) {
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(!is_key(bad)); }
  }
  BOOST_TEST(!is_key(std::string("a\0", 2)));
}

BOOST_AUTO_TEST_CASE(controls_are_found_wherever_they_stand) {
  for (const char* with : {"\x01", "a\tb", "a\n", "\r", "a\x1F", "\x7F", "\xC2\x80", "a\xC2\x9F"}) {
    BOOST_TEST(has_control(with));
  }
  BOOST_TEST(has_control(std::string("a\0b", 3)));
  for (const char* without : {"", " ", "~", "\xC2\xA0", "äöü", "😀"}) {
    BOOST_TEST_CONTEXT(without) { BOOST_TEST(!has_control(without)); }
  }
  BOOST_TEST(has_control("\xFF"));
}

BOOST_AUTO_TEST_CASE(blank_is_nothing_but_white_space_of_any_kind) {
  for (const char* blank : {"", " ", "\t\r\n", "\xC2\xA0", "\xE2\x80\x83", "\xE3\x80\x80", "\xE2\x80\x8B",
                            "\xEF\xBB\xBF", " \xE2\x80\xA8 "}) {
    BOOST_TEST(is_blank(blank));
  }
  for (const char* filled : {"a", " a ", ".", "\xE2\x80\x83x", "\xFF"}) BOOST_TEST(!is_blank(filled));
}

BOOST_AUTO_TEST_CASE(mail_addresses_have_one_at_and_a_plausible_domain) {
  for (const char* good : {"a@b", "anna.maria+x@example.org", "o'neil@sub.example.co", "jürgen@müller.example"}) {
    BOOST_TEST_CONTEXT(good) { BOOST_TEST(is_email(good)); }
  }
  for (const char* bad : {"", "a", "@", "a@", "@b", "a@@b", "a@b@c", "a b@c", "a@b c", "a@.b", "a@b.", "a@b..c",
                          "a@b,c", "a<b>@c", "a@b\n", "a\t@b", "\"a\"@b"}) {
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(!is_email(bad)); }
  }
  std::string longest(252, 'a');
  longest.append("@b");
  BOOST_TEST(is_email(longest));
  BOOST_TEST(!is_email("a" + longest));
}

BOOST_AUTO_TEST_CASE(countries_are_two_upper_case_letters) {
  BOOST_TEST(is_country("DE"));
  BOOST_TEST(is_country("HK"));
  for (const char* bad : {"", "D", "DEU", "de", "D1", "Ä", "D "}) BOOST_TEST(!is_country(bad));
}

BOOST_AUTO_TEST_CASE(a_long_wrong_value_is_cut_between_characters) {
  const auto times = [](std::size_t count, const char* character, const char* end = "") {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += character;
    return text.append(end);
  };
  BOOST_TEST(echo(times(100, "a")) == times(100, "a"));
  BOOST_TEST(echo(times(101, "a")) == times(100, "a", "…"));
  BOOST_TEST(echo(times(50, "ü")) == times(50, "ü"));
  BOOST_TEST(echo("a" + times(60, "ü")) == "a" + times(49, "ü", "…"));
}

BOOST_AUTO_TEST_CASE(a_long_text_is_cut_to_a_length_between_characters) {
  BOOST_TEST(cut("abcdef", 6) == "abcdef");
  BOOST_TEST(cut("abcdefg", 6) == "abc…");
  BOOST_TEST(cut("abäöüxyz", 7) == "abä…");
  BOOST_TEST(cut("aäöüxyz", 7) == "aä…");
}

BOOST_AUTO_TEST_SUITE_END()
