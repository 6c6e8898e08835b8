// Purpose: a member that a type has from its base, for descriptions that both share:
//   .required("id", json::inherited<T>(&T::id))
// Thread-safety: a pure function.
#pragma once

namespace tagwerk::json {

template <class T, class B, class M>
[[nodiscard]] constexpr M T::*inherited(M B::*member) noexcept {
  return member;
}

}  // namespace tagwerk::json
