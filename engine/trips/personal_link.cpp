#include "engine/trips/personal_link.hpp"

#include "engine/access/token.hpp"

namespace tagwerk::trips {

std::string make_link_text() { return access::make_secret_text(link_prefix); }

bool is_link_text(std::string_view text) noexcept { return access::is_secret_text(link_prefix, text); }

std::string hash_link_text(std::string_view text) { return access::hash_token_text(text); }

core::Date link_ends_on(core::Date returns_on) { return returns_on + boost::gregorian::days(link_days_after_return); }

}  // namespace tagwerk::trips
