#include "tests/qr_reader/qr_reader.hpp"

#include <cairo.h>
#include <zbar.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "tests/support/process.hpp"

namespace tagwerk::test {
namespace {

cairo_status_t read_from(void* closure, unsigned char* data, unsigned length) {
  auto& rest = *static_cast<std::string_view*>(closure);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::copy_n(rest.begin(), length, data);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

Picture read_pgm(const std::string& bytes) {
  std::istringstream in(bytes);
  std::string kind;
  Picture picture;
  int brightest = 0;
  in >> kind >> picture.width >> picture.height >> brightest;
  if (kind != "P5" || brightest != 255) throw std::runtime_error("not a PGM of bytes");
  picture.grey = bytes.substr(static_cast<std::size_t>(in.tellg()) + 1);
  return picture;
}

// A poppler program on a PDF in a folder of its own.
std::string poppler(const std::string& program, const std::vector<std::string>& options, const std::string& pdf,
                    const std::vector<std::string>& after, const TemporaryFolder& folder) {
  const auto file = folder.path() + "/sheet.pdf";
  write_file(file, pdf);
  std::vector<std::string> command{"/usr/bin/" + program};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(file);
  command.insert(command.end(), after.begin(), after.end());
  const auto done = run_program(command);
  if (done.status != 0) throw std::runtime_error(program + ": " + std::to_string(done.status) + " " + done.err);
  return done.out;
}

}  // namespace

Picture read_png(const std::string& bytes) {
  std::string_view rest = bytes;
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create_from_png_stream(read_from, &rest), cairo_surface_destroy);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) throw std::runtime_error("not a PNG");
  Picture picture{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
  const auto* pixels = cairo_image_surface_get_data(surface.get());
  const auto stride = cairo_image_surface_get_stride(surface.get());
  // Cairo reads grey pictures as 4 equal bytes a pixel.
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) picture.grey.push_back(static_cast<char>(pixels[y * stride + x * 4]));
  }
  return picture;
}

Picture render_page(const std::string& pdf, int page, int dots_per_inch) {
  const TemporaryFolder folder;
  const auto number = std::to_string(page);
  static_cast<void>(poppler("pdftoppm",
                            {"-gray", "-r", std::to_string(dots_per_inch), "-f", number, "-l", number, "-singlefile"},
                            pdf, {folder.path() + "/page"}, folder));
  return read_pgm(read_file(folder.path() + "/page.pgm"));
}

std::string text_of_pdf(const std::string& pdf) {
  const TemporaryFolder folder;
  std::istringstream words(poppler("pdftotext", {"-enc", "UTF-8"}, pdf, {"-"}, folder));
  std::string text;
  for (std::string word; words >> word;) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

int pages_of_pdf(const std::string& pdf) {
  const TemporaryFolder folder;
  const auto about = poppler("pdfinfo", {}, pdf, {}, folder);
  return std::stoi(about.substr(about.find("Pages:") + 6));
}

// Below two lines of heading: name, type, encoding, emb, sub, uni, and the two numbers of an object.
std::vector<PdfFont> fonts_of_pdf(const std::string& pdf) {
  const TemporaryFolder folder;
  std::istringstream lines(poppler("pdffonts", {}, pdf, {}, folder));
  std::vector<PdfFont> fonts;
  std::string line;
  for (int number = 0; std::getline(lines, line); ++number) {
    if (number < 2) continue;
    std::istringstream words(line);
    const std::vector<std::string> columns{std::istream_iterator<std::string>(words), {}};
    if (columns.size() < 7) continue;
    fonts.push_back({.name = columns.front(), .is_embedded = columns[columns.size() - 5] == "yes"});
  }
  return fonts;
}

std::vector<std::string> qr_texts(const Picture& picture) {
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height), "Y800",
                    picture.grey.data(), picture.grey.size());
  scanner.scan(image);
  std::vector<std::string> texts;
  for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) texts.push_back(symbol->get_data());
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace tagwerk::test
