#include "api/http/negotiation.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

/// qvalue in thousandths: "0", "1", "0.5", "1.000"; nullopt when it is none.
std::optional<int> parse_quality(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int quality = (text[0] - '0') * 1000;
  if (text.size() == 1) return quality;
  if (text[1] != '.') return std::nullopt;
  int weight = 100;
  for (const char c : text.substr(2)) {
    if (!is_digit(c)) return std::nullopt;
    quality += (c - '0') * weight;
    weight /= 10;
  }
  return quality <= 1000 ? std::optional(quality) : std::nullopt;
}

struct Item {
  std::string_view name;
  int quality = 1000;
};

/// One "name;q=0.5"; other parameters are passed over; nullopt for a bad quality.
std::optional<Item> parse_item(std::string_view text) noexcept {
  Item item{next_item(text, ';')};
  while (!text.empty()) {
    auto parameter = next_item(text, ';');
    const auto name = next_item(parameter, '=');
    if (!equals_ignoring_case(name, "q")) continue;
    const auto quality = parse_quality(trim(parameter));
    if (!quality) return std::nullopt;
    item.quality = *quality;
  }
  return item;
}

template <class Visit>
void for_each_item(std::string_view list, Visit visit) {
  for (std::size_t count = 0; !list.empty() && count < list_limit; ++count) {
    if (const auto item = parse_item(next_item(list, ',')); item && !item->name.empty()) visit(*item);
  }
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) noexcept {
  std::optional<int> gzip;
  std::optional<int> any;
  std::optional<int> identity;
  for_each_item(accept_encoding, [&](const Item& item) {
    if (equals_ignoring_case(item.name, "gzip") || equals_ignoring_case(item.name, "x-gzip")) gzip = item.quality;
    if (item.name == "*") any = item.quality;
    if (equals_ignoring_case(item.name, "identity")) identity = item.quality;
  });
  const int quality = gzip.value_or(any.value_or(0));
  return quality > 0 && quality >= identity.value_or(0);
}

core::Language pick_language(std::string_view accept_language) noexcept {
  std::optional<int> de;
  std::optional<int> en;
  int any = 0;
  for_each_item(accept_language, [&](const Item& item) {
    const auto primary = item.name.substr(0, item.name.find('-'));
    if (equals_ignoring_case(primary, "de")) de = std::max(de.value_or(0), item.quality);
    if (equals_ignoring_case(primary, "en")) en = std::max(en.value_or(0), item.quality);
    if (item.name == "*") any = item.quality;
  });
  return de.value_or(any) > en.value_or(any) ? core::Language::de : core::Language::en;
}

int media_quality(std::string_view accept, std::string_view media_type) noexcept {
  if (trim(accept).empty()) return 1000;
  const auto type = media_type.substr(0, media_type.find('/'));
  int quality = 0;
  int best_precision = 0;  // the most precise range decides, not the kindest
  for_each_item(accept, [&](const Item& item) {
    int precision = 0;
    if (equals_ignoring_case(item.name, media_type)) {
      precision = 3;
    } else if (item.name.ends_with("/*") && equals_ignoring_case(item.name.substr(0, item.name.size() - 2), type)) {
      precision = 2;
    } else if (item.name == "*/*") {
      precision = 1;
    }
    if (precision > best_precision) {
      best_precision = precision;
      quality = item.quality;
    }
  });
  return quality;
}

bool is_media_type(std::string_view content_type, std::string_view media_type) noexcept {
  if (!equals_ignoring_case(next_item(content_type, ';'), media_type)) return false;
  for (std::size_t count = 0; !content_type.empty(); ++count) {
    if (count == list_limit) return false;
    auto parameter = next_item(content_type, ';');
    const auto name = next_item(parameter, '=');
    auto value = trim(parameter);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (equals_ignoring_case(name, "charset") && !equals_ignoring_case(value, "utf-8")) return false;
  }
  return true;
}

std::string http_date(std::time_t time) {
  constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&time, &utc);
  const auto padded = [](int value, std::size_t width) {
    auto text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
  };
  return std::string(days[static_cast<std::size_t>(utc.tm_wday)]) + ", " + padded(utc.tm_mday, 2) + ' ' +
         months[static_cast<std::size_t>(utc.tm_mon)] + ' ' + padded(utc.tm_year + 1900, 4) + ' ' +
         padded(utc.tm_hour, 2) + ':' + padded(utc.tm_min, 2) + ':' + padded(utc.tm_sec, 2) + " GMT";
}

}  // namespace tagwerk::http
