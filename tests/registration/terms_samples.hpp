// Purpose: random events with terms for property tests: a few who have and wait for little, so that pools run full and companies
// come back. To be called inside of rc::check. Thread-safety: as rapidcheck's.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/registration/admission.hpp"
#include "tests/registration/terms_model.hpp"

namespace tagwerk::test {

inline bool one_in(int count) { return *rc::gen::inRange(0, count) == 0; }

inline core::CompanyId company(int number) {
  core::CompanyId id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

inline TermsModel some_terms() {
  TermsModel model;
  const auto limit = [&](const std::string& key, int below) {
    PoolState pool;
    if (!one_in(4)) pool.limit = *rc::gen::inRange(0, below);
    pool.overbook = *rc::gen::inRange(0, 3);
    model.limits[key] = pool;
  };
  limit("participants", 14);
  limit("companies", 4);
  limit("dinner", 12);
  limit("hotel_rooms", 6);
  limit("category.vip", 6);
  const auto keep = [&](const std::string& key, const std::string& pool) {
    const auto free = model.total(pool);
    const auto places = std::int64_t{*rc::gen::inRange(0, 6)};
    model.contingents[key] = {.pool = pool, .places = free ? std::min(places, *free - model.reserved(pool)) : places};
  };
  keep("contingent.first", "participants");
  keep("contingent.role", "participants");
  keep("contingent.dinner", "dinner");
  model.order = {.by_priority = one_in(2), .skip_ahead = one_in(2)};
  if (one_in(3)) model.max_heads_per_company = *rc::gen::inRange(1, 12);
  if (one_in(3)) model.max_held_heads_per_company = *rc::gen::inRange(0, 6);
  return model;
}

// Small numbers: so pools run full, and companies come back. Company 0 has contingents of its own, 0 and 1 that of their role.
inline PlaceRequest any_request(const TermsModel& model) {
  const int number = *rc::gen::inRange(0, 4);
  PlaceRequest request;
  request.company = company(number);
  request.heads = *rc::gen::inRange(1, 5);
  if (one_in(3)) request.pools["hotel_rooms"] = *rc::gen::inRange(1, 4);
  if (one_in(4)) request.pools["dinner"] = *rc::gen::inRange(1, 3);
  if (one_in(2)) request.per_head = {{"category.vip", 1}, {"dinner", *rc::gen::inRange(1, 3)}};
  request.policy = *rc::gen::element(WaitlistPolicy::none, WaitlistPolicy::all_or_nothing, WaitlistPolicy::partial);
  if (number == 0) request.contingents = {"contingent.first", "contingent.dinner"};
  if (number < 2) request.contingents.emplace_back("contingent.role");
  if (model.order.by_priority) request.priority = *rc::gen::inRange(-1, 2);
  request.held = one_in(3);
  request.is_hold = request.held && request.policy == WaitlistPolicy::none && one_in(2);
  return request;
}

inline std::vector<PlaceRequest> some_requests(const TermsModel& model, int at_most) {
  std::vector<PlaceRequest> requests;
  const int count = *rc::gen::inRange(1, at_most + 1);
  for (int i = 0; i < count; ++i) requests.push_back(any_request(model));
  return requests;
}

inline void admit_one(TermsModel& model, const PlaceRequest& request) {
  const auto admission = registration::admit(model.capacity(), std::span(&request, 1));
  model.add(request, admission.decisions.front());
}

inline void let_some_age(TermsModel& model) {
  for (auto& one : model.seated) one.request.has_waited_long = one.request.has_waited_long || one_in(3);
}

// Some of those who have something or wait are gone, some of those who wait for long, and some limits are higher.
inline void let_time_pass(TermsModel& model) {
  std::erase_if(model.seated, [](const Seated&) { return one_in(3); });
  let_some_age(model);
  for (auto& [key, pool] : model.limits) {
    if (pool.limit) *pool.limit += *rc::gen::inRange(0, 3);
  }
}

inline TermsModel some_event() {
  auto model = some_terms();
  for (const auto& request : some_requests(model, 10)) admit_one(model, request);
  let_time_pass(model);
  return model;
}

inline bool nothing(const Decision& decision) {
  return decision.heads.taken() == 0 &&
         std::all_of(decision.pools.begin(), decision.pools.end(), [](const auto& p) { return p.second.taken() == 0; });
}

}  // namespace tagwerk::test
