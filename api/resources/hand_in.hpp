// Purpose: hands a request to who decides many together (registration/batch_server.hpp) and answers it when that is done.
//   return hand_in(desk, x, std::move(done), event, wish, [](const core::Result<Registration>& made) { return …; });
// Errors: what is refused at once; everything else is in the answer. Thread-safety: `show` is called on any thread; pure.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <variant>

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/late_answer.hpp"
#include "engine/registration/batch_server.hpp"

namespace tagwerk::resources {

template <class Wish, class Made, class Show>
[[nodiscard]] core::Result<> hand_in(registration::BatchServer<Wish, Made>& server, pipeline::Exchange& x,
                                     std::function<void(pipeline::MakeAnswer)> done, const core::EventId& event,
                                     core::Result<Wish> wish, Show show) {
  if (!wish && !x.kept_key()) return wish.error();  // with a key, the refusal is kept
  const auto answer = std::make_shared<pipeline::LateAnswer>(x, std::move(done));
  const auto send = [answer, show](registration::BatchAnswer<Made> decided) {
    if (auto* made = std::get_if<core::Result<Made>>(&decided)) {
      answer->send([&] { return show(*made); });
    } else if (const auto* kept = std::get_if<registration::KeptAnswer>(&decided)) {
      answer->replay(kept->status, kept->bytes);
    } else if (const auto* reused = std::get_if<registration::KeyReused>(&decided)) {
      answer->refuse_reused_key(reused->key);
    } else {
      answer->fail(std::get<std::exception_ptr>(decided));
    }
  };
  return server.submit({.call = x.call(),
                        .event = event,
                        .wish = std::move(wish),
                        .key = x.kept_key(),
                        .render = [answer, show](const core::Result<Made>& made) -> registration::KeptAnswer {
                          auto bytes = answer->keep(show(made));
                          return {answer->status(), std::move(bytes)};
                        },
                        .done = send});
}

}  // namespace tagwerk::resources
