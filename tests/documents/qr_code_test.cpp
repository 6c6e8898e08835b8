#include "engine/documents/qr_code.hpp"

#include <boost/test/unit_test.hpp>

#include <regex>
#include <stdexcept>

#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::documents;
using namespace tagwerk::test;

namespace {

// As long as a signed ticket.
const std::string signed_ticket = "T-A59YMS6E728DKJS5W0C0." + std::string(95, 'Q') + "MZXW6YTB";

std::vector<std::string> only(const std::string& text) { return {text}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(qr_code)

BOOST_AUTO_TEST_CASE(a_picture_of_any_size_says_what_it_was_made_of) {
  for (const int size : {min_qr_size_px, 129, default_qr_size_px, 1000, max_qr_size_px}) {
    const auto picture = read_png(qr_png(QrCode(signed_ticket), size));
    BOOST_TEST(picture.width == size);
    BOOST_TEST(picture.height == size);
    BOOST_TEST(qr_texts(picture) == only(signed_ticket), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(any_text_will_do) {
  for (const std::string text : {"A", "0123456789", "Größe 😀", "https://example.org/?a=b&c"})
    BOOST_TEST(qr_texts(read_png(qr_png(QrCode(text), 400))) == only(text), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_signed_ticket_takes_41_modules) { BOOST_TEST(QrCode(signed_ticket).size() == 41); }

BOOST_AUTO_TEST_CASE(the_same_text_gives_the_same_bytes) {
  BOOST_TEST((qr_png(QrCode(signed_ticket), 320) == qr_png(QrCode(signed_ticket), 320)));
  BOOST_TEST((qr_svg(QrCode(signed_ticket), 320) == qr_svg(QrCode(signed_ticket), 320)));
}

BOOST_AUTO_TEST_CASE(modules_are_whole_pixels_with_white_around) {
  const int size = 500;
  const auto picture = read_png(qr_png(QrCode(signed_ticket), size));
  for (const char pixel : picture.grey) BOOST_REQUIRE((pixel == '\0' || pixel == '\xFF'));
  const int scale = size / (41 + 2 * qr_quiet_modules);
  for (int along = 0; along < size; ++along) {
    for (int depth = 0; depth < qr_quiet_modules * scale; ++depth) {
      BOOST_REQUIRE(picture.at(along, depth) == 255);
      BOOST_REQUIRE(picture.at(depth, along) == 255);
      BOOST_REQUIRE(picture.at(along, size - 1 - depth) == 255);
      BOOST_REQUIRE(picture.at(size - 1 - depth, along) == 255);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_drawing_has_the_same_modules) {
  const QrCode code(signed_ticket);
  const auto svg = qr_svg(code, 777);
  BOOST_TEST(
      svg.starts_with(R"(<svg xmlns="http://www.w3.org/2000/svg" width="777" height="777" viewBox="0 0 49 49" )"));
  Picture picture{49 * 8, 49 * 8, std::string(49 * 8 * 49 * 8, '\xFF')};
  const std::regex step("M([0-9]+) ([0-9]+)h([0-9]+)v1h-[0-9]+z");
  for (std::sregex_iterator at(svg.begin(), svg.end(), step), end; at != end; ++at) {
    const int x = std::stoi((*at)[1]) * 8;
    const int y = std::stoi((*at)[2]) * 8;
    for (int line = y; line < y + 8; ++line)
      picture.grey.replace(static_cast<std::size_t>(line * picture.width + x), std::stoul((*at)[3]) * 8,
                           std::stoul((*at)[3]) * 8, '\0');
  }
  BOOST_TEST(qr_texts(picture) == only(signed_ticket), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_no_code_holds_is_refused) {
  BOOST_CHECK_THROW(QrCode(std::string(5000, 'a')), std::invalid_argument);
  BOOST_CHECK_THROW(QrCode(""), std::invalid_argument);
  BOOST_CHECK_THROW(QrCode(std::string("a\0b", 3)), std::invalid_argument);
  BOOST_CHECK_THROW(static_cast<void>(qr_png(QrCode(signed_ticket), 48)), std::invalid_argument);
  BOOST_TEST(!qr_png(QrCode(signed_ticket), 49).empty());
}

BOOST_AUTO_TEST_SUITE_END()
