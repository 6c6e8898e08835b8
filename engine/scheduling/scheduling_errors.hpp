// Purpose: how a scheduling problem is refused. Numbers are from 1 on, as people count.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::scheduling {

inline constexpr core::ErrorCode malformed_problem{core::ErrorKind::malformed,
                                                   "malformed_problem",
                                                   {"The problem cannot be read", "Die Aufgabe ist nicht lesbar"},
                                                   {"line {line}: {what}", "Zeile {line}: {what}"}};
inline constexpr core::ErrorCode senseless_problem{
    core::ErrorKind::invalid,
    "senseless_problem",
    {"The problem makes no sense", "Die Aufgabe ergibt keinen Sinn"},
    {"{what} ({value}) must be {expected}", "{what} ({value}) muss {expected} sein"}};

}  // namespace tagwerk::scheduling
