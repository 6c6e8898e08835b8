// Purpose: reads companies and people from CSV text, and tells which of them are new. Pure: the stores bring what is known.
// Columns, in any order, named by the header (line 1): an empty cell is the same as a column left out.
//   companies  name, role (partner, vendor, supplier); may be missing: region_key, city
//   people     company (its name), given_name, family_name, email; may be missing: function, company_role (tells apart a
//              partner and a vendor of the same name)
// Duplicates: a company is known by name and role, a person by company and e-mail address; names are compared exactly,
//   addresses without regard to the letter case of A-Z. Twice in the file is an error on the later line. One that the
//   organization has already is left as it is and counted as unchanged, whatever else the line says; so is one that was merged
//   into another, and people of such a company's name go to the company that took its place.
// Errors: every wrong line ("line 3") and cell ("line 3/email"), in the order of lines; see core::problems_error().
// Limits: core::import_max_rows lines, core::import_max_bytes of text. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/import_report.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/company.hpp"
#include "engine/directory/person.hpp"

namespace tagwerk::directory {

struct CompanyLine {
  std::size_t line = 0;
  NewCompany company;
};

struct PersonLine {
  std::size_t line = 0;
  std::string company_name;
  std::optional<CompanyRole> company_role;
  NewPerson person;  // of no company yet
};

template <class Line>
struct ReadLines {
  std::vector<Line> lines;  // those that are right
  std::size_t rows = 0;     // all of them
  core::ImportProblems problems;
};

[[nodiscard]] ReadLines<CompanyLine> read_companies(std::string_view csv);
[[nodiscard]] ReadLines<PersonLine> read_people(std::string_view csv);

struct KnownCompany {
  std::string name;
  CompanyRole role = CompanyRole::partner;
  core::CompanyId id;  // of the company that took its place, if it was merged
  bool is_merged = false;
};

struct KnownPerson {
  core::CompanyId company;
  std::string email;
};

/// Those that are not known yet.
[[nodiscard]] std::vector<CompanyLine> new_companies(std::vector<CompanyLine> lines,
                                                     const std::vector<KnownCompany>& known);
/// Those that are not known yet, each with its company. A name that is unknown or stands for several companies, and a person
/// who comes twice, is a problem.
[[nodiscard]] std::vector<NewPerson> new_people(std::vector<PersonLine> lines,
                                                const std::vector<KnownCompany>& companies,
                                                const std::vector<KnownPerson>& known, core::ImportProblems& problems);

}  // namespace tagwerk::directory
