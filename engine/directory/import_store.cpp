#include "engine/directory/import_store.hpp"

namespace tagwerk::directory {

void begin_import(storage::Transaction& tx, const core::OrganizationId& organization) {
  tx.execute(
      "insert into import_guards (organization_id) values (:org) "
      "on duplicate key update organization_id = organization_id",
      {{"org", organization}});
}

}  // namespace tagwerk::directory
