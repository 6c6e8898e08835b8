// Purpose: where things are on a badge and badges on a page; for the writer of the sheet and for tests that measure it.
// Errors: none. Units: points, y downwards. Thread-safety: pure functions; a TextFitter needs lock_fonts().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/documents/badge_sheet.hpp"
#include "engine/documents/text_fit.hpp"

namespace tagwerk::documents {

enum class BadgePart : std::uint8_t { event, name, company, category, ticket_code, qr };
inline constexpr BadgePart badge_texts[] = {BadgePart::event, BadgePart::name, BadgePart::company, BadgePart::category,
                                            BadgePart::ticket_code};

inline constexpr double badge_width = 90 * millimetre;
inline constexpr double badge_height = 55 * millimetre;

inline constexpr double page_width = 210 * millimetre;
inline constexpr double page_height = 297 * millimetre;

[[nodiscard]] const std::string& text_of(const Badge& badge, BadgePart part);
/// Where a part may be, from the badge's upper left corner. No two areas overlap.
[[nodiscard]] Box area_of(BadgePart part) noexcept;
/// A badge's upper left corner on its page.
[[nodiscard]] Box place_on_page(std::size_t position) noexcept;

/// The text of a part, laid out in its area.
[[nodiscard]] FittedText fit_part(const TextFitter& fitter, const Badge& badge, BadgePart part);

}  // namespace tagwerk::documents
