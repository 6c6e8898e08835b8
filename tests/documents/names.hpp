// Purpose: names as they may come: of many scripts, as long as the engine takes them. Thread-safety: pure functions.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace tagwerk::test {

/// Single characters of several scripts: Latin with accents, German, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Han,
/// Hangul, emoji (also joined), combining marks, wide and invisible ones.
inline const std::vector<std::string>& characters() {
  static const std::vector<std::string> all{
      "a",      "W",      "i",      "-",      " ", "ä",           "ß",  "Ñ",      "ﬁ",      "Ω",
      "Ж",      "ש",      "ל",      "\u05B7", "م", "ر",           "لا", "न",      "ि",      "ก",
      "\u0E49", "漢",     "字",     "한",     "😀", "👩‍🚀", "🇩🇪", "\u0301", "\u0316", "\u0489",
      "\u202E", "\u200D", "\u00AD", "\u2028", "﷽", "𒐫",           "Ẫ"};
  return all;
}

/// 1 to `max` of them.
inline rc::Gen<std::string> names(std::size_t max) {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, max + 1), [](std::size_t length) {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                            length, rc::gen::oneOf(rc::gen::elementOf(characters()),
                                                   rc::gen::map(rc::gen::inRange('a', static_cast<char>('z' + 1)),
                                                                [](char c) { return std::string(1, c); }))),
                        [](const std::vector<std::string>& parts) {
                          std::string name;
                          for (const auto& part : parts) name += part;
                          return name;
                        });
  });
}

/// One character, `count` times.
inline std::string times(const std::string& character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

}  // namespace tagwerk::test
