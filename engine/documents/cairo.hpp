// Purpose: what the writers of this room share of cairo and pango: handles that free what they hold, and an output that is
// a string. For this room's own .cpp files. Errors: std::runtime_error. Thread-safety: one thread per object.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <mutex>
#include <string>

namespace tagwerk::documents {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
  void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoLayoutIter* lines) const { pango_layout_iter_free(lines); }
  void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Handle = std::unique_ptr<T, Release>;
using SurfaceHandle = Handle<cairo_surface_t>;

/// Cairo 1.16 can wait for itself when two threads use fonts (the cache of glyphs locks a font, and a font the cache): whoever
/// measures or draws text holds this lock, badge by badge, so that a long sheet does not hold up a short one.
[[nodiscard]] std::unique_lock<std::mutex> lock_fonts();

/// Throws unless it is CAIRO_STATUS_SUCCESS.
void require_good(cairo_status_t status, const char* of_what);
/// A cairo_write_func_t; `closure` is a std::string.
cairo_status_t append_to_string(void* closure, const unsigned char* data, unsigned length);

}  // namespace tagwerk::documents
