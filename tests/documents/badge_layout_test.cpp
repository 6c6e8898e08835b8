// Every text of a badge is in its area, whatever it says. Measured on the layout that is drawn.
#include "engine/documents/badge_layout.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "engine/documents/qr_code.hpp"
#include "tests/documents/names.hpp"

using namespace tagwerk::documents;
using namespace tagwerk::test;

namespace {

constexpr double hair = 1e-6;

bool is_inside(const Box& inner, const Box& outer) {
  return inner.x >= outer.x - hair && inner.y >= outer.y - hair && inner.right() <= outer.right() + hair &&
         inner.bottom() <= outer.bottom() + hair;
}

bool overlap(const Box& one, const Box& other) {
  return one.x < other.right() - hair && other.x < one.right() - hair && one.y < other.bottom() - hair &&
         other.y < one.bottom() - hair;
}

constexpr BadgePart all_parts[] = {BadgePart::event,    BadgePart::name,        BadgePart::company,
                                   BadgePart::category, BadgePart::ticket_code, BadgePart::qr};

/// All of the text is on its lines: nothing was left out, or replaced by dots.
bool is_whole(const FittedText& text, const std::string& wanted) {
  int length = 0;
  for (auto* line = pango_layout_get_lines_readonly(text.layout.get()); line != nullptr; line = line->next)
    length += static_cast<const PangoLayoutLine*>(line->data)->length;
  return pango_layout_is_ellipsized(text.layout.get()) == FALSE && length == static_cast<int>(wanted.size());
}

struct Sheet {
  TextFitter fitter;

  FittedText name(const std::string& text) {
    return fit_part(fitter,
                    {.name = text, .company = {}, .event = {}, .category = {}, .ticket_code = {}, .scanned = {}},
                    BadgePart::name);
  }
  bool fits(const Badge& badge, BadgePart part) {
    const auto text = fit_part(fitter, badge, part);
    return is_inside(text.extent, area_of(part)) && is_whole(text, text_of(badge, part)) && text.scale > 0;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(badge_layout, Sheet)

BOOST_AUTO_TEST_CASE(areas_are_on_the_badge_and_do_not_overlap) {
  for (const auto part : all_parts) {
    BOOST_TEST(is_inside(area_of(part), {0, 0, badge_width, badge_height}));
    for (const auto other : all_parts) BOOST_TEST((part == other || !overlap(area_of(part), area_of(other))));
  }
}

BOOST_AUTO_TEST_CASE(the_qr_code_has_the_white_around_it_that_readers_need) {
  auto qr = area_of(BadgePart::qr);
  BOOST_TEST(qr.width == qr.height);
  const double white = qr.width / 41 * qr_quiet_modules;
  const Box with_white{qr.x - white, qr.y - white, qr.width + 2 * white, qr.height + 2 * white};
  BOOST_TEST(is_inside(with_white, {0, 0, badge_width, badge_height}));
  for (const auto part : badge_texts) BOOST_TEST(!overlap(with_white, area_of(part)));
}

BOOST_AUTO_TEST_CASE(ten_badges_are_on_the_page_and_do_not_overlap) {
  for (std::size_t one = 0; one < badges_per_page; ++one) {
    BOOST_TEST(is_inside(place_on_page(one), {0, 0, page_width, page_height}));
    for (std::size_t other = 0; other < one; ++other) BOOST_TEST(!overlap(place_on_page(one), place_on_page(other)));
  }
  BOOST_TEST(place_on_page(badges_per_page).y == place_on_page(0).y);
}

BOOST_AUTO_TEST_CASE(a_text_of_1_to_201_characters_of_any_script_is_whole_and_inside) {
  BOOST_TEST(rc::check([this] {
    Badge badge;
    badge.name = badge.company = badge.event = badge.category = *names(201);
    const auto part =
        *rc::gen::element(BadgePart::name, BadgePart::name, BadgePart::company, BadgePart::event, BadgePart::category);
    RC_ASSERT(fits(badge, part));
  }));
}

BOOST_AUTO_TEST_CASE(one_character_again_and_again_is_whole_and_inside) {
  for (const auto& character : characters()) {
    for (const std::size_t count : {1U, 2U, 13U, 100U, 201U}) {
      Badge badge;
      badge.name = badge.company = badge.event = badge.category = badge.ticket_code = times(character, count);
      for (const auto part : badge_texts)
        BOOST_TEST(fits(badge, part), count << " times '" << character << "' in part " << static_cast<int>(part));
    }
  }
}

BOOST_AUTO_TEST_CASE(ordinary_names_are_large_and_long_ones_smaller) {
  BOOST_TEST(name("Anna Beispiel").size == 26);
  BOOST_TEST(name("Dr. Maximilian Mustermann-Schönfelder").size > 15);
  const auto longest = name(times("Wolfgang ", 22));
  BOOST_TEST(longest.size < name("Anna Beispiel").size);
  BOOST_TEST(longest.size > 5);
  BOOST_TEST(longest.scale == 1);
  // Rather smaller than broken within the word.
  BOOST_TEST(pango_layout_get_line_count(name("Donaudampfschifffahrtsgesellschaft").layout.get()) == 1);
}

BOOST_AUTO_TEST_CASE(marks_that_tower_above_the_line_are_measured_too) {
  const auto text = name("Z" + times("\u0301", 100));
  BOOST_TEST(is_inside(text.extent, area_of(BadgePart::name)));
}

BOOST_AUTO_TEST_SUITE_END()
