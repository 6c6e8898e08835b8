// Purpose: the ways in which the directory refuses, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::directory {

inline constexpr core::ErrorCode merge_into_itself{
    core::ErrorKind::invalid,
    "merge_into_itself",
    {"It cannot be merged into itself", "Es kann nicht mit sich selbst zusammengeführt werden"},
    {"'{value}' is the one that is to be merged", "'{value}' ist genau das Objekt, das zusammengeführt werden soll"}};
inline constexpr core::ErrorCode merge_across_roles{
    core::ErrorKind::conflict,
    "merge_across_roles",
    {"The companies have different roles", "Die Unternehmen haben verschiedene Rollen"},
    {"'{from}' is of the role {from_role}, '{into}' of the role {into_role}; only duplicates of one role can be merged.",
     "'{from}' hat die Rolle {from_role}, '{into}' die Rolle {into_role}; nur Dubletten einer Rolle lassen sich zusammenführen."}};
inline constexpr core::ErrorCode company_role_unfit_for_token{
    core::ErrorKind::conflict,
    "company_role_unfit_for_token",
    {"A token of the company needs its role", "Ein Zugang des Unternehmens braucht dessen Rolle"},
    {"The company has the valid token '{token}' of the role {token_role}; revoke it before the company becomes a {role}.",
     "Das Unternehmen hat den gültigen Zugang '{token}' der Rolle {token_role}; er muss widerrufen werden, bevor es die Rolle {role} bekommt."}};
inline constexpr core::ErrorCode company_ambiguous{
    core::ErrorKind::invalid,
    "company_ambiguous",
    {"Several companies have this name", "Mehrere Unternehmen heißen so"},
    {"'{value}' is the name of {count} companies; give company_role, or merge them first",
     "'{value}' heißen {count} Unternehmen; bitte company_role angeben oder sie zuerst zusammenführen"}};

}  // namespace tagwerk::directory
