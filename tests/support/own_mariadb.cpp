#include "tests/support/own_mariadb.hpp"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <thread>

namespace tagwerk::test {
namespace {

constexpr std::chrono::seconds start_limit{60};
constexpr std::chrono::milliseconds poll_every{20};

// As scripts/lib/private_mariadb.sh does: quick, since the folder is thrown away.
std::vector<std::string> command(const std::string& program, const std::vector<std::string>& options) {
  std::vector<std::string> words{"/usr/bin/env", program, "--no-defaults"};
  if (geteuid() == 0) words.emplace_back("--user=root");
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

std::string percent_encoded(const std::string& path) {
  std::string out;
  for (const char c : path) out += c == '/' ? std::string("%2F") : std::string(1, c);
  return out;
}

}  // namespace

OwnMariadb::OwnMariadb(std::vector<std::string> options) : options_(std::move(options)) {
  // A server that starts removes all temporary tables that it finds, also those of others, who crash of that.
  std::filesystem::create_directory(folder_.path() + "/tmp");
  const auto made = run_program(
      command("mariadb-install-db",
              {"--datadir=" + folder_.path() + "/data", "--tmpdir=" + folder_.path() + "/tmp", "--skip-test-db",
               "--skip-name-resolve", "--auth-root-authentication-method=normal", "--innodb-flush-log-at-trx-commit=0",
               "--innodb-flush-method=nosync", "--innodb-log-file-size=32M", "--innodb-doublewrite=0"}));
  if (made.status != 0) throw std::runtime_error("mariadb-install-db: " + made.out + made.err);
  start();
}

void OwnMariadb::start() {
  std::vector<std::string> options{"--datadir=" + folder_.path() + "/data",
                                   "--tmpdir=" + folder_.path() + "/tmp",
                                   "--socket=" + folder_.path() + "/socket",
                                   "--pid-file=" + folder_.path() + "/pid",
                                   "--skip-networking",
                                   "--skip-name-resolve",
                                   "--character-set-server=utf8mb4",
                                   "--innodb-log-file-size=32M",
                                   "--innodb-buffer-pool-size=64M",
                                   "--innodb-flush-log-at-trx-commit=1"};
  options.insert(options.end(), options_.begin(), options_.end());
  process_ = std::make_unique<Process>(command("mariadbd", options), Variables{}, folder_.path() + "/log");
  const auto deadline = std::chrono::steady_clock::now() + start_limit;
  while (!answers()) {
    if (!process_->running() || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("mariadbd does not answer: " + process_->err());
    }
    std::this_thread::sleep_for(poll_every);
  }
}

void OwnMariadb::kill() {
  process_->send_signal(SIGKILL);
  process_->wait(start_limit);
}

void OwnMariadb::execute(const std::string& sql) const {
  const auto done = run_program({"/usr/bin/env", "mariadb", "--no-defaults", "--user=root",
                                 "--socket=" + folder_.path() + "/socket", "--execute=" + sql});
  if (done.status != 0) throw std::runtime_error(sql + ": " + done.err);
}

bool OwnMariadb::answers() const {
  if (access((folder_.path() + "/socket").c_str(), F_OK) != 0) return false;
  return run_program({"/usr/bin/env", "mariadb", "--no-defaults", "--user=root",
                      "--socket=" + folder_.path() + "/socket", "--execute=select 1"})
             .status == 0;
}

std::string OwnMariadb::url(const std::string& database) const {
  return "mysql://root@localhost/" + database + "?socket=" + percent_encoded(folder_.path() + "/socket");
}

}  // namespace tagwerk::test
