// Purpose: a read sees what the caller's unit of work has written, if there is one. Thread-safety: as the Database.
#pragma once

#include "engine/access/call.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::access {

template <class Work>
auto reading(storage::Database& database, const Call& call, Work&& work) {
  return call.transaction != nullptr ? work(*call.transaction) : database.read(work);
}

/// The same of one moment, where figures of several statements must fit each other.
template <class Work>
auto reading_at_once(storage::Database& database, const Call& call, Work&& work) {
  return call.transaction != nullptr ? work(*call.transaction) : database.read_at_once(work);
}

}  // namespace tagwerk::access
