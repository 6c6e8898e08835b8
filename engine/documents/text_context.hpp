// Purpose: how this room sets text, wherever it is placed: the fonts that are there, measured for paper, and the same on every machine
// with the same fonts. For this room's own .cpp files.
// Errors: std::runtime_error where not one font is installed. Units: points (1/72 inch).
// Thread-safety: whoever makes, uses or ends one, or what it made, holds lock_fonts().
#pragma once

#include <string>

#include "engine/documents/cairo.hpp"

namespace tagwerk::documents {

inline constexpr double millimetre = 72 / 25.4;

class TextContext {
 public:
  TextContext();

  /// `text` is UTF-8. What is broken within a word gets no hyphen that is not part of it.
  [[nodiscard]] Handle<PangoLayout> layout(const std::string& text) const;

 private:
  Handle<PangoFontMap> fonts_;
  Handle<PangoContext> context_;
};

void set_font(PangoLayout* layout, double size, bool bold);
[[nodiscard]] double points(int pango_units) noexcept;

}  // namespace tagwerk::documents
