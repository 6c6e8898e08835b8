#include "engine/documents/badge_sheet.hpp"

#include <cairo-pdf.h>

#include <stdexcept>

#include "engine/documents/badge_layout.hpp"
#include "engine/documents/qr_code.hpp"

namespace tagwerk::documents {
namespace {

// One path, so that no viewer shows seams between the rows.
void draw_qr(cairo_t* drawing, const std::string& scanned) {
  const QrCode code(scanned);
  const auto area = area_of(BadgePart::qr);
  const double module = area.width / code.size();
  for (const auto& run : runs_of(code))
    cairo_rectangle(drawing, area.x + run.column * module, area.y + run.row * module, run.length * module, module);
  cairo_fill(drawing);
}

void draw_badge(cairo_t* drawing, const TextFitter& fitter, const Badge& badge, const Box& place) {
  cairo_save(drawing);
  cairo_translate(drawing, place.x, place.y);
  cairo_set_source_rgb(drawing, 0.7, 0.7, 0.7);
  cairo_set_line_width(drawing, 0.3);
  cairo_rectangle(drawing, 0, 0, place.width, place.height);
  cairo_stroke(drawing);
  cairo_set_source_rgb(drawing, 0, 0, 0);
  for (const auto part : badge_texts) {
    if (!text_of(badge, part).empty()) draw(drawing, fit_part(fitter, badge, part));
  }
  draw_qr(drawing, badge.scanned);
  cairo_restore(drawing);
}

}  // namespace

std::string badge_sheet_pdf(std::span<const Badge> badges) {
  if (badges.empty() || badges.size() > max_badges)
    throw std::invalid_argument(std::to_string(badges.size()) + " badges make no sheet");
  std::string pdf;
  auto fonts = lock_fonts();
  const TextFitter fitter;
  const SurfaceHandle surface(cairo_pdf_surface_create_for_stream(append_to_string, &pdf, page_width, page_height));
  // Cairo would write when it was made: the same badges are to give the same bytes.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
  const Handle<cairo_t> drawing(cairo_create(surface.get()));
  for (std::size_t position = 0; position < badges.size(); ++position) {
    draw_badge(drawing.get(), fitter, badges[position], place_on_page(position));
    const bool ends_page = (position + 1) % badges_per_page == 0 || position + 1 == badges.size();
    if (ends_page) cairo_show_page(drawing.get());
    // Others come in between; what is made above ends under the lock as well.
    fonts.unlock();
    fonts.lock();
  }
  require_good(cairo_status(drawing.get()), "a sheet of badges");
  cairo_surface_finish(surface.get());
  require_good(cairo_surface_status(surface.get()), "a sheet of badges");
  return pdf;
}

}  // namespace tagwerk::documents
