// The roll-up by day after every step of any history is what a recount of all changes says, and what a plain count says that knows
// nothing of either.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/statistics/curve.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

constexpr int histories = 10'000;
constexpr int steps = 14;
const core::Date first_day(2016, 1, 1);

struct Change {
  core::CompanyId company;
  core::Date day;
  std::int64_t delta = 0;
};
struct Group {
  core::CompanyId company;
  std::int64_t heads = 0;
  bool cancelled = false;
};

// One event with its registrations, the ledger of all changes, and the roll-up that is kept along.
class Model {
 public:
  explicit Model(std::mt19937& random) : random_(&random) {
    for (int i = 0; i < 4; ++i) {
      companies_.push_back(core::CompanyId::make(core::Instant(first_day)));
      if (pick(3) > 0) partners_.insert(companies_.back());
    }
  }

  void step() {
    today_ += boost::gregorian::days(pick(3));
    switch (pick(9)) {
      case 0:
      case 1:
        return registers();
      case 2:
        return cancels();
      case 3:
        return adds();
      case 4:
        return removes();
      case 5:
        return reinstates();
      case 6:
        return takes_over();
      case 7:
        return merges();
      default:
        return changes_role();
    }
  }

  [[nodiscard]] Days recounted() const {
    Days days;
    std::map<core::CompanyId, std::vector<DatedHeads>> by_company;
    for (const auto& one : ledger_) by_company[one.company].push_back({one.day, one.delta});
    for (const auto& [company, changes] : by_company) add(days, contribution(partners_.contains(company), changes));
    return days;
  }

  // Day by day, company by company.
  [[nodiscard]] Curve counted_plainly() const {
    std::set<core::Date> days;
    for (const auto& one : ledger_) days.insert(one.day);
    Curve curve;
    for (const auto& day : days) {
      CurvePoint point{.day = day};
      std::map<core::CompanyId, std::int64_t> heads;
      for (const auto& one : ledger_) {
        if (one.day > day) continue;
        heads[one.company] += one.delta;
        if (one.day == day && partners_.contains(one.company))
          (one.delta > 0 ? point.booked : point.cancelled) += std::abs(one.delta);
      }
      for (const auto& [company, count] : heads) {
        const bool is_partner = partners_.contains(company);
        (is_partner ? point.net : point.vendor_heads) += count;
        (is_partner ? point.companies : point.vendors) += count > 0 ? 1 : 0;
      }
      curve.push_back(point);
    }
    return curve;
  }

  // From the registrations, as they are now.
  [[nodiscard]] CurvePoint present() const {
    CurvePoint point;
    for (const auto& company : companies_) {
      const auto heads = heads_of(company);
      const bool is_partner = partners_.contains(company);
      (is_partner ? point.net : point.vendor_heads) += heads;
      (is_partner ? point.companies : point.vendors) += heads > 0 ? 1 : 0;
    }
    return point;
  }

  [[nodiscard]] const Days& kept() const { return kept_; }

