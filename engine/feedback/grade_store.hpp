// Purpose: SQL of grades (schema: grades). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/feedback/grade.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::feedback {

/// False when this participant has a grade already.
[[nodiscard]] bool insert_grade(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::Uuid& id, const GivenGrade& grade);
[[nodiscard]] std::optional<GivenGrade> find_grade(storage::Transaction& tx, const core::ParticipantId& participant);
/// Ascending by grade.
[[nodiscard]] std::vector<GradeCount> count_grades(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::feedback
