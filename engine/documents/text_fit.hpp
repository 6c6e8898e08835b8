// Purpose: a text fitted into an area, whatever it is: it wraps between words, then gets smaller, then breaks within words,
// at last is shrunk as a whole. Nothing of it is cut off and nothing lies outside. Any script, right to left, emoji.
// Errors: std::runtime_error where not one font is installed. Units: points (1/72 inch), y downwards.
// Thread-safety: whoever makes, uses or ends one, or what it made, holds lock_fonts().
#pragma once

#include <string>

#include "engine/documents/cairo.hpp"
#include "engine/documents/text_context.hpp"

namespace tagwerk::documents {

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const noexcept { return x + width; }
  [[nodiscard]] double bottom() const noexcept { return y + height; }
};

struct TextStyle {
  double max_size = 12;
  bool bold = false;
  bool centred = false;
};

/// Where it lies, in the coordinates of its area.
struct FittedText {
  Handle<PangoLayout> layout;
  double size = 0;   // of the font, before `scale`
  double scale = 1;  // below 1 only for what does not fit at the smallest size
  double x = 0;      // of the layout's origin
  double y = 0;
  Box extent;  // all of it: what is drawn and the lines' own height
};

class TextFitter {
 public:
  /// `text` is UTF-8; it is one paragraph whatever it holds.
  [[nodiscard]] FittedText fit(const std::string& text, const Box& area, const TextStyle& style) const;

 private:
  TextContext context_;
};

void draw(cairo_t* drawing, const FittedText& text);

}  // namespace tagwerk::documents
