// Purpose: answers, and what they are compared with, as JSON: a string, a number, an array of strings.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "api/json/codec.hpp"
#include "engine/registration/answer.hpp"

namespace tagwerk::registration {

bool read_form(json::Reader& reader, const json::Node& node, Answer& out);
void write_form(json::Writer& writer, const Answer& answer);
[[nodiscard]] std::string form_schema(json::Tag<Answer>, const json::Rules& rules);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

/// An answer that is not several: a bound, what a condition asks for.
struct SingleAnswer {
  registration::Answer answer;
};
bool read_form(json::Reader& reader, const json::Node& node, SingleAnswer& out);
void write_form(json::Writer& writer, const SingleAnswer& single);
[[nodiscard]] std::string form_schema(json::Tag<SingleAnswer>, const json::Rules& rules);

/// Of the member `answers` of a participant.
[[nodiscard]] json::Rules answers_rules(std::string_view description);

}  // namespace tagwerk::resources
