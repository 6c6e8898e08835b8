// Purpose: how words for people call talks, participants, quotas and slots: by their numbers from 1 on, or as the caller likes.
// Errors: none. Thread-safety: a value.
#pragma once

#include <functional>
#include <string>

namespace tagwerk::scheduling {

struct Names {
  using Name = std::function<std::string(int)>;
  Name talk = [](int index) { return "talk " + std::to_string(index + 1); };
  Name participant = [](int index) { return "participant " + std::to_string(index + 1); };
  Name quota = [](int index) { return "quota " + std::to_string(index + 1); };
  Name slot = [](int index) { return "slot " + std::to_string(index + 1); };
};

}  // namespace tagwerk::scheduling
