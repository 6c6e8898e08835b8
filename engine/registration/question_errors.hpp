// Purpose: the ways in which questions and answers are refused, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::registration {

inline constexpr core::ErrorCode question_has_answers{
    core::ErrorKind::conflict,
    "question_has_answers",
    {"The question has answers already", "Die Frage hat schon Antworten"},
    {"Question '{question}' has {count} answers: it can be reworded or archived, but keeps its kind and the choices that were given.",
     "Die Frage '{question}' hat {count} Antworten: sie kann umformuliert oder archiviert werden, behält aber ihre Art und die Auswahl, die getroffen wurde."}};

// ---- wrong members ----------------------------------------------------------------------------------------------------

inline constexpr core::ErrorCode question_not_of_kind{
    core::ErrorKind::invalid,
    "question_not_of_kind",
    {"Not for this kind of question", "Nicht für diese Art von Frage"},
    {"is only for questions of kind {kinds}", "gibt es nur bei Fragen der Art {kinds}"}};
inline constexpr core::ErrorCode condition_unusable{
    core::ErrorKind::invalid,
    "condition_unusable",
    {"A condition cannot depend on that", "Davon kann eine Bedingung nicht abhängen"},
    {"'{value}' is no earlier question of the list that is of kind choice, number or date and not archived",
     "'{value}' ist keine frühere Frage der Liste, die von der Art choice, number oder date und nicht archiviert ist"}};
inline constexpr core::ErrorCode question_not_asked{core::ErrorKind::invalid,
                                                    "question_not_asked",
                                                    {"The question is not asked", "Die Frage wird nicht gestellt"},
                                                    {"is asked only after certain answers to '{question}'",
                                                     "wird nur nach bestimmten Antworten auf '{question}' gefragt"}};
inline constexpr core::ErrorCode question_archived{core::ErrorKind::invalid,
                                                   "question_archived",
                                                   {"The question is archived", "Die Frage ist archiviert"},
                                                   {"takes no new answers", "nimmt keine neuen Antworten an"}};

}  // namespace tagwerk::registration
