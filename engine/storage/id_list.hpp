// Purpose: `in (…)` with bound ids, which must not be empty:
//   const IdList ids("c", companies);   tx.select("select … where company_id in " + ids.sql(), ids.with(binds), …)
// Thread-safety: a value; the binds that it gave point into it.
#pragma once

#include <string>
#include <vector>

#include "engine/storage/value.hpp"

namespace tagwerk::storage {

class IdList {
 public:
  template <class Ids>
  IdList(const std::string& prefix, const Ids& ids) {
    names_.reserve(ids.size());
    for (const auto& id : ids) {
      names_.push_back(prefix + std::to_string(names_.size()));
      values_.emplace_back(id);
      sql_.append(sql_.empty() ? "(:" : ", :").append(names_.back());
    }
    sql_ += ")";
  }
  IdList(const IdList&) = delete;
  IdList& operator=(const IdList&) = delete;

  [[nodiscard]] const std::string& sql() const noexcept { return sql_; }
  [[nodiscard]] Binds with(Binds binds = {}) const {
    for (std::size_t i = 0; i < names_.size(); ++i) binds.push_back({names_[i], values_[i]});
    return binds;
  }

 private:
  std::vector<std::string> names_;
  std::vector<Value> values_;
  std::string sql_;
};

}  // namespace tagwerk::storage
