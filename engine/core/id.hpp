// Purpose: identifiers made in the application: UUIDv7 (RFC 9562 section 5.7: 48 bits of Unix milliseconds; 12 bits of
// their fraction, section 6.2 method 3; 62 random bits), so that they sort by time of creation to the microsecond, cannot
// be guessed, and several nodes never collide.
// Shapes: 16 bytes; as text 26 characters of lower-case Crockford base 32 ("01jdf0…"), opaque to clients.
// Thread-safety: make() may be called from any thread.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.hpp"

namespace tagwerk::core {

struct Uuid {
  static constexpr std::size_t size_bytes = 16;
  static constexpr std::size_t size_text = 26;
  std::array<unsigned char, size_bytes> bytes{};

  auto operator<=>(const Uuid&) const = default;

  [[nodiscard]] static Uuid make(Instant now);
  /// Exactly 26 characters of the alphabet, nothing else; otherwise nullopt.
  [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);
  /// From the 16 raw bytes of a BINARY(16) column.
  [[nodiscard]] static std::optional<Uuid> from_bytes(std::string_view raw);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string_view raw() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

/// An id of one kind of object, so that a company's id cannot be passed for an event's.
template <class Tag>
struct Id {
  Uuid uuid;

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] static Id make(Instant now) { return {Uuid::make(now)}; }
  [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
    const auto uuid = Uuid::parse(text);
    if (!uuid) return std::nullopt;
    return Id{*uuid};
  }
  [[nodiscard]] std::string text() const { return uuid.text(); }
};

// The kinds that more than one slice speaks of.
using OrganizationId = Id<struct OrganizationTag>;
using CompanyId = Id<struct CompanyTag>;
using PersonId = Id<struct PersonTag>;
using RegionId = Id<struct RegionTag>;
using SeriesId = Id<struct SeriesTag>;
using EventId = Id<struct EventTag>;
using VenueId = Id<struct VenueTag>;
using RoomId = Id<struct RoomTag>;
using RegistrationId = Id<struct RegistrationTag>;
using ParticipantId = Id<struct ParticipantTag>;
using TokenId = Id<struct TokenTag>;

}  // namespace tagwerk::core

template <>
struct std::hash<tagwerk::core::Uuid> {
  std::size_t operator()(const tagwerk::core::Uuid& uuid) const noexcept {
    return std::hash<std::string_view>{}(uuid.raw());
  }
};
template <class Tag>
struct std::hash<tagwerk::core::Id<Tag>> {
  std::size_t operator()(const tagwerk::core::Id<Tag>& id) const noexcept {
    return std::hash<tagwerk::core::Uuid>{}(id.uuid);
  }
};
