// Purpose: the list of a trip's travellers for the host of an item of the itinerary's draft: hosts want names before anything is
// published. Who may: organizers (the route table), for it names travellers of all companies.
// Errors: core::not_found (event, item), not_a_study_trip; storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <string>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/host_list.hpp"

namespace tagwerk::trips {

class HostListService {
 public:
  explicit HostListService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<HostList> find(const access::Call& call, const core::EventId& event,
                                            const std::string& item_key);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