 private:
  std::int64_t pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(*random_); }
  template <class T>
  T& one_of(std::vector<T>& list) {
    return list[static_cast<std::size_t>(pick(static_cast<int>(list.size())))];
  }
  [[nodiscard]] std::int64_t heads_of(const core::CompanyId& company) const {
    std::int64_t heads = 0;
    for (const auto& group : groups_) heads += group.company == company && !group.cancelled ? group.heads : 0;
    return heads;
  }

  // As CurveKeeper does: what is behind the latest day needs the whole history.
  void told(const std::vector<Change>& changes) {
    const bool looks_back = !kept_.empty() && std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
      return change.day < kept_.rbegin()->first;
    });
    ledger_.insert(ledger_.end(), changes.begin(), changes.end());
    std::map<core::CompanyId, std::vector<DatedHeads>> by_company;
    for (const auto& one : changes) by_company[one.company].push_back({one.day, one.delta});
    Days altered;
    for (const auto& [company, of_company] : by_company) {
      CompanyHistory history;
      if (looks_back) {
        for (const auto& one : ledger_) {
          if (one.company == company) history.nets[one.day] += one.delta;
        }
      } else {
        history = history_up_to_now(heads_of(company), of_company);
      }
      history.is_partner = partners_.contains(company);
      add(altered, alteration(history, of_company));
    }
    add(kept_, altered);
  }

  void registers() {
    std::vector<Change> changes;
    for (auto count = pick(3); count >= 0; --count) {
      groups_.push_back({one_of(companies_), pick(4) + 1});
      changes.push_back({groups_.back().company, today_, groups_.back().heads});
    }
    told(changes);
  }
  void cancels() {
    if (groups_.empty()) return;
    auto& group = one_of(groups_);
    if (group.cancelled || group.heads == 0) return;
    group.cancelled = true;
    told({{group.company, today_, -group.heads}});
  }
  void adds() {
    if (groups_.empty()) return;
    auto& group = one_of(groups_);
    if (group.cancelled) return;
    const auto more = pick(3) + 1;
    group.heads += more;
    told({{group.company, today_, more}});
  }
  void removes() {
    if (groups_.empty()) return;
    auto& group = one_of(groups_);
    if (group.cancelled || group.heads < 2) return;
    --group.heads;
    // A clock that is behind those of others.
    told({{group.company, pick(4) == 0 ? today_ - boost::gregorian::days(1) : today_, -1}});
  }
  void reinstates() {
    if (groups_.empty()) return;
    auto& group = one_of(groups_);
    if (!group.cancelled) return;
    group.cancelled = false;
    told({{group.company, today_, group.heads}});
  }
  // Of the past, some of them cancelled in the past.
  void takes_over() {
    std::vector<Change> changes;
    for (auto count = pick(3); count >= 0; --count) {
      Group group{one_of(companies_), pick(4) + 1, pick(2) == 0};
      const auto day = first_day + boost::gregorian::days(pick(20));
      changes.push_back({group.company, day, group.heads});
      if (group.cancelled) changes.push_back({group.company, day + boost::gregorian::days(pick(6)), -group.heads});
      if (!group.cancelled) groups_.push_back(group);
    }
    told(changes);
  }
  void merges() {
    const auto from = one_of(companies_);
    const auto into = one_of(companies_);
    if (from == into || partners_.contains(from) != partners_.contains(into)) return;
    for (auto& one : ledger_) one.company = one.company == from ? into : one.company;
    for (auto& group : groups_) group.company = group.company == from ? into : group.company;
    kept_ = recounted();
  }
  void changes_role() {
    const auto company = one_of(companies_);
    if (partners_.erase(company) == 0) partners_.insert(company);
    kept_ = recounted();
  }

  std::mt19937* random_;
  std::vector<core::CompanyId> companies_;
  std::set<core::CompanyId> partners_;
  std::vector<Group> groups_;
  std::vector<Change> ledger_;
  Days kept_;
  core::Date today_ = first_day;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(curve_property)

BOOST_AUTO_TEST_CASE(the_roll_up_is_the_recount_after_every_step_of_10000_histories) {
  std::size_t differences = 0;
  for (int history = 0; history < histories && differences == 0; ++history) {
    std::mt19937 random(static_cast<unsigned>(history));
    Model model(random);
    for (int step = 0; step < steps && differences == 0; ++step) {
      model.step();
      const auto curve = curve_of(model.kept());
      const auto now = curve.empty() ? CurvePoint() : curve.back();
      const auto present = model.present();
      const bool is_same = model.kept() == model.recounted() && curve == model.counted_plainly() &&
                           now.net == present.net && now.companies == present.companies &&
                           now.vendors == present.vendors && now.vendor_heads == present.vendor_heads;
      if (!is_same) {
        ++differences;
        BOOST_TEST(is_same, "history " << history << ", step " << step);
      }
    }
  }
  BOOST_TEST(differences == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
