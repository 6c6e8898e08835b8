#include "tests/support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace tagwerk::test {
namespace {

constexpr std::chrono::milliseconds poll_every{5};
constexpr std::chrono::seconds start_limit{60};

// Programs of ours that serve need a secret. One for all, so that several servers can have one database.
const std::string& secret_file() {
  static const TemporaryFolder folder;
  static const auto path = [] {
    const auto file = folder.path() + "/secret";
    write_file(file, "a secret that only the tests know");
    std::filesystem::resize_file(file, 32);
    return file;
  }();
  return path;
}

std::vector<std::string> environment_with(Variables variables) {
  variables.try_emplace("TAGWERK_SECRET_FILE", secret_file());
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto name = text.substr(0, text.find('='));
    // A Tagwerk of the user's own must not be what is tested.
    if (name.starts_with("TAGWERK_") || variables.contains(std::string(name))) continue;
    all.emplace_back(text);
  }
  for (const auto& [name, value] : variables) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

pid_t start(std::vector<std::string> command, const Variables& variables, const std::string& out,
            const std::string& err) {
  auto environment = environment_with(variables);
  auto arguments = pointers(command);
  auto settings = pointers(environment);
  const auto parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork: " + std::string(std::strerror(errno)));
  if (child > 0) return child;
  // Between fork and exec only what is safe there.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  const int in = open("/dev/null", O_RDONLY);
  const int out_file = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (in < 0 || out_file < 0 || err_file < 0) _exit(127);
  dup2(in, 0);
  dup2(out_file, 1);
  dup2(err_file, 2);
  close_range(3, ~0U, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execve(arguments[0], arguments.data(), settings.data());
  _exit(127);
}

int exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

std::string log_path() {
  static std::atomic<int> count{0};
  static const TemporaryFolder folder;
  return folder.path() + "/" + std::to_string(count.fetch_add(1));
}

}  // namespace

std::string read_file(const std::string& path) {
  const std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

TemporaryFolder::TemporaryFolder() {
  const char* base = std::getenv("TMPDIR");
  std::string pattern = std::string(base == nullptr || *base == '\0' ? "/tmp" : base) + "/tagwerk-test.XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp: " + std::string(std::strerror(errno)));
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Finished run_program(const std::vector<std::string>& command, const Variables& variables, std::chrono::seconds limit) {
  Process process(command, variables, log_path());
  const int status = process.wait(limit);
  return {status, process.out(), process.err()};
}

Process::Process(const std::vector<std::string>& command, const Variables& variables, std::string log)
    : log_(std::move(log)), pid_(start(command, variables, log_ + ".out", log_ + ".err")) {}

Process::~Process() {
  if (!running()) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool Process::running() {
  if (ended_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == 0) return true;
  ended_ = true;
  status_ = exit_status(status);
  return false;
}

void Process::send_signal(int signal) const {
  if (!ended_) kill(pid_, signal);
}

int Process::wait(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (running()) {
    if (std::chrono::steady_clock::now() > deadline) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
      ended_ = true;
      throw std::runtime_error("a process did not end in time; it wrote: " + out() + err());
    }
    std::this_thread::sleep_for(poll_every);
  }
  return status_;
}

std::string Process::out() const { return read_file(log_ + ".out"); }
std::string Process::err() const { return read_file(log_ + ".err"); }

std::string Process::wait_for_line(const std::string& start_of_line, std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  for (;;) {
    const bool alive = running();
    std::istringstream lines(out());
    for (std::string line; std::getline(lines, line) && !lines.eof();) {
      if (line.starts_with(start_of_line)) return line.substr(start_of_line.size());
    }
    if (!alive || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("no line '" + start_of_line + "' in: " + out() + err());
    }
    std::this_thread::sleep_for(poll_every);
  }
}

namespace {
Variables serving(Variables variables, const std::string& database_url) {
  variables.try_emplace("TAGWERK_PORT", "0");
  variables.try_emplace("TAGWERK_DATABASE_URL", database_url);
  return variables;
}
}  // namespace

ServerProcess::ServerProcess(const std::string& binary, const std::string& database_url, Variables variables)
    : process_({binary, "serve"}, serving(std::move(variables), database_url), log_path()) {
  const auto address = process_.wait_for_line("listening on ", start_limit);
  port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

int ServerProcess::stop(std::chrono::milliseconds limit) {
  process_.send_signal(SIGTERM);
  return process_.wait(limit);
}

}  // namespace tagwerk::test
