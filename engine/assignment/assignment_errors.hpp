// Purpose: how a problem of rooms or groups is refused. Numbers are from 1 on, as people count.
#pragma once

#include <string>

#include "engine/core/error.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::assignment {

inline constexpr core::ErrorCode senseless_assignment{
    core::ErrorKind::invalid,
    "senseless_assignment",
    {"The assignment makes no sense", "Die Zuteilung ergibt keinen Sinn"},
    {"{what} ({value}) must be {expected}", "{what} ({value}) muss {expected} sein"}};

[[nodiscard]] core::Error senseless(std::string what, long long value, std::string expected);
[[nodiscard]] core::Result<> check_number(const std::string& what, long long value, long long min, long long max);

}  // namespace tagwerk::assignment
