// Purpose: what organisers do with the itinerary of a trip, and what travellers are told of it. There is one draft, and what was
// published of it, numbered.
// Rules: a draft may have conflicts; one that blocks keeps it from being published. A company's token is told what is published of
// trips on which it has confirmed heads.
// Errors: core::not_found (event), not_a_study_trip, no_itinerary, no_published_itinerary, itinerary_has_conflicts,
// itinerary_unchanged, too_many_publications, core::validation_failed, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/itinerary_conflicts.hpp"
#include "engine/trips/itinerary_publication.hpp"

namespace tagwerk::trips {

/// The draft with what is wrong with it.
struct CheckedDraft {
  Itinerary itinerary;
  std::vector<Conflict> conflicts;
  std::int64_t version = 0;  // 0: nothing is kept
  int publications = 0;
};

/// What is published, at an event that may have been cancelled since.
struct ToldItinerary {
  events::Event event;
  Publication publication;

  /// Nothing of it takes place.
  [[nodiscard]] bool is_off() const noexcept { return event.status == events::EventStatus::cancelled; }
};

struct PublicationChanges {
  int number = 0;
  core::Instant published_at;
  std::optional<std::string> note;
  std::vector<ItemChange> changes;  // since the one before
};

inline constexpr int max_publications_listed = 10;

class ItineraryService {
 public:
  explicit ItineraryService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<CheckedDraft> draft(const access::Call& call, const core::EventId& event);
  /// Replaces it, also the first time. `dry_run`: says what would be wrong, and keeps nothing.
  [[nodiscard]] core::Result<CheckedDraft> put(const access::Call& call, const core::EventId& event,
                                               const Itinerary& itinerary, const core::ExpectedVersion& expected,
                                               bool dry_run);
  /// The draft, from now on what travellers are told; `expected` is its version.
  [[nodiscard]] core::Result<PublicationChanges> publish(const access::Call& call, const core::EventId& event,
                                                         std::optional<std::string> note,
                                                         const core::ExpectedVersion& expected);
  /// `number`: the last one where it is left out.
  [[nodiscard]] core::Result<ToldItinerary> published(const access::Call& call, const core::EventId& event,
                                                      std::optional<int> number);
  /// The latest first, at most max_publications_listed with a smaller number than `before`.
  [[nodiscard]] core::Result<std::vector<PublicationChanges>> publications(const access::Call& call,
                                                                           const core::EventId& event,
                                                                           std::optional<int> before);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
