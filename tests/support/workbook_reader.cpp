#include "tests/support/workbook_reader.hpp"

#include <stdexcept>

#include "tests/support/process.hpp"

namespace tagwerk::test {

std::string part_of_workbook(const std::string& workbook, const std::string& part) {
  const TemporaryFolder folder;
  const auto file = folder.path() + "/workbook.xlsx";
  write_file(file, workbook);
  const auto done = run_program({"/usr/bin/unzip", "-p", file, part});
  if (done.status != 0) throw std::runtime_error("unzip " + part + ": " + std::to_string(done.status) + " " + done.err);
  return done.out;
}

}  // namespace tagwerk::test
