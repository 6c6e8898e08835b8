// Purpose: what a caller takes an object's state to be, so that a change never overwrites one that he has not seen
// (optimistic locking; on the wire If-Match and If-None-Match: *, RFC 9110 sections 13.1.1 and 13.1.2).
// Thread-safety: values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/time.hpp"

namespace tagwerk::core {

class ExpectedVersion {
 public:
  /// Whatever is there, or nothing.
  ExpectedVersion() = default;
  ExpectedVersion(std::int64_t version)  // NOLINT(google-explicit-constructor): the usual case is one version
      : rule_(Rule::one_of), versions_({version}) {}

  /// Any of those; of none: never met.
  [[nodiscard]] static ExpectedVersion one_of(std::vector<std::int64_t> versions) {
    ExpectedVersion expected(Rule::one_of);
    expected.versions_ = std::move(versions);
    return expected;
  }
  [[nodiscard]] static ExpectedVersion present() { return ExpectedVersion(Rule::present); }
  [[nodiscard]] static ExpectedVersion absent() { return ExpectedVersion(Rule::absent); }

  /// `current`: of the object that is there, if one is.
  [[nodiscard]] bool is_met_by(std::optional<std::int64_t> current) const noexcept {
    switch (rule_) {
      case Rule::anything:
        return true;
      case Rule::present:
        return current.has_value();
      case Rule::absent:
        return !current;
      case Rule::one_of:
        break;
    }
    return current && std::find(versions_.begin(), versions_.end(), *current) != versions_.end();
  }

 private:
  enum class Rule : std::uint8_t { anything, present, absent, one_of };
  explicit ExpectedVersion(Rule rule) : rule_(rule) {}

  Rule rule_ = Rule::anything;
  std::vector<std::int64_t> versions_;
};

/// The first version of an object whose address can be used again after it was deleted: from the clock, so that a version,
/// which is the ETag, never comes back with another content.
[[nodiscard]] inline std::int64_t first_version(Instant now) { return unix_microseconds(now); }

}  // namespace tagwerk::core
