// Purpose: `in (…)` of many values, which must not be empty. They are literals, so that a long list costs no more per value
// than a short one:
//   const IdList ids(companies);   tx.select("select … where company_id in " + ids.sql(), binds, …)
// Texts in which something needs escaping are hexadecimal digits. Thread-safety: a value.
#pragma once

#include <string>

#include "engine/storage/statement.hpp"
#include "engine/storage/value.hpp"

namespace tagwerk::storage {

class IdList {
 public:
  template <class Ids>
  explicit IdList(const Ids& ids) {
    for (const auto& id : ids) sql_.append(sql_.empty() ? "(" : ", ").append(literal(Value(id)));
    sql_ += ")";
  }

  [[nodiscard]] const std::string& sql() const noexcept { return sql_; }

 private:
  std::string sql_;
};

}  // namespace tagwerk::storage
