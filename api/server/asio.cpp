// Asio's and Beast's function bodies, compiled once for the whole room.
#include "api/server/asio.hpp"

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
