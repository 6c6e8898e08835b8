#include "engine/documents/badge_layout.hpp"

namespace tagwerk::documents {
namespace {

constexpr std::size_t columns = 2;
constexpr std::size_t rows = badges_per_page / columns;

constexpr Box millimetres(double x, double y, double width, double height) {
  return {x * millimetre, y * millimetre, width * millimetre, height * millimetre};
}

TextStyle style_of(BadgePart part) {
  switch (part) {
    case BadgePart::name:
      return {.max_size = 26, .bold = true, .centred = true};
    case BadgePart::company:
      return {.max_size = 13};
    case BadgePart::event:
      return {.max_size = 9, .centred = true};
    case BadgePart::category:
      return {.max_size = 10, .bold = true};
    case BadgePart::ticket_code:
    case BadgePart::qr:
      break;
  }
  return {.max_size = 6};
}

}  // namespace

const std::string& text_of(const Badge& badge, BadgePart part) {
  switch (part) {
    case BadgePart::event:
      return badge.event;
    case BadgePart::name:
      return badge.name;
    case BadgePart::company:
      return badge.company;
    case BadgePart::category:
      return badge.category;
    case BadgePart::ticket_code:
      return badge.ticket_code;
    case BadgePart::qr:
      break;
  }
  return badge.scanned;
}

// The QR code has white around it on all sides, as wide as its readers need.
Box area_of(BadgePart part) noexcept {
  switch (part) {
    case BadgePart::event:
      return millimetres(5, 3.5, 80, 7);
    case BadgePart::name:
      return millimetres(5, 11.5, 80, 19);
    case BadgePart::company:
      return millimetres(5, 32, 56, 9.5);
    case BadgePart::category:
      return millimetres(5, 42, 56, 6);
    case BadgePart::ticket_code:
      return millimetres(5, 48.5, 56, 3.5);
    case BadgePart::qr:
      break;
  }
  return millimetres(66, 33, 19, 19);
}

Box place_on_page(std::size_t position) noexcept {
  const double left = (page_width - columns * badge_width) / 2;
  const double top = (page_height - rows * badge_height) / 2;
  const auto column = static_cast<double>(position % columns);
  const auto row = static_cast<double>(position / columns % rows);
  return {left + column * badge_width, top + row * badge_height, badge_width, badge_height};
}

FittedText fit_part(const TextFitter& fitter, const Badge& badge, BadgePart part) {
  return fitter.fit(text_of(badge, part), area_of(part), style_of(part));
}

}  // namespace tagwerk::documents
