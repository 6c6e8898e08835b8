#include "engine/documents/text_context.hpp"

#include <stdexcept>

namespace tagwerk::documents {
namespace {

constexpr const char* font_family = "DejaVu Sans";  // other scripts: whatever is installed beside it

void require_fonts(PangoFontMap* fonts) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts, &families, &count);
  g_free(families);
  if (count == 0) throw std::runtime_error("no font is installed: the package fonts-dejavu-core has what is needed");
}

}  // namespace

TextContext::TextContext() : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_.get())) {
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

Handle<PangoLayout> TextContext::layout(const std::string& text) const {
  Handle<PangoLayout> layout(pango_layout_new(context_.get()));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  const Handle<PangoAttrList> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout.get(), attributes.get());
  return layout;
}

void set_font(PangoLayout* layout, double size, bool bold) {
  const Handle<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), font_family);
  pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font.get());
}

double points(int pango_units) noexcept { return static_cast<double>(pango_units) / PANGO_SCALE; }

}  // namespace tagwerk::documents
