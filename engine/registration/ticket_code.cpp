#include "engine/registration/ticket_code.hpp"

#include <sodium.h>

#include <array>

namespace tagwerk::registration {

std::string make_ticket_code() {
  constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::array<unsigned char, 20> random{};
  randombytes_buf(random.data(), random.size());
  std::string code = "T-";
  for (const auto byte : random) code.push_back(alphabet[byte & 31U]);
  return code;
}

}  // namespace tagwerk::registration
