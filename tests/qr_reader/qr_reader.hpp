// Purpose: reads QR codes back as a scanner does (zbar), from pictures of ours and from pages of a PDF (poppler).
// Errors: std::runtime_error for what is no picture. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

namespace tagwerk::test {

/// A byte a pixel, 0 is black.
struct Picture {
  int width = 0;
  int height = 0;
  std::string grey;

  [[nodiscard]] unsigned char at(int x, int y) const {
    return static_cast<unsigned char>(
        grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]);
  }
};

[[nodiscard]] Picture read_png(const std::string& bytes);
/// A page of a PDF, from 1; white is the paper.
[[nodiscard]] Picture render_page(const std::string& pdf, int page, int dots_per_inch);
/// The text of a PDF, all white space made one space.
[[nodiscard]] std::string text_of_pdf(const std::string& pdf);
[[nodiscard]] int pages_of_pdf(const std::string& pdf);
struct PdfFont {
  std::string name;
  bool is_embedded = false;
};
[[nodiscard]] std::vector<PdfFont> fonts_of_pdf(const std::string& pdf);

/// What the QR codes in it say, sorted.
[[nodiscard]] std::vector<std::string> qr_texts(const Picture& picture);

}  // namespace tagwerk::test
