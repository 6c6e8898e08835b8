// Purpose: what the tests of every resource ask alike: an answer in one word, limits of a text, If-Match, Idempotency-Key,
// and walking through a list. Errors: failed checks are Boost.Test's. Thread-safety: as the clients.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/blackbox/client.hpp"

namespace tagwerk::test {

/// A text that only survives when nobody cuts, folds or normalises it: umlauts, a combining accent, emoji, right to left.
inline constexpr std::string_view colourful =
    "Größe e\u0301 😀👩‍🚀 שָׁלוֹם مرحبا 'x' <b>&amp; C:/%00";

/// An id as the API makes them, of nothing.
inline constexpr const char* nobodys_id = "00000000000000000000000001";

/// "ab" three times: "ababab".
[[nodiscard]] std::string times(std::string_view text, std::size_t count);
/// As a JSON string: in quotes, with what must be escaped.
[[nodiscard]] std::string quoted(std::string_view text);

/// "201", "409 already_exists", "422 /name:required /city:wrong_length": status, code (unless validation_failed), fields.
[[nodiscard]] std::string outcome(const Answer& answer);
/// The names of the members at a pointer, in their order: "id key name".
[[nodiscard]] std::string members_of(const Answer& answer, std::string_view pointer = "");

/// Sends a body in which one member has this JSON text as its value.
using SendMember = std::function<Answer(const std::string& json_value)>;
/// A member that is one line of 1 to `max` code points; `good` is the status of what is accepted.
void check_line(const SendMember& send, const std::string& pointer, std::size_t max, int good);
/// A member that is a key: [a-z0-9_-]{1,64}. Sends no good value, for keys are often unique.
void check_key_refusals(const SendMember& send, const std::string& pointer);
/// A member that is a whole number from `min` to `max`.
void check_number(const SendMember& send, const std::string& pointer, std::int64_t min, std::int64_t max, int good);

/// PATCH needs the current ETag: 428 without, 412 with another, 200 with it, and the ETag moves on only with the content.
void check_versions(const Client& client, const std::string& path, const std::string& patch);
/// DELETE needs the current ETag; afterwards there is nothing.
void check_removal(const Client& client, const std::string& path);
/// A POST that creates, with keys: the first answer again, 422 for another body, the limits of a key, also for refusals.
void check_idempotency(const Client& client, const std::string& path, const std::function<std::string()>& fresh_body);

/// Follows `next` from `path` on; the values at `member` of every item, in their order.
[[nodiscard]] std::vector<std::string> walk(const Client& client, const std::string& path,
                                            const std::string& member = "id");

}  // namespace tagwerk::test
