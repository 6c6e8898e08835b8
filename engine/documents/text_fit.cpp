#include "engine/documents/text_fit.hpp"

#include <algorithm>

namespace tagwerk::documents {
namespace {

constexpr double step = 0.93;               // from one size to the next smaller one
constexpr double smallest_unbroken = 0.35;  // of the largest size: so far rather smaller than broken within words
constexpr double smallest_size = 4;

// What is drawn (accents may rise above the line) together with the lines' own height.
Box extent_of(PangoLayout* layout) {
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_extents(layout, &ink, &logical);
  if (ink.width == 0 || ink.height == 0) ink = logical;
  const auto left = std::min(ink.x, logical.x);
  const auto top = std::min(ink.y, logical.y);
  const auto right = std::max(ink.x + ink.width, logical.x + logical.width);
  const auto bottom = std::max(ink.y + ink.height, logical.y + logical.height);
  return {points(left), points(top), points(right - left), points(bottom - top)};
}

bool fits(const Box& extent, const Box& area) { return extent.width <= area.width && extent.height <= area.height; }

// The largest size down to `smallest` at which it fits; false, and at the smallest, when there is none.
bool shrink(FittedText& text, const Box& area, const TextStyle& style, double largest, double smallest) {
  for (text.size = largest;; text.size = std::max(text.size * step, smallest)) {
    set_font(text.layout.get(), text.size, style.bold);
    text.extent = extent_of(text.layout.get());
    if (fits(text.extent, area)) return true;
    if (text.size <= smallest) return false;
  }
}

}  // namespace

FittedText TextFitter::fit(const std::string& text, const Box& area, const TextStyle& style) const {
  FittedText fitted;
  fitted.layout = context_.layout(text);
  auto* layout = fitted.layout.get();
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_width(layout, static_cast<int>(area.width * PANGO_SCALE));
  pango_layout_set_alignment(layout, style.centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);

  pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
  if (!shrink(fitted, area, style, style.max_size, style.max_size * smallest_unbroken)) {
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (!shrink(fitted, area, style, style.max_size, smallest_size))
      fitted.scale = std::min(area.width / fitted.extent.width, area.height / fitted.extent.height);
  }

  auto& extent = fitted.extent;
  const auto left = extent.x * fitted.scale;
  const auto top = extent.y * fitted.scale;
  extent.width *= fitted.scale;
  extent.height *= fitted.scale;
  // As aligned, but inside; in the middle of the height.
  const auto spare = std::max(0.0, area.width - extent.width);
  const bool is_shrunk = fitted.scale < 1;
  extent.x = area.x + (is_shrunk && style.centred ? spare / 2 : std::clamp(left, 0.0, spare));
  extent.y = area.y + (area.height - extent.height) / 2;
  fitted.x = extent.x - left;
  fitted.y = extent.y - top;
  return fitted;
}

void draw(cairo_t* drawing, const FittedText& text) {
  cairo_save(drawing);
  cairo_translate(drawing, text.x, text.y);
  cairo_scale(drawing, text.scale, text.scale);
  cairo_move_to(drawing, 0, 0);
  pango_cairo_show_layout(drawing, text.layout.get());
  cairo_restore(drawing);
}

}  // namespace tagwerk::documents
