// Purpose: what a merger of duplicates takes and how it is answered, the same for companies and people.
// Thread-safety: values and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "api/json/codec.hpp"
#include "api/pipeline/exchange.hpp"

namespace tagwerk::resources {

/// Of companies or of people: `Merger<core::CompanyId>`.
template <class IdType>
struct Merger {
  IdType into;
};

template <class IdType>
[[nodiscard]] json::Object<Merger<IdType>> merger_shape(std::string_view name) {
  return json::Object<Merger<IdType>>(name, "The object of the address is a duplicate")
      .required("into", &Merger<IdType>::into, json::about("Id of the one that stays and takes over what hangs on it"));
}

/// 200 with the one that stays, and where that is.
template <class Noun>
[[nodiscard]] http::Response merged_into(const Noun& survivor, std::string location) {
  auto response = pipeline::ok(survivor, survivor.version);
  response.with("content-location", std::move(location));
  return response;
}

}  // namespace tagwerk::resources
