// Purpose: an event of a test's own and short words for what users do there: terms, registering, and all that happens to a
// registration later. Errors: what must succeed and does not is a failed check, or std::runtime_error.
// Thread-safety: one per thread.
#pragma once

#include <functional>
#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct Registering {
  World& world = World::get();
  std::string event = world.new_event();
  std::string company = world.new_company();

  // ---- terms -----------------------------------------------------------------------------------------------------------
  /// Members of the rules: R"("hold_minutes": 5)".
  void rules(const std::string& members);
  void categories(const std::string& items);
  /// `diet`, `diet_other` only where diet is other, and `shoe`, which is archived.
  void ask_questions();
  void limit(const std::string& pool, int places);
  void set_status(const std::string& status, const std::string& of_event = {});
  /// So many pools that there is no room for more.
  void fill_pools(const std::string& of_event);

  // ---- registering -----------------------------------------------------------------------------------------------------
  [[nodiscard]] Answer enter(const std::string& members) const;
  [[nodiscard]] Answer enter(int heads, const std::string& waitlist = "none") const;
  /// Of another company.
  [[nodiscard]] Answer enter_other(int heads, const std::string& waitlist = "none");
  [[nodiscard]] Answer hold(const std::string& members) const;
  [[nodiscard]] static std::string of(const Answer& registration, const std::string& part = {});
  /// POST …/verb as an organizer.
  [[nodiscard]] Answer act(const Answer& registration, const std::string& verb, const std::string& json = {}) const;
  /// POST …/participants/{id of the head}/replacement.
  [[nodiscard]] Answer replace(const Answer& registration, int head, const std::string& json) const;
  void cancel(const Answer& registration) const;
  [[nodiscard]] Answer scan(const Answer& registration, int head) const;
  /// What is held is over, as if the time had passed.
  void let_time_run_out(const Answer& registration);
  /// Waits until that is what state() says, ten seconds at most; what it says then.
  [[nodiscard]] std::string state_after(const Answer& registration, const std::string& expected) const;

  [[nodiscard]] Answer now(const Answer& registration) const;
  /// "partly_confirmed 1/2/3 offer": status, heads confirmed/held/waitlisted, what it is held for.
  [[nodiscard]] static std::string told(const Answer& registration);
  [[nodiscard]] std::string state(const Answer& registration) const { return told(now(registration)); }
  /// "cancelled confirmed …" of its heads.
  [[nodiscard]] static std::string heads_of(const Answer& registration);

  [[nodiscard]] std::string path(const std::string& part) const { return "/api/v1/events/" + event + part; }
  [[nodiscard]] static std::string named(const std::string& name, const std::string& more = {});
  [[nodiscard]] static std::string person(const std::string& id) { return R"({"person_id": ")" + id + "\"}"; }
};

/// Every way in which heads of a body are refused; `send` gets `participants` and `headcount`, of a group of
/// `registering.company` that is to come to its event.
void check_heads_are_refused(Registering& registering, const std::function<Answer(const std::string& members)>& send);
/// A person who is named alone: `send` gets the whole body.
void check_head_is_refused(Registering& registering, const std::function<Answer(const std::string& json)>& send);

}  // namespace tagwerk::test
