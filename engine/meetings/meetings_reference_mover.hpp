// Purpose: talks of a company or person that is merged away. Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include "engine/directory/reference_mover.hpp"

namespace tagwerk::meetings {

class MeetingsReferenceMover final : public directory::ReferenceMover {
 public:
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  void move_person(storage::Transaction& tx, const access::Call& call, const directory::Person& from,
                   const directory::Person& into) override;
  void person_changed(storage::Transaction& tx, const access::Call& call, const directory::Person& before,
                      const directory::Person& after) override;
};

}  // namespace tagwerk::meetings
