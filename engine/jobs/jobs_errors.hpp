// Purpose: the ways in which jobs are refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::jobs {

inline constexpr core::ErrorCode too_many_jobs{
    core::ErrorKind::conflict,
    "too_many_jobs",
    {"Too many jobs wait", "Zu viele Aufträge warten"},
    {"{max} jobs wait or run already; let one end, or cancel one.",
     "{max} Aufträge warten oder laufen schon; bitte einen abwarten oder abbrechen."}};
inline constexpr core::ErrorCode job_is_over{
    core::ErrorKind::conflict,
    "job_is_over",
    {"The job is over", "Der Auftrag ist beendet"},
    {"The job is {status}; only one that waits or runs can be cancelled.",
     "Der Auftrag ist {status}; abbrechen lässt sich nur einer, der wartet oder läuft."}};

}  // namespace tagwerk::jobs
