#include "engine/documents/booklet.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

#include "engine/documents/text_context.hpp"

namespace tagwerk::documents {
namespace {

constexpr double page_width = 148 * millimetre;
constexpr double page_height = 210 * millimetre;
constexpr double margin = 13 * millimetre;
constexpr double bottom = page_height - 18 * millimetre;  // of text; the number of the page is below
constexpr double number_at = page_height - 11 * millimetre;
constexpr double when_width = 25 * millimetre;
constexpr double gap = 2 * millimetre;
constexpr double text_width = page_width - 2 * margin;

struct Style {
  double size = 9;
  bool bold = false;
  bool struck = false;
};
constexpr Style of_title{.size = 20, .bold = true};
constexpr Style of_chapter{.size = 13, .bold = true};
constexpr double least_with_chapter = 25 * millimetre;  // of a chapter begins on a page with that much of it
constexpr double least_of_entry = 10 * millimetre;

struct Column {
  double left = margin;
  double width = text_width;
};
constexpr Column whole{};
constexpr Column of_when{.left = margin, .width = when_width};
constexpr Column of_text{.left = margin + when_width + gap, .width = text_width - when_width - gap};

// Text that flows from page to page. Whoever draws holds the fonts, text by text, so that a long booklet does not hold up others.
class Pages {
 public:
  explicit Pages(const std::string& title) {
    const auto fonts = lock_fonts();
    context_ = std::make_unique<TextContext>();
    surface_.reset(cairo_pdf_surface_create_for_stream(append_to_string, &pdf_, page_width, page_height));
    // Cairo would write when it was made: the same booklet is to give the same bytes.
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    drawing_.reset(cairo_create(surface_.get()));
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() {
    const auto fonts = lock_fonts();
    drawing_.reset();
    surface_.reset();
    context_.reset();
  }

  [[nodiscard]] double at() const noexcept { return at_; }
  [[nodiscard]] int page() const noexcept { return page_; }
  void go_to(double at) noexcept { at_ = at; }
  void space(double height) noexcept { at_ += height; }

  /// On a new page where there is less left on this one.
  void need(double height) {
    const auto fonts = lock_fonts();
    if (at_ + height > bottom) turn();
  }

  void write(const std::string& text, const Column& column, const Style& style) {
    if (text.empty()) return;
    const auto fonts = lock_fonts();
    const auto layout = laid_out(text, column.width, style);
    const Handle<PangoLayoutIter> lines(pango_layout_get_iter(layout.get()));
    do {
      PangoRectangle line;
      pango_layout_iter_get_line_extents(lines.get(), nullptr, &line);
      const double height = points(line.height);
      if (at_ + height > bottom) turn();
      const double baseline = points(pango_layout_iter_get_baseline(lines.get()) - line.y);
      cairo_move_to(drawing_.get(), column.left + points(line.x), at_ + baseline);
      pango_cairo_show_layout_line(drawing_.get(), pango_layout_iter_get_line_readonly(lines.get()));
      at_ += height;
    } while (pango_layout_iter_next_line(lines.get()) != FALSE);
  }

  void rule() {
    const auto fonts = lock_fonts();
    cairo_set_line_width(drawing_.get(), 0.5);
    cairo_move_to(drawing_.get(), margin, at_);
    cairo_line_to(drawing_.get(), page_width - margin, at_);
    cairo_stroke(drawing_.get());
  }

  /// Readers find what follows by that name.
  void mark(const std::string& title) {
    const auto target = "page=" + std::to_string(page_) + " pos=[0 " + std::to_string(static_cast<int>(at_)) + "]";
    cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, title.c_str(), target.c_str(),
                                  static_cast<cairo_pdf_outline_flags_t>(0));
  }

  [[nodiscard]] std::string finish() {
    const auto fonts = lock_fonts();
    end_page();
    require_good(cairo_status(drawing_.get()), "a booklet");
    cairo_surface_finish(surface_.get());
    require_good(cairo_surface_status(surface_.get()), "a booklet");
    return std::move(pdf_);
  }

 private:
  [[nodiscard]] Handle<PangoLayout> laid_out(const std::string& text, double width, const Style& style) const {
    auto layout = context_->layout(text);
    set_font(layout.get(), style.size, style.bold);
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (style.struck)
      pango_attr_list_insert(pango_layout_get_attributes(layout.get()), pango_attr_strikethrough_new(TRUE));
    return layout;
  }

  void end_page() {
    const auto number = laid_out(std::to_string(page_), text_width, {.size = 8});
    pango_layout_set_alignment(number.get(), PANGO_ALIGN_CENTER);
    cairo_move_to(drawing_.get(), margin, number_at);
    pango_cairo_show_layout(drawing_.get(), number.get());
    cairo_show_page(drawing_.get());
  }
  void turn() {
    end_page();
    ++page_;
    at_ = margin;
  }

  std::string pdf_;
  std::unique_ptr<TextContext> context_;
  SurfaceHandle surface_;
  Handle<cairo_t> drawing_;
  double at_ = margin;
  int page_ = 1;
};

void write(Pages& pages, const BookletEntry& entry) {
  pages.need(least_of_entry);
  const double top = pages.at();
  const int page = pages.page();
  pages.write(entry.when, of_when, {.struck = entry.is_off});
  const double below_when = pages.at();
  const bool stayed = pages.page() == page;
  if (stayed) pages.go_to(top);
  pages.write(entry.title, of_text, {.bold = true, .struck = entry.is_off});
  for (const auto& line : entry.lines) pages.write(line, of_text, {.size = 8.5});
  if (stayed && pages.page() == page) pages.go_to(std::max(pages.at(), below_when));
  pages.space(gap);
}

}  // namespace

std::string booklet_pdf(const Booklet& booklet) {
  std::size_t entries = 0;
  for (const auto& chapter : booklet.chapters) entries += chapter.entries.size();
  if (entries > max_booklet_entries) throw std::invalid_argument(std::to_string(entries) + " entries make no booklet");
  Pages pages(booklet.title);
  pages.write(booklet.title, whole, of_title);
  for (const auto& line : booklet.lines) pages.write(line, whole, {.size = 10});
  for (const auto& chapter : booklet.chapters) {
    pages.space(3 * gap);
    pages.need(least_with_chapter);
    pages.mark(chapter.title);
    pages.write(chapter.title, whole, of_chapter);
    pages.space(gap / 2);
    pages.rule();
    pages.space(gap);
    for (const auto& entry : chapter.entries) write(pages, entry);
  }
  return pages.finish();
}

}  // namespace tagwerk::documents
