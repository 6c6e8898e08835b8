#include "engine/documents/cairo.hpp"

#include <stdexcept>

namespace tagwerk::documents {

std::unique_lock<std::mutex> lock_fonts() {
  static std::mutex mutex;
  return std::unique_lock(mutex);
}

void require_good(cairo_status_t status, const char* of_what) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw std::runtime_error(std::string(of_what) + " could not be drawn: " + cairo_status_to_string(status));
}

cairo_status_t append_to_string(void* closure, const unsigned char* data, unsigned length) {
  try {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  } catch (...) {
    return CAIRO_STATUS_NO_MEMORY;
  }
}

}  // namespace tagwerk::documents
