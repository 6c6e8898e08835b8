// Purpose: what organisers do with the check-in lists of an event.
// Errors: core::not_found (event, list), core::validation_failed, core::already_exists, too_many_check_in_lists,
// default_list_stays, core::still_referenced (scans), core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/check_in_list.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class CheckInListService {
 public:
  explicit CheckInListService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<CheckInList> create(const access::Call& call, const core::EventId& event,
                                                 const NewCheckInList& list);
  [[nodiscard]] core::Result<CheckInList> find(const access::Call& call, const core::EventId& event,
                                               const std::string& key);
  /// By id: the default list first.
  [[nodiscard]] core::Result<core::Page<CheckInList>> list(const access::Call& call, const core::EventId& event,
                                                           const core::PageRequest& page);
  [[nodiscard]] core::Result<CheckInList> change(const access::Call& call, const core::EventId& event,
                                                 const std::string& key, const CheckInListPatch& patch,
                                                 const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::EventId& event, const std::string& key,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
