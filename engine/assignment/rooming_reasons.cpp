#include "engine/assignment/rooming_reasons.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming_rules.hpp"

namespace tagwerk::assignment {
namespace {

using What = RoomingReason::What;
using Cause = RoomingReason::Cause;

class Explanation {
 public:
  Explanation(const RoomingProblem& problem, const Rooming& plan)
      : problem_(without_fixed(problem)), fixed_(problem.fixed), plan_(plan), rules_(problem_) {
    guests_in_.resize(problem.rooms.size());
    for (int guest = 0; guest < count_of(problem.guests); ++guest) {
      if (room_of(guest) != no_room) guests_in_[at(room_of(guest))].push_back(guest);
    }
    for (const auto& wish : problem.wishes) asked_.insert({wish.guest, wish.other});
  }

  std::vector<RoomingReason> all() const {
    std::vector<RoomingReason> found;
    for (int guest = 0; guest < count_of(problem_.guests); ++guest) {
      if (room_of(guest) == no_room)
        found.push_back({.what = What::room, .cause = cause_of_no_room(guest), .guest = guest});
    }
    for (const auto& wish : problem_.wishes) {
      if (!share(wish.guest, wish.other)) found.push_back(reason_of(wish));
    }
    for (int guest = 0; guest < count_of(problem_.guests); ++guest) {
      if (problem_.guests[at(guest)].alone_weight == 0) continue;
      if (room_of(guest) == no_room || !mates_of(guest).empty()) found.push_back(reason_of_company(guest));
    }
    return found;
  }

 private:
  static RoomingProblem without_fixed(RoomingProblem problem) {
    problem.fixed.clear();
    return problem;
  }

  [[nodiscard]] int room_of(int guest) const { return plan_.rooms[at(guest)]; }
  [[nodiscard]] bool is_fixed(int guest) const { return !fixed_.empty() && fixed_[at(guest)] != no_room; }
  [[nodiscard]] bool share(int one, int other) const {
    return room_of(one) != no_room && room_of(one) == room_of(other) &&
           rules_.pair(one, other) != RoomingRules::Pair::never_meet;
  }
  [[nodiscard]] std::vector<int> mates_of(int guest) const {
    std::vector<int> mates;
    if (room_of(guest) == no_room) return mates;
    for (const int other : guests_in_[at(room_of(guest))]) {
      if (other != guest && share(guest, other)) mates.push_back(other);
    }
    return mates;
  }
  /// Somebody other than `not_this` who shares with the guest because one of them asked for it; -1: nobody.
  [[nodiscard]] int wished_mate(int guest, int not_this) const {
    for (const int other : mates_of(guest)) {
      if (other != not_this && (asked_.contains({guest, other}) || asked_.contains({other, guest}))) return other;
    }
    return -1;
  }
  /// As many as there are beds already, in some night of the guest's.
  [[nodiscard]] bool is_full_for(int guest, int room) const {
    const auto& it = problem_.guests[at(guest)];
    for (int night = it.first_night; night < it.end_night; ++night) {
      const auto there = std::count_if(guests_in_[at(room)].begin(), guests_in_[at(room)].end(), [&](int other) {
        return problem_.guests[at(other)].first_night <= night && night < problem_.guests[at(other)].end_night;
      });
      if (there >= problem_.rooms[at(room)].places()) return true;
    }
    return false;
  }
  [[nodiscard]] bool any_room_suits(std::initializer_list<int> guests) const {
    for (int room = 0; room < count_of(problem_.rooms); ++room) {
      if (rules_.fit({guests.begin(), guests.size()}, room)) return true;
    }
    return false;
  }

  [[nodiscard]] Cause cause_of_no_room(int guest) const {
    const bool needs_accessible = problem_.guests[at(guest)].needs_accessible;
    if (!any_room_suits({guest})) return needs_accessible ? Cause::no_accessible_room : Cause::no_room_in_nights;
    for (int room = 0; room < count_of(problem_.rooms); ++room) {
      if (rules_.suits(guest, room) && !is_full_for(guest, room)) return Cause::only_beside_others;
    }
    return needs_accessible ? Cause::accessible_rooms_taken : Cause::rooms_taken;
  }

