#include <ostream>

#include "api/app/commands.hpp"
#include "api/app/secret_file.hpp"

namespace tagwerk::app {

int make_secret(const Invocation& call) {
  const auto path = secret_path(call.settings);
  create_secret(path);
  call.streams.out << "wrote " << path << ": keep a copy of it in a safe place, apart from the database's backups\n";
  return 0;
}

}  // namespace tagwerk::app
