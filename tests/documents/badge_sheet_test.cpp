#include "engine/documents/badge_sheet.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "engine/documents/badge_layout.hpp"
#include "tests/documents/names.hpp"
#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::documents;
using namespace tagwerk::test;

namespace {

Badge badge(const std::string& name, int number = 0) {
  return {.name = name,
          .company = "Müller & Söhne Systemhaus",
          .event = "Jahreskongress 2016",
          .category = "speaker",
          .ticket_code = "T-" + std::to_string(number),
          .scanned = "T-A59YMS6E728DKJS5W0C" + std::to_string(number) + "." + std::string(103, 'Q')};
}

std::vector<Badge> badges(std::size_t count) {
  std::vector<Badge> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(badge("Anna Beispiel", static_cast<int>(i)));
  return all;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr int dots_per_inch = 150;
constexpr double pixel = 72.0 / dots_per_inch;

bool touches(const Box& box, double x, double y, double grow) {
  return x > box.x - grow && x < box.right() + grow && y > box.y - grow && y < box.bottom() + grow;
}

// Of a page with one badge: in an area, or on the line to cut along. An edge may go through a pixel, and poppler draws the
// smallest letters a pixel larger.
bool may_be_dark(double x, double y) {
  const auto place = place_on_page(0);
  const auto is_in = [&](BadgePart part) { return touches(area_of(part), x - place.x, y - place.y, 2 * pixel); };
  return std::any_of(std::begin(badge_texts), std::end(badge_texts), is_in) || is_in(BadgePart::qr) ||
         (touches(place, x, y, pixel) && !touches(place, x, y, -pixel));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(badge_sheet)

BOOST_AUTO_TEST_CASE(a_sheet_says_what_is_on_its_badges) {
  auto unnamed = badge("");
  unnamed.category.clear();
  unnamed.ticket_code = "T-UNNAMED";
  const auto long_name = times("Wolfgang ", 21) + "Zuletzt";
  const std::vector<Badge> all{badge("Jürgen Größe Öttinger"), badge(long_name), badge("Łukasz Żółć"), unnamed};
  const auto text = text_of_pdf(badge_sheet_pdf(all));
  for (const auto& part : {std::string("Jürgen Größe Öttinger"), long_name, std::string("Łukasz Żółć"),
                           std::string("Müller & Söhne Systemhaus"), std::string("Jahreskongress 2016"),
                           std::string("speaker"), std::string("T-0"), std::string("T-UNNAMED")})
    BOOST_TEST(contains(text, part), part << " is missing in " << text);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_broken_within_a_word_gets_no_hyphen) {
  const auto one = badge(times("W", 201));
  const auto text = text_of_pdf(badge_sheet_pdf(std::span(&one, 1)));
  BOOST_TEST(std::count(text.begin(), text.end(), 'W') == 201);
  BOOST_TEST(!contains(text, "W-"));
}

BOOST_AUTO_TEST_CASE(ten_badges_are_a_page) {
  BOOST_TEST(pages_of_pdf(badge_sheet_pdf(badges(1))) == 1);
  BOOST_TEST(pages_of_pdf(badge_sheet_pdf(badges(10))) == 1);
  BOOST_TEST(pages_of_pdf(badge_sheet_pdf(badges(11))) == 2);
  BOOST_TEST(pages_of_pdf(badge_sheet_pdf(badges(500))) == 50);
}

BOOST_AUTO_TEST_CASE(a_scanner_reads_every_ticket_from_the_paper) {
  const auto all = badges(12);
  const auto pdf = badge_sheet_pdf(all);
  std::vector<std::string> wanted;
  for (const auto& one : all) wanted.push_back(one.scanned);
  auto found = qr_texts(render_page(pdf, 1, 200));
  for (const auto& text : qr_texts(render_page(pdf, 2, 200))) found.push_back(text);
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_same_badges_give_the_same_bytes_on_every_thread) {
  const std::vector<Badge> all{badge("Anna 😀 Größe"), badge("شركة مرحبا"), badge("ОOО Привет")};
  const auto pdf = badge_sheet_pdf(all);
  std::vector<std::string> others(4);
  {
    std::vector<std::jthread> threads;
    for (auto& other : others) threads.emplace_back([&] { other = badge_sheet_pdf(all); });
  }
  for (const auto& other : others) BOOST_TEST((other == pdf));
  BOOST_TEST(!contains(pdf, "CreationDate"));
}

// Of the worst that can come, nothing is drawn on a neighbour or beside the badges.
BOOST_AUTO_TEST_CASE(nothing_is_drawn_outside_the_areas) {
  for (const auto& worst : {times("Ẫ", 50) + times("\u0489\u0301", 60) + times("W", 60), "Z" + times("\u0301", 100),
                            "Z" + times("\u0316", 100), times("﷽", 20), times("Ẫ", 2)}) {
    auto one = badge(worst);
    one.company = one.event = one.category = one.ticket_code = worst;
    const auto page = render_page(badge_sheet_pdf(std::span(&one, 1)), 1, dots_per_inch);
    int outside = 0;
    for (int y = 0; y < page.height; ++y) {
      for (int x = 0; x < page.width; ++x) {
        if (page.at(x, y) < 250 && !may_be_dark((x + 0.5) * pixel, (y + 0.5) * pixel)) ++outside;
      }
    }
    BOOST_TEST(outside == 0, outside << " pixels of " << worst);
    BOOST_TEST(std::count_if(page.grey.begin(), page.grey.end(), [](char c) { return c == '\0'; }) > 1000);
  }
}

BOOST_AUTO_TEST_CASE(no_badges_and_more_than_the_limit_are_refused) {
  BOOST_CHECK_THROW(static_cast<void>(badge_sheet_pdf({})), std::invalid_argument);
  const auto many = badges(max_badges + 1);
  BOOST_CHECK_THROW(static_cast<void>(badge_sheet_pdf(many)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