  [[nodiscard]] RoomingReason reason_of(const ShareWish& wish) const {
    const auto [guest, other, weight] = wish;
    const auto because = [&](Cause cause, int about = -1) {
      return RoomingReason{.what = What::share,
                           .cause = cause,
                           .guest = wish.guest,
                           .other = wish.other,
                           .about = about,
                           .weight = wish.weight};
    };
    const auto pair = rules_.pair(guest, other);
    if (pair == RoomingRules::Pair::never_meet) return because(Cause::never_meet);
    if (pair == RoomingRules::Pair::must_not)
      return because(are_to_be_apart(guest, other) ? Cause::must_not_share : Cause::gender);
    if (!any_room_suits({guest, other})) return because(Cause::no_room_suits_both);
    for (const int one : {guest, other}) {
      if (room_of(one) == no_room) return because(Cause::has_no_room, one);
    }
    if (is_fixed(guest) && is_fixed(other)) return because(Cause::fixed);
    for (const int one : {guest, other}) {
      if (const int mate = wished_mate(one, one == guest ? other : guest); mate >= 0)
        return because(Cause::other_wish_met, mate);
    }
    for (const int one : {guest, other}) {
      if (problem_.guests[at(one)].alone_weight > 0 && mates_of(one).empty())
        return because(Cause::other_is_alone, one);
    }
    for (const int one : {guest, other}) {
      if (problem_.guests[at(one)].needs_accessible) return because(Cause::accessible_rooms_taken, one);
    }
    return because(Cause::further_room_needed);
  }

  [[nodiscard]] RoomingReason reason_of_company(int guest) const {
    const auto because = [&](Cause cause, int about = -1) {
      return RoomingReason{.what = What::alone,
                           .cause = cause,
                           .guest = guest,
                           .other = -1,
                           .about = about,
                           .weight = problem_.guests[at(guest)].alone_weight};
    };
    if (room_of(guest) == no_room) return because(Cause::has_no_room, guest);
    for (const int mate : mates_of(guest)) {
      if (is_fixed(guest) && is_fixed(mate)) return because(Cause::fixed, mate);
    }
    if (const int mate = wished_mate(guest, -1); mate >= 0) return because(Cause::other_wish_met, mate);
    if (problem_.guests[at(guest)].needs_accessible) return because(Cause::accessible_rooms_taken);
    return because(Cause::further_room_needed);
  }

  [[nodiscard]] bool are_to_be_apart(int one, int other) const {
    return std::any_of(problem_.apart.begin(), problem_.apart.end(), [&](const auto& pair) {
      return pair == std::pair(one, other) || pair == std::pair(other, one);
    });
  }

  RoomingProblem problem_;
  const std::vector<int>& fixed_;
  const Rooming& plan_;
  RoomingRules rules_;
  std::vector<std::vector<int>> guests_in_;
  std::set<std::pair<int, int>> asked_;
};

}  // namespace

std::vector<RoomingReason> explain(const RoomingProblem& problem, const Rooming& plan) {
  return Explanation(problem, plan).all();
}

core::Text words_of(Cause cause) noexcept {
  switch (cause) {
    case Cause::no_accessible_room:
      return {"there is no accessible room in the nights of {guest}",
              "in den Nächten von {guest} gibt es kein barrierefreies Zimmer"};
    case Cause::no_room_in_nights:
      return {"no room can be had in all nights of {guest}", "kein Zimmer ist in allen Nächten von {guest} zu haben"};
    case Cause::never_meet:
      return {"{guest} and {other} have no night in common", "{guest} und {other} haben keine Nacht gemeinsam"};
    case Cause::must_not_share:
      return {"{guest} and {other} must not share a room", "{guest} und {other} dürfen kein Zimmer teilen"};
    case Cause::gender:
      return {
          "{guest} and {other} are not known to be of the same gender, and one of them shares only then",
          "von {guest} und {other} ist nicht bekannt, dass sie dasselbe Geschlecht haben, und eine Person von beiden "
          "teilt nur dann"};
    case Cause::no_room_suits_both:
      return {"no room suits {guest} and {other} together", "kein Zimmer passt für {guest} und {other} zusammen"};
    case Cause::fixed:
      return {"it is fixed otherwise by hand", "von Hand ist es anders festgelegt"};
    case Cause::rooms_taken:
      return {"all rooms that would do for {guest} are taken", "alle Zimmer, die für {guest} passen, sind belegt"};
    case Cause::accessible_rooms_taken:
      return {"the accessible rooms are taken", "die barrierefreien Zimmer sind belegt"};
    case Cause::only_beside_others:
      return {"beds are free only beside somebody with whom {guest} cannot share",
              "Betten sind nur neben jemandem frei, mit dem {guest} nicht teilen kann"};
    case Cause::has_no_room:
      return {"{about} has no room", "{about} hat kein Zimmer"};
    case Cause::other_is_alone:
      return {"{about} wished for a room alone, and has one", "{about} wollte ein Zimmer allein und hat eines"};
    case Cause::other_wish_met:
      return {"the wish to share with {about} is met instead",
              "stattdessen ist der Wunsch erfüllt, mit {about} zu teilen"};
    case Cause::further_room_needed:
      return {"it would need a further room", "es bräuchte ein weiteres Zimmer"};
  }
  return {"", ""};
}

}  // namespace tagwerk::assignment
