// Purpose: a text as a QR code (ISO/IEC 18004, error correction M: 15 % of it may be unreadable), as a picture.
// The same text and size give the same bytes. A pure writer: no SQL, no files.
// Errors: std::invalid_argument for a text that no QR code holds (a signed ticket takes a twentieth of it).
// Units: pixels; a module is one square of the code. Thread-safety: values; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tagwerk::documents {

inline constexpr int qr_quiet_modules = 4;  // white around it, which readers need
inline constexpr int min_qr_size_px = 128;
inline constexpr int max_qr_size_px = 2048;
inline constexpr int default_qr_size_px = 320;

class QrCode {
 public:
  explicit QrCode(std::string_view text);

  /// Modules on a side, without the white around it.
  [[nodiscard]] int size() const noexcept { return size_; }
  [[nodiscard]] bool is_dark(int column, int row) const {
    return dark_[static_cast<std::size_t>(row) * static_cast<std::size_t>(size_) + static_cast<std::size_t>(column)];
  }

 private:
  int size_ = 0;
  std::vector<bool> dark_;
};

/// Dark modules of a row that lie side by side.
struct QrRun {
  int column;
  int row;
  int length;
};
[[nodiscard]] std::vector<QrRun> runs_of(const QrCode& code);

/// A square of exactly so many pixels, from min_qr_size_px on; modules are whole pixels, what is left over is white.
[[nodiscard]] std::string qr_png(const QrCode& code, int size_px);
[[nodiscard]] std::string qr_svg(const QrCode& code, int size_px);

}  // namespace tagwerk::documents
