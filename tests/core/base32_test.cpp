#include "engine/core/base32.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace tagwerk::core;

namespace {

std::string encoded(std::string_view text) {
  return to_base32({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base32)

// RFC 4648 section 10, without the padding.
BOOST_AUTO_TEST_CASE(the_vectors_of_the_rfc_go_both_ways) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "MY"},
                                                         {"fo", "MZXQ"},
                                                         {"foo", "MZXW6"},
                                                         {"foob", "MZXW6YQ"},
                                                         {"fooba", "MZXW6YTB"},
                                                         {"foobar", "MZXW6YTBOI"}};
  for (const auto& [plain, text] : vectors) {
    BOOST_TEST(encoded(plain) == text);
    BOOST_TEST(from_base32(text).value() == plain);
    BOOST_TEST(base32_length(std::string_view(plain).size()) == std::string_view(text).size());
  }
}

BOOST_AUTO_TEST_CASE(every_length_and_byte_comes_back) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    BOOST_TEST((from_base32(encoded(bytes)) == bytes), i << " bytes");
    bytes.push_back(static_cast<char>(i * 37));
  }
}

BOOST_AUTO_TEST_CASE(one_text_stands_for_some_bytes_and_no_other) {
  for (const char* wrong : {"my", "MY======", "MZ", "M", "MZX", "MZXW6Y", "M0", "M1", "M8", "M Y", "MY\n", "MÄ"})
    BOOST_TEST(!from_base32(wrong), wrong);
}

BOOST_AUTO_TEST_SUITE_END()
