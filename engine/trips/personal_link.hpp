// Purpose: the personal link of a traveller: a secret text that calendars and browsers send in the path, for they have no token. With
// it he reads his itinerary and says what he thinks of the trip.
// Shapes: `twl_` and 43 characters, as access tokens are made (access/token.hpp). Only its hash is kept; the text is told once.
// Rules: it is of the person who was named when it was made (is_same_person): it is dead for somebody else on the same ticket, and for
// who does not come. It ends link_days_after_return after the return, in the event's zone.
// Thread-safety: values and pure functions; make_link_text() from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

using PersonalLinkId = core::Id<struct PersonalLinkTag>;

inline constexpr std::string_view link_prefix = "twl_";
inline constexpr int link_days_after_return = 90;
inline constexpr std::size_t max_links_at_once = 1'000;

struct PersonalLink {
  PersonalLinkId id;
  core::OrganizationId organization;
  core::EventId event;
  core::ParticipantId participant;
  Identity who;  // has a name
  core::Instant created_at;
};

[[nodiscard]] std::string make_link_text();
[[nodiscard]] bool is_link_text(std::string_view text) noexcept;
/// 32 bytes.
[[nodiscard]] std::string hash_link_text(std::string_view text);
/// The last day on which it is good.
[[nodiscard]] core::Date link_ends_on(core::Date returns_on);

}  // namespace tagwerk::trips
