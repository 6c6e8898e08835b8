#include "api/pipeline/gzip.hpp"

#include <zlib.h>

#include <new>

namespace tagwerk::pipeline {

std::string gzip(std::string_view bytes) {
  constexpr int window_bits_gzip = 15 + 16;
  constexpr int memory_level = 8;
  constexpr int fast_enough = 5;
  z_stream stream{};
  if (deflateInit2(&stream, fast_enough, Z_DEFLATED, window_bits_gzip, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace tagwerk::pipeline
