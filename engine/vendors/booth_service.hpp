// Purpose: what organizers do with booths and tables of an event. A vendor's token sees those that are given to its company.
// Errors: core::not_found (event, booth), core::validation_failed (core::reference_not_found at /participation_id),
// core::already_exists, too_many_booths, participation_is_cancelled, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/booth.hpp"
#include "engine/vendors/booth_store.hpp"

namespace tagwerk::vendors {

class BoothService {
 public:
  explicit BoothService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Booth> create(const access::Call& call, const core::EventId& event,
                                           const NewBooth& wanted);
  [[nodiscard]] core::Result<Booth> find(const access::Call& call, const core::EventId& event, const BoothId& id);
  [[nodiscard]] core::Result<core::Page<Booth>> list(const access::Call& call, const core::EventId& event,
                                                     BoothFilter filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<Booth> change(const access::Call& call, const core::EventId& event, const BoothId& id,
                                           const BoothPatch& patch, const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::EventId& event, const BoothId& id,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::vendors
