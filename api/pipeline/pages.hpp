// Purpose: what does not change while the server runs, compressed once: the documentation under /docs, the dashboard under /.
// Thread-safety: constants once made; routes as the route table.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::pipeline {

class Page {
 public:
  Page(std::string content_type, std::string_view content_security_policy, std::string text);

  /// Its name changes with its content: whoever has it need not ask again.
  Page& is_immutable();

  [[nodiscard]] http::Response response() const;
  [[nodiscard]] std::string_view media_type() const;

 private:
  std::string content_type_;
  std::string_view policy_;
  std::string_view cache_control_ = "no-cache";
  std::shared_ptr<const std::string> bytes_;
  std::shared_ptr<const std::string> compressed_;
  std::string etag_;
};

inline constexpr std::string_view no_script_policy = "default-src 'none'; frame-ancestors 'none'";

/// /docs and what belongs to it, / and /assets/{asset_name}.
void add_page_routes(RouteTable& table);

}  // namespace tagwerk::pipeline
