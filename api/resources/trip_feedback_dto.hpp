// Purpose: what a traveller thinks of a trip, as JSON: what he says, and what he reads of it again.
// Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/trips/trip_feedback.hpp"

namespace tagwerk::resources {

struct OpinionDto {
  std::optional<core::Grade> overall;
  std::optional<bool> would_go_again;
  std::optional<std::string> comment;
  std::optional<std::vector<trips::ItemOpinion>> items;
};
[[nodiscard]] const json::Object<OpinionDto>& shape(json::Tag<OpinionDto>);
[[nodiscard]] trips::TripOpinion opinion_of(const OpinionDto& dto);
[[nodiscard]] OpinionDto opinion_dto(const trips::TripOpinion& opinion);

}  // namespace tagwerk::resources
