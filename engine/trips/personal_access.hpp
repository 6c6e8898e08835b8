// Purpose: who stands behind the text of a personal link, at this moment. The caller has no token: what he may is what this says.
// Errors: core::not_found, the same for a text that is none, that is not known, that was ended, or whose traveller is another now or
// does not come; it never has the text. Thread-safety: as the Transaction.
// Locks: with `is_locked` the event shared, then the participant's row.
#pragma once

#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/personal_link.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

struct PersonalAccess {
  access::Call call;  // of the link: in its organization, with what his company's token could see of him
  events::Event event;
  core::Date returns_on;
  Traveller traveller;
  PersonalLink link;
};

[[nodiscard]] core::Result<PersonalAccess> open_link(storage::Transaction& tx, const access::Call& anonymous,
                                                     std::string_view text, bool is_locked = false);

/// Of a link whose participant is known: is it good for who is named now?
[[nodiscard]] bool is_alive(const PersonalLink& link, const Traveller& traveller, core::Date returns_on,
                            core::Date today);

}  // namespace tagwerk::trips
