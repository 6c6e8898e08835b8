// Purpose: values on their way into a statement and columns on their way out. No SOCI in sight.
// Shapes: ids are BINARY(16), instants DATETIME(6) UTC, dates DATE, booleans TINYINT 0/1, money integer minor units.
// Errors: reading a column as a type that it is not throws std::logic_error (our mistake, never the client's).
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::storage {

struct Null {};
/// Bytes that are no text (hashes, stored answers).
struct Binary {
  std::string bytes;
};

class Value {
 public:
  using Held = std::variant<Null, std::int64_t, double, std::string, Binary>;

  Value(std::nullptr_t) : held_(Null{}) {}
  Value(std::nullopt_t) : held_(Null{}) {}
  template <std::integral T>
  Value(T number) : held_(static_cast<std::int64_t>(number)) {}
  Value(double number) : held_(number) {}
  Value(std::string text) : held_(std::move(text)) {}
  Value(std::string_view text) : held_(std::string(text)) {}
  Value(const char* text) : held_(std::string(text)) {}
  Value(Binary bytes) : held_(std::move(bytes)) {}
  Value(const core::Uuid& uuid) : held_(Binary{std::string(uuid.raw())}) {}
  template <class Tag>
  Value(const core::Id<Tag>& id) : Value(id.uuid) {}
  Value(core::Date date) : held_(core::to_text(date)) {}
  Value(core::Instant instant) : held_(core::to_sql(instant)) {}
  template <class T>
  Value(const std::optional<T>& maybe) : Value(maybe ? Value(*maybe) : Value(nullptr)) {}

  [[nodiscard]] const Held& held() const noexcept { return held_; }

 private:
  Held held_;
};

/// `{"event", event_id}` fills every `:event` of the statement.
struct Bind {
  std::string_view name;
  Value value;
};
using Binds = std::vector<Bind>;

void decode(std::string_view column, std::int64_t& out);
void decode(std::string_view column, int& out);
void decode(std::string_view column, bool& out);
void decode(std::string_view column, double& out);
void decode(std::string_view column, std::string& out);
void decode(std::string_view column, core::Uuid& out);
void decode(std::string_view column, core::Date& out);
void decode(std::string_view column, core::Instant& out);
template <class Tag>
void decode(std::string_view column, core::Id<Tag>& out) {
  decode(column, out.uuid);
}

/// One row of an answer; columns are taken from left to right:
///   Region{.id = row.next<core::RegionId>(), .name = row.next<std::string>()}
/// (members of a designated initialiser are evaluated in order). Valid only inside the mapping function.
class Row {
 public:
  explicit Row(const std::vector<std::optional<std::string_view>>& columns) : columns_(&columns) {}

  template <class T>
  [[nodiscard]] T next() {
    const auto& column = take();
    if constexpr (is_optional<T>::value) {
      if (!column) return std::nullopt;
      typename T::value_type value{};
      decode(*column, value);
      return value;
    } else {
      T value{};
      decode(not_null(column), value);
      return value;
    }
  }

 private:
  template <class T>
  struct is_optional : std::false_type {};
  template <class T>
  struct is_optional<std::optional<T>> : std::true_type {};

  const std::optional<std::string_view>& take();
  static std::string_view not_null(const std::optional<std::string_view>& column);

  const std::vector<std::optional<std::string_view>>* columns_;
  std::size_t position_ = 0;
};

}  // namespace tagwerk::storage
