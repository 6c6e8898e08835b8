// Purpose: the ways in which tokens can be refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::access {

inline constexpr core::ErrorCode company_needed{core::ErrorKind::invalid,
                                                "company_needed",
                                                {"A company is needed", "Ein Unternehmen ist nötig"},
                                                {"a token of the role '{role}' belongs to one company",
                                                 "ein Zugang der Rolle '{role}' gehört zu einem Unternehmen"}};
inline constexpr core::ErrorCode company_not_allowed{core::ErrorKind::invalid,
                                                     "company_not_allowed",
                                                     {"No company here", "Hier kein Unternehmen"},
                                                     {"a token of the role '{role}' belongs to no company",
                                                      "ein Zugang der Rolle '{role}' gehört zu keinem Unternehmen"}};
inline constexpr core::ErrorCode company_role_unfit{
    core::ErrorKind::invalid,
    "company_role_unfit",
    {"The company has another role", "Das Unternehmen hat eine andere Rolle"},
    {"a company of the role '{company_role}' cannot have a token of the role '{role}'",
     "ein Unternehmen der Rolle '{company_role}' kann keinen Zugang der Rolle '{role}' haben"}};
inline constexpr core::ErrorCode last_admin_token{
    core::ErrorKind::conflict,
    "last_admin_token",
    {"This is the last admin token", "Dies ist der letzte Verwaltungszugang"},
    {"The token '{name}' is the organization's last valid admin token; create another one before revoking it.",
     "Der Zugang '{name}' ist der letzte gültige Verwaltungszugang; bitte zuerst einen anderen anlegen."}};

}  // namespace tagwerk::access
