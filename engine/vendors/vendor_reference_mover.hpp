// Purpose: what becomes of participations, staff and leads when companies or people are merged or changed. Runs inside the unit of
// work of that change. Errors: storage errors are thrown. Thread-safety: any thread.
// Locks: the company or person first (by the caller), then events, participations, booths and staff.
#pragma once

#include "engine/directory/reference_mover.hpp"

namespace tagwerk::vendors {

class VendorReferenceMover final : public directory::ReferenceMover {
 public:
  /// Participations go along. Where both companies take part in one event, the one that has come less far gives way: its booths
  /// and staff go to the other, its passes as far as the other's package has some, and it is cancelled.
  /// Contacts with a merged partner are with the other one from now on.
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  /// Who is among the staff twice then is there once, with the pass of either, absent when one of both was. In the staff of another
  /// company only the name stays.
  void move_person(storage::Transaction& tx, const access::Call& call, const directory::Person& from,
                   const directory::Person& into) override;
  /// Who left a company stays among its staff by the name he had.
  void person_changed(storage::Transaction& tx, const access::Call& call, const directory::Person& before,
                      const directory::Person& after) override;
};

}  // namespace tagwerk::vendors
