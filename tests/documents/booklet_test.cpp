#include "engine/documents/booklet.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "tests/documents/names.hpp"
#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::documents;
using namespace tagwerk::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

BookletEntry entry(const std::string& title, std::vector<std::string> lines = {}) {
  return {.when = "09:30–15:00", .title = title, .lines = std::move(lines), .is_off = false};
}

Booklet trip() {
  return {.title = "Studienreise",
          .lines = {"22. bis 29. Mai 2016"},
          .chapters = {{.title = "Mittwoch, 25. Mai 2016",
                        .entries = {entry("Über die Grenze nach Shenzhen", {"Lo Wu – Luohu 罗湖口岸"}),
                                    entry("Hotel", {"深圳市罗湖区建设路", "Frühstück ab 6:30"})}},
                       {.title = "Donnerstag, 26. Mai 2016", .entries = {entry("Besuch bei Huawei 华为")}}}};
}

// The lowest dark row of a page, and whether anything is dark at its sides.
struct Ink {
  int last_row = 0;
  bool at_sides = false;
};
Ink ink_of(const std::string& pdf, int number) {
  const auto page = render_page(pdf, number, 72);
  Ink ink;
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      if (page.at(x, y) > 200) continue;
      ink.last_row = y;
      if (x < 30 || x > page.width - 30) ink.at_sides = true;
    }
  }
  return ink;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(booklet)

BOOST_AUTO_TEST_CASE(a_booklet_says_what_is_in_it_in_german_and_chinese) {
  const auto text = text_of_pdf(booklet_pdf(trip()));
  for (const auto* part :
       {"Studienreise", "22. bis 29. Mai 2016", "Mittwoch, 25. Mai 2016", "Über die Grenze nach Shenzhen", "罗湖口岸",
        "深圳市罗湖区建设路", "Frühstück ab 6:30", "09:30–15:00", "Besuch bei Huawei 华为"})
    BOOST_TEST(contains(text, part), part << " is missing in " << text);
}

BOOST_AUTO_TEST_CASE(every_font_is_in_the_booklet) {
  const auto fonts = fonts_of_pdf(booklet_pdf(trip()));
  BOOST_TEST(fonts.size() >= 3u);  // plain, bold, and one that has Chinese
  for (const auto& font : fonts) BOOST_TEST(font.is_embedded, font.name);
  const auto is_chinese = [](const PdfFont& font) { return !contains(font.name, "DejaVu"); };
  BOOST_TEST(std::any_of(fonts.begin(), fonts.end(), is_chinese));
}

BOOST_AUTO_TEST_CASE(what_is_longer_than_a_page_goes_on_on_the_next_ones) {
  auto one = trip();
  std::string note;
  for (int i = 1; i <= 900; ++i) note += "Wort" + std::to_string(i) + " ";
  one.chapters[0].entries[0].lines.push_back(note);
  const auto pdf = booklet_pdf(one);
  BOOST_TEST(pages_of_pdf(pdf) > 2);
  const auto text = text_of_pdf(pdf);
  for (int i = 1; i <= 900; ++i) BOOST_TEST(contains(text, "Wort" + std::to_string(i)));
  BOOST_TEST(contains(text, "Besuch bei Huawei"));
}

BOOST_AUTO_TEST_CASE(nothing_is_drawn_over_the_number_of_a_page_or_at_its_sides) {
  Booklet one{.title = times("W", 300), .lines = {}, .chapters = {}};
  for (const auto& worst : {times("W", 400), times("漢", 400), times("ש", 400), std::string("a\nb\nc")}) {
    BookletChapter chapter{.title = worst, .entries = {}};
    for (int i = 0; i < 15; ++i) chapter.entries.push_back(entry(worst, {worst, worst}));
    one.chapters.push_back(std::move(chapter));
  }
  const auto pdf = booklet_pdf(one);
  const int pages = pages_of_pdf(pdf);
  BOOST_TEST_REQUIRE(pages > 5);
  for (const int page : {1, 2, pages / 2, pages}) {
    const auto ink = ink_of(pdf, page);
    BOOST_TEST(!ink.at_sides, "page " << page);
    BOOST_TEST((ink.last_row > 560 && ink.last_row < 580), "page " << page << " ends at " << ink.last_row);
  }
}

BOOST_AUTO_TEST_CASE(the_same_booklet_gives_the_same_bytes_on_every_thread) {
  const auto pdf = booklet_pdf(trip());
  std::vector<std::string> others(4);
  {
    std::vector<std::jthread> threads;
    for (auto& other : others) threads.emplace_back([&] { other = booklet_pdf(trip()); });
  }
  for (const auto& other : others) BOOST_TEST((other == pdf));
  BOOST_TEST(!contains(pdf, "CreationDate"));
}

BOOST_AUTO_TEST_CASE(an_empty_booklet_is_one_page_and_too_much_is_refused) {
  BOOST_TEST(pages_of_pdf(booklet_pdf({})) == 1);
  Booklet one = trip();
  one.chapters[0].entries.assign(max_booklet_entries, entry("x"));
  BOOST_CHECK_THROW(static_cast<void>(booklet_pdf(one)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
