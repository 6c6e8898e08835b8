#include "engine/documents/text_fit.hpp"

#include <algorithm>
#include <stdexcept>

namespace tagwerk::documents {
namespace {

constexpr const char* font_family = "DejaVu Sans";  // other scripts: whatever is installed beside it
constexpr double step = 0.93;                       // from one size to the next smaller one
constexpr double smallest_unbroken = 0.35;  // of the largest size: so far rather smaller than broken within words
constexpr double smallest_size = 4;

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

void require_fonts(PangoFontMap* fonts) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts, &families, &count);
  g_free(families);
  if (count == 0) throw std::runtime_error("no font is installed: the package fonts-dejavu-core has what is needed");
}

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

void set_size(PangoLayout* layout, const TextStyle& style, double size) {
  const Handle<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), font_family);
  pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font.get());
}

bool fits(const Box& extent, const Box& area) { return extent.width <= area.width && extent.height <= area.height; }

// The largest size down to `smallest` at which it fits; false, and at the smallest, when there is none.
bool shrink(FittedText& text, const Box& area, const TextStyle& style, double largest, double smallest) {
  for (text.size = largest;; text.size = std::max(text.size * step, smallest)) {
    set_size(text.layout.get(), style, text.size);
    text.extent = extent_of(text.layout.get());
    if (fits(text.extent, area)) return true;
    if (text.size <= smallest) return false;
  }
}

}  // namespace

TextFitter::TextFitter() : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_.get())) {
  require_fonts(fonts_.get());
  // Paper has no pixels: measures are those of the outlines.
  const Handle<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  // Not the language of whoever started the server: the same text looks the same everywhere.
  pango_context_set_language(context_.get(), pango_language_from_string("de"));
}

FittedText TextFitter::fit(const std::string& text, const Box& area, const TextStyle& style) const {
  FittedText fitted;
  fitted.layout.reset(pango_layout_new(context_.get()));
  auto* layout = fitted.layout.get();
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_width(layout, static_cast<int>(area.width * PANGO_SCALE));
  // A name that is broken within a word gets no hyphen that is not part of it.
  const Handle<PangoAttrList> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout, attributes.get());
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
