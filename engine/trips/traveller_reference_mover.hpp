// Purpose: what was said of a traveller and by him, and his personal link, stay his when he is merged with another person, renamed, or leaves his company. Companies
// need nothing: travellers are theirs through their registrations. Runs inside the unit of work of the change, after that of
// registration, which says as who he comes now. Errors: storage errors are thrown. Thread-safety: any thread.
// Locks: the person first (by the caller), then profiles.
#pragma once

#include "engine/directory/reference_mover.hpp"

namespace tagwerk::trips {

class TravellerReferenceMover final : public directory::ReferenceMover {
 public:
  void move_person(storage::Transaction& tx, const access::Call& call, const directory::Person& from,
                   const directory::Person& into) override;
  void person_changed(storage::Transaction& tx, const access::Call& call, const directory::Person& before,
                      const directory::Person& after) override;
};

}  // namespace tagwerk::trips
