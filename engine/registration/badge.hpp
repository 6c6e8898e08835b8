// Purpose: what is printed of a head: on its ticket and on its badge. Thread-safety: values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/core/id.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

struct Badge {
  core::ParticipantId id;
  core::EventId event;
  core::CompanyId company;
  ParticipantState state = ParticipantState::confirmed;
  std::string name;  // given and family name; empty while the head is to be named later
  std::string company_name;
  std::string event_name;
  std::optional<std::string> category;
  std::string ticket_code;
};

inline constexpr std::size_t max_badges_per_document = 500;
inline constexpr std::size_t default_badges_per_document = 200;

}  // namespace tagwerk::registration
