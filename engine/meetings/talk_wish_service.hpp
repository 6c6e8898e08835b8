// Purpose: what companies and organisers do with wishes for talks. A company sees the wishes that it has and those for it.
// Rules: two companies that wish for each other have said yes to each other. A wish that was withdrawn can be wished anew. The side
// that is wished for answers until `answers_until`, and may change its mind until then; organisers answer at any time.
// Errors: core::not_found (event, wish, company), no_talk_settings, core::validation_failed, core::already_exists, talk_excluded,
// already_met, too_many_wishes, not_yours_to_answer, answers_closed, wish_withdrawn, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/meetings/taking_part.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/meetings/talk_wish_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

/// A wish as the list shows it.
struct SeenWish {
  TalkWish wish;
  std::optional<core::Instant> answer_due_at;  // while it is open
  std::optional<Reminder> reminder;
};

/// Whom a company can wish for: who takes part on the other side.
struct Counterpart {
  TakingPart company;
  std::vector<RegisteredPerson> people;
};

class TalkWishService {
 public:
  explicit TalkWishService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<SeenWish> create(const access::Call& call, const core::EventId& event,
                                              const NewTalkWish& wish);
  [[nodiscard]] core::Result<SeenWish> find(const access::Call& call, const TalkWishId& id);
  [[nodiscard]] core::Result<core::Page<SeenWish>> list(const access::Call& call, const core::EventId& event,
                                                        TalkWishFilter filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<SeenWish> change(const access::Call& call, const TalkWishId& id,
                                              const TalkWishPatch& patch, const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<SeenWish> answer(const access::Call& call, const TalkWishId& id, const WishAnswer& answer);
  [[nodiscard]] core::Result<SeenWish> withdraw(const access::Call& call, const TalkWishId& id);
  /// Of a company's token: the other side. Of the organisers': everybody who takes part.
  [[nodiscard]] core::Result<std::vector<Counterpart>> counterparts(const access::Call& call,
                                                                    const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
