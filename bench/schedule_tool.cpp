// For scripts/bench schedule. Two uses:
//   schedule_tool facts FILE.dzn          the problem as facts for bench/talks.lp
//   schedule_tool check FILE.dzn < LINE   judges the plan in a line of `tagwerk schedule`: prints its breaks, "none" where the line has
//                                         no plan, or what is wrong with it (status 1)
#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/dzn_reader.hpp"

using namespace tagwerk::scheduling;

namespace {

void write_facts(const Problem& problem) {
  for (int slot = 0; slot < problem.slots; ++slot)
    std::cout << "slot(" << slot << "). tables(" << slot << ',' << problem.tables[static_cast<std::size_t>(slot)]
              << ").\n";
  if (problem.max_break_difference) std::cout << "max_difference(" << *problem.max_break_difference << ").\n";
  for (int participant = 0; participant < problem.participant_count(); ++participant)
    std::cout << "participant(" << participant << ").\n";
  for (int index = 0; index < problem.talk_count(); ++index) {
    const auto& talk = problem.talks[static_cast<std::size_t>(index)];
    std::cout << "talk(" << index << ").\n";
    for (const int attendee : talk.attendees) std::cout << "attends(" << attendee << ',' << index << ").\n";
    for (const int earlier : talk.earlier_talks) std::cout << "earlier(" << earlier << ',' << index << ").\n";
    for (int slot = 0; slot < problem.slots; ++slot) {
      if (may_be_in(problem, talk, slot)) std::cout << "allowed(" << index << ',' << slot << ").\n";
    }
  }
}

int check(const Problem& problem, const std::string& line) {
  const auto answer = boost::json::parse(line).as_object();
  if (answer.at("slots").is_null()) {
    std::cout << "none\n";
    return 0;
  }
  Plan plan;
  for (const auto& slot : answer.at("slots").as_array()) plan.slots.push_back(static_cast<int>(slot.as_int64()) - 1);
  const auto judgement = judge(problem, plan);
  for (const auto& violation : judgement.violations) std::cout << violation.words << '\n';
  if (!judgement.violations.empty()) return 1;
  if (judgement.score.breaks != answer.at("breaks").as_int64()) {
    std::cout << "the plan has " << judgement.score.breaks << " breaks, and not what the line says\n";
    return 1;
  }
  std::cout << judgement.score.breaks << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string use = argc == 3 ? argv[1] : "";
    if (use != "facts" && use != "check") {
      std::cerr << "schedule_tool facts|check FILE.dzn\n";
      return 2;
    }
    std::ifstream file(argv[2]);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto problem = read_dzn(text);
    if (!problem) {
      std::cerr << problem.error().detail(tagwerk::core::Language::en) << '\n';
      return 2;
    }
    if (use == "facts") {
      write_facts(*problem);
      return 0;
    }
    std::string line;
    std::getline(std::cin, line);
    return check(*problem, line);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
