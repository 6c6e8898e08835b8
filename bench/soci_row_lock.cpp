// The yardstick of scripts/bench desk: the same rows that a registration writes, by a plain SOCI loop: lock the event's pool,
// update it, insert, commit; a transaction each, on a few connections at once. None of our code.
//   soci_row_lock SOCKET EVENT COMPANY CONNECTIONS SECONDS     prints one JSON object, as bench/report.lua does
#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// Ids are shown as 26 characters of Crockford base 32, 130 bits of which the first two are 0.
std::string hex_of(const std::string& id) {
  constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string bits;
  for (const char c : id) {
    const auto value = static_cast<unsigned>(std::find(alphabet, alphabet + 32, c) - alphabet);
    for (unsigned bit = 16; bit > 0; bit /= 2) bits += (value & bit) != 0 ? '1' : '0';
  }
  bits = bits.substr(2);
  std::string hex;
  for (std::size_t i = 0; i < bits.size(); i += 4) hex += "0123456789abcdef"[std::stoul(bits.substr(i, 4), nullptr, 2)];
  return "0x" + hex;
}

class Registrar {
 public:
  Registrar(const std::string& socket, std::string event, std::string company, unsigned seed)
      : sql_(soci::mysql, "dbname=tagwerk user=root charset=utf8mb4 unix_socket='" + socket + "'"),
        event_(std::move(event)),
        company_(std::move(company)),
        random_(seed) {
    sql_ << "set session transaction isolation level read committed";
    sql_ << "select hex(organization_id) from events where id = " + event_, soci::into(organization_);
    organization_ = "0x" + organization_;
  }

  void register_one() {
    const auto registration = make_id();
    const auto key = make_id().substr(2);
    sql_.begin();
    long long confirmed = 0;
    sql_ << "select confirmed from capacity_pools where event_id = " + event_ +
                " and pool_key = 'participants' for update",
        soci::into(confirmed);
    sql_ << "update capacity_pools set confirmed = confirmed + 1 where event_id = " + event_ +
                " and pool_key = 'participants'";
    sql_ << "insert into event_companies (event_id, company_id, confirmed_heads) values (" + event_ + ", " + company_ +
                ", 1) on duplicate key update confirmed_heads = confirmed_heads + 1";
    sql_ << "insert into registrations (id, organization_id, event_id, company_id, status, waitlist_policy, "
            "confirmed_headcount, waitlisted_headcount, registered_at, created_at, updated_at) values (" +
                registration + ", " + organization_ + ", " + event_ + ", " + company_ +
                ", 'confirmed', 'none', 1, 0, now(6), now(6), now(6))";
    sql_
        << "insert into registration_participants (id, organization_id, event_id, registration_id, list_position, state, "
           "given_name, family_name, email, ticket_code) values (" +
               make_id() + ", " + organization_ + ", " + event_ + ", " + registration +
               ", 0, 'confirmed', 'Demo', 'Person', 'demo@example.com', '" + key + "')";
    sql_
        << "insert into audit_entries (id, organization_id, happened_at, actor, request_id, object_kind, object_id, action, "
           "changes) values (" +
               make_id() + ", " + organization_ + ", now(6), 'bench', '', 'registration', " + registration +
               ", 'created', '" + std::string(200, 'x') + "')";
    sql_
        << "insert into idempotency_records (token_id, scope_hash, idempotency_key, body_hash, status, answer, created_at) "
           "values (" +
               event_ + ", 0x" + std::string(64, '1') + ", '" + key + "', 0x" + std::string(64, '2') + ", 201, '" +
               std::string(800, 'x') + "', now(6))";
    sql_.commit();
  }

 private:
  std::string make_id() {
    char text[40];
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch()).count();
    std::snprintf(text, sizeof text, "0x%016llx%016llx", static_cast<unsigned long long>(micros),
                  static_cast<unsigned long long>(random_()));
    return text;
  }

  soci::session sql_;
  std::string event_;
  std::string company_;
  std::string organization_;
  std::mt19937_64 random_;
};

}  // namespace

int main(int count, char** words) try {
  if (count != 6) return std::fputs("soci_row_lock SOCKET EVENT COMPANY CONNECTIONS SECONDS\n", stderr), 2;
  const int connections = std::atoi(words[4]);
  const auto end = Clock::now() + std::chrono::seconds(std::atoi(words[5]));
  mysql_library_init(0, nullptr, nullptr);
  std::vector<std::vector<long>> took_us(static_cast<std::size_t>(connections));
  std::atomic<int> broken = 0;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (auto& mine : took_us) {
      threads.emplace_back([&] {
        try {
          Registrar registrar(words[1], hex_of(words[2]), hex_of(words[3]), std::random_device{}());
          for (auto begun = Clock::now(); begun < end;) {
            registrar.register_one();
            const auto now = Clock::now();
            mine.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now - begun).count());
            begun = now;
          }
        } catch (const std::exception& error) {
          std::fprintf(stderr, "%s\n", error.what());
          ++broken;
        }
      });
    }
  }
  const auto duration_us = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
  std::vector<long> all;
  for (const auto& some : took_us) all.insert(all.end(), some.begin(), some.end());
  if (all.empty()) return 1;
  std::sort(all.begin(), all.end());
  const auto at = [&](std::size_t percent) { return all[(all.size() - 1) * percent / 100]; };
  std::printf(
      "{\"requests\":%zu,\"duration_us\":%lld,\"per_second\":%.1f,\"p50_us\":%ld,\"p90_us\":%ld,\"p99_us\":%ld,"
      "\"max_us\":%ld,\"refused\":0,\"broken\":%d}\n",
      all.size(), static_cast<long long>(duration_us),
      static_cast<double>(all.size()) * 1e6 / static_cast<double>(duration_us), at(50), at(90), at(99), all.back(),
      broken.load());
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
