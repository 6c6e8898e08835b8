// Purpose: how many talks an event can hold and how many are wished for, how many tables that needs, how full each slot is, and
// what stands in the way first, in words. Also for other numbers of tables and slots: what if.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/meetings/talk_problem.hpp"

namespace tagwerk::meetings {

struct WhatIf {
  std::optional<int> tables;
  std::optional<int> slots;
  [[nodiscard]] bool asks() const { return tables || slots; }
};

struct CompanyLoad {
  core::CompanyId company;
  std::string name;
  int wished = 0;    // talks
  int possible = 0;  // that one after the other fit: its slots, within its limits
};

struct SlotUse {
  int slot = 0;  // from 0 on
  TalkSlot at;
  int tables = 0;               // common ones
  std::optional<int> used;      // of those, by the published plan
  std::optional<int> own_used;  // at tables of their own
  int participants_away = 0;    // who cannot talk then
};

struct TalkCapacity {
  int slots = 0;
  int tables = 0;  // common ones
  int own_tables = 0;
  int places_offered = 0;  // slots × tables, at common tables
  int talks_wished = 0;    // that would be planned now, at any table
  int musts = 0;
  int at_own_tables = 0;  // of the talks wished
  int not_planned = 0;    // wishes that count of which one side does not take part, or that are excluded
  int waiting_for_answer = 0;
  int tables_needed = 0;                // common ones: ceil(talks at common tables / slots)
  std::vector<CompanyLoad> overloaded;  // who has more talks than slots, the worst first, at most max_overloaded
  std::int64_t overloaded_companies = 0;
  std::vector<SlotUse> by_slot;  // of the settings, also with what if
  enum class Bottleneck : std::uint8_t { none, tables, company } bottleneck = Bottleneck::none;
  std::string words;  // what stands in the way first
  bool is_what_if = false;
};
inline constexpr std::size_t max_overloaded = 50;
inline constexpr TalkCapacity::Bottleneck all_bottlenecks[] = {
    TalkCapacity::Bottleneck::none, TalkCapacity::Bottleneck::tables, TalkCapacity::Bottleneck::company};
[[nodiscard]] std::string_view to_text(TalkCapacity::Bottleneck bottleneck) noexcept;

[[nodiscard]] TalkCapacity capacity_of(const PlanningInput& input, const PlanningProblem& built, const WhatIf& what_if);

}  // namespace tagwerk::meetings
