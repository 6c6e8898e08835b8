// Purpose: the names that ids of companies and people are shown with. Errors: none; an id without a name is shown itself.
// Thread-safety: a value.
#pragma once

#include <map>
#include <string>

#include "engine/core/id.hpp"

namespace tagwerk::directory {

struct Names {
  std::map<core::CompanyId, std::string> companies = {};
  std::map<core::PersonId, std::string> people = {};

  [[nodiscard]] std::string of(const core::CompanyId& id) const { return in(companies, id); }
  [[nodiscard]] std::string of(const core::PersonId& id) const { return in(people, id); }

 private:
  template <class Id>
  [[nodiscard]] static std::string in(const std::map<Id, std::string>& names, const Id& id) {
    const auto found = names.find(id);
    return found == names.end() ? id.text() : found->second;
  }
};

}  // namespace tagwerk::directory
