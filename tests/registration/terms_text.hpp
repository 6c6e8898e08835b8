// Purpose: how the tests of an event's terms say what a registration is.
// Thread-safety: pure functions.
#pragma once

#include <sstream>
#include <string>

#include "engine/registration/registration.hpp"

namespace tagwerk::test {

/// "held 0/2/1 dinner 0/2/0 hold": status, then confirmed/held/waitlisted of heads and of each pool, why it is held, approval.
inline std::string told(const registration::Registration& registration) {
  std::ostringstream text;
  const auto share = [&](const registration::Share& one) {
    text << " " << one.confirmed << "/" << one.held << "/" << one.waitlisted;
  };
  text << to_text(registration.status);
  share(registration.heads);
  for (const auto& [key, of_pool] : registration.pools) {
    text << " " << key;
    share(of_pool);
  }
  if (registration.held_for) text << " " << to_text(*registration.held_for);
  if (registration.approval) text << " " << to_text(*registration.approval);
  return text.str();
}

/// "confirmed, held, cancelled": the heads in their order.
inline std::string heads_of(const registration::Registration& registration) {
  std::string text;
  for (const auto& head : registration.participants) text.append(text.empty() ? "" : ", ").append(to_text(head.state));
  return text;
}

}  // namespace tagwerk::test
