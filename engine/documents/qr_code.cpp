#include "engine/documents/qr_code.hpp"

#include <qrencode.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <stdexcept>

#include "engine/documents/cairo.hpp"

namespace tagwerk::documents {

QrCode::QrCode(std::string_view text) {
  const std::string terminated(text);
  // Letters in upper case, digits and some signs are packed more densely by itself.
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      terminated.find('\0') == std::string::npos
          ? QRcode_encodeString(terminated.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1)
          : nullptr,
      QRcode_free);
  if (!code) throw std::invalid_argument("no QR code holds a text of " + std::to_string(text.size()) + " bytes");
  size_ = code->width;
  const auto count = static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_);
  dark_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) dark_.push_back((code->data[i] & 1U) != 0);
}

std::vector<QrRun> runs_of(const QrCode& code) {
  std::vector<QrRun> runs;
  for (int row = 0; row < code.size(); ++row) {
    for (int column = 0; column < code.size(); ++column) {
      if (!code.is_dark(column, row)) continue;
      QrRun run{column, row, 1};
      while (column + run.length < code.size() && code.is_dark(column + run.length, row)) ++run.length;
      column += run.length;
      runs.push_back(run);
    }
  }
  return runs;
}

std::string qr_png(const QrCode& code, int size_px) {
  const int modules = code.size() + 2 * qr_quiet_modules;
  const int scale = size_px / modules;
  if (scale < 1) throw std::invalid_argument(std::to_string(size_px) + " pixels are too few for this QR code");
  const int margin = (size_px - scale * code.size()) / 2;
  // A grey picture of one byte a pixel.
  const SurfaceHandle picture(cairo_image_surface_create(CAIRO_FORMAT_A8, size_px, size_px));
  require_good(cairo_surface_status(picture.get()), "a picture");
  auto* pixels = cairo_image_surface_get_data(picture.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(picture.get()));
  std::fill_n(pixels, stride * static_cast<std::size_t>(size_px), static_cast<unsigned char>(0xFF));
  for (const auto& run : runs_of(code)) {
    auto* line = pixels + stride * static_cast<std::size_t>(margin + run.row * std::ptrdiff_t{scale}) + margin +
                 run.column * std::ptrdiff_t{scale};
    for (int i = 0; i < scale; ++i, line += stride)
      std::fill_n(line, run.length * std::ptrdiff_t{scale}, static_cast<unsigned char>(0));
  }
  cairo_surface_mark_dirty(picture.get());
  std::string png;
  require_good(cairo_surface_write_to_png_stream(picture.get(), append_to_string, &png), "a PNG");
  return png;
}

std::string qr_svg(const QrCode& code, int size_px) {
  const auto number = [](int value) { return std::to_string(value); };
  const auto modules = number(code.size() + 2 * qr_quiet_modules);
  std::string path;
  for (const auto& run : runs_of(code)) {
    path.append("M").append(number(run.column + qr_quiet_modules));
    path.append(" ").append(number(run.row + qr_quiet_modules));
    path.append("h").append(number(run.length)).append("v1h-").append(number(run.length)).append("z");
  }
  return R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" + number(size_px) + R"(" height=")" + number(size_px) +
         R"(" viewBox="0 0 )" + modules + " " + modules +
         R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" + modules + "v" + modules + "h-" + modules +
         R"(z"/><path fill="#000" d=")" + path + R"("/></svg>)" + "\n";
}

}  // namespace tagwerk::documents
