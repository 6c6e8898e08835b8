// Purpose: reads a part of a workbook with unzip, a program that knows nothing of the library that wrote it.
// Errors: std::runtime_error where there is no such part. Thread-safety: any thread.
#pragma once

#include <string>

namespace tagwerk::test {

/// For instance "xl/worksheets/sheet1.xml".
[[nodiscard]] std::string part_of_workbook(const std::string& workbook, const std::string& part);

}  // namespace tagwerk::test
