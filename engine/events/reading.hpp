// Purpose: a read sees what the caller's unit of work has written, if there is one. Thread-safety: as the Database.
#pragma once

#include "engine/access/call.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

template <class Work>
auto reading(storage::Database& database, const access::Call& call, Work&& work) {
  return call.transaction != nullptr ? work(*call.transaction) : database.read(work);
}

}  // namespace tagwerk::events
