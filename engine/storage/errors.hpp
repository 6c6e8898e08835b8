// Purpose: what a database can do to us, translated once, where it enters (storage/translate.cpp), from MySQL error
// numbers. Stores translate a ConstraintViolation that a client caused into a domain error; everything else goes up to the
// worker's edge and becomes 503/504/500. No message here carries a bound value (personal data).
#pragma once

#include <stdexcept>
#include <string>

namespace tagwerk::storage {

/// 1062, 1451, 1452, 3819, 4025. `constraint` is the index or constraint name without its table ("uq_company_name").
class ConstraintViolation : public std::runtime_error {
 public:
  enum class Kind { duplicate, missing_parent, has_children, check };
  ConstraintViolation(Kind kind, std::string constraint)
      : std::runtime_error("constraint " + constraint), kind_(kind), constraint_(std::move(constraint)) {}
  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& constraint() const noexcept { return constraint_; }

 private:
  Kind kind_;
  std::string constraint_;
};

/// Nothing was done: no connection free in time, or the database cannot be reached, or it stayed busy after all retries.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// 2013 and the like while a write was under way: it may have been committed.
class OutcomeUnknown : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A statement ran into the server-side time limit (1969, 3024).
class StatementTimeout : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Lock wait timeout (1205) or deadlock (1213): the whole unit of work is to be run again. Database::transact does that.
class Restart : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tagwerk::storage
