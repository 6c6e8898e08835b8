// Purpose: writes JSON text straight into a string. Numbers in fixed notation (never 3.137E-1), shortest that reads back.
// Errors: none; text must be valid UTF-8. Thread-safety: one writer per thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tagwerk::json {

class Writer {
 public:
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);
  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(bool boolean);
  Writer& value(std::int64_t number);
  Writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Writer& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
  /// NaN and infinities do not exist in JSON: written as null.
  Writer& value(double number);
  Writer& null();
  /// Already JSON.
  Writer& raw(std::string_view json);
  template <class T>
  Writer& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }
  [[nodiscard]] const std::string& text() const noexcept { return out_; }

 private:
  void separate();
  std::string out_;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace tagwerk::json
