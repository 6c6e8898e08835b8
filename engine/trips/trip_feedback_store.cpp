#include "engine/trips/trip_feedback_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/trips/identity_store.hpp"

namespace tagwerk::trips {
namespace {

using Text = std::optional<std::string>;

TripComment read_comment(storage::Row& row) {
  TripComment comment;
  comment.id = row.next<TripCommentId>();
  comment.item = row.next<Text>();
  comment.text = row.next<std::string>();
  comment.state = storage::stored(parse_comment_state(row.next<std::string>()));
  comment.version = row.next<std::int64_t>();
  return comment;
}

const std::string select_comments = "select id, item_key, content, state, version from trip_comments ";

TripFeedback read_feedback(storage::Row& row) {
  TripFeedback feedback;
  feedback.participant = row.next<core::ParticipantId>();
  feedback.link = row.next<std::optional<PersonalLinkId>>();
  feedback.who = read_identity(row);
  feedback.opinion.would_go_again = row.next<std::optional<bool>>();
  feedback.given_at = row.next<core::Instant>();
  if (const auto tenths = row.next<std::optional<int>>()) feedback.opinion.overall = core::Grade{*tenths};
  return feedback;
}

// The opinion on an item, which is there when it has a grade.
ItemOpinion& opinion_on(TripOpinion& opinion, const std::string& item) {
  const auto found = std::ranges::find(opinion.items, item, &ItemOpinion::item);
  if (found != opinion.items.end()) return *found;
  return opinion.items.emplace_back(ItemOpinion{.item = item, .grade = {}, .comment = {}});
}

}  // namespace

void insert_feedback(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                     const TripFeedback& feedback, const std::vector<TripCommentId>& ids) {
  const auto& name = feedback.who.name.value();
  tx.execute(
      "insert into trip_feedback (participant_id, organization_id, event_id, link_id, person_id, given_name, family_name, "
      "email, would_go_again, given_at) values (:participant, :org, :event, :link, :person, :given, :family, :email, "
      ":again, :now)",
      {{"participant", feedback.participant},
       {"org", organization},
       {"event", event},
       {"link", feedback.link},
       {"person", feedback.who.person},
       {"given", name.given_name},
       {"family", name.family_name},
       {"email", name.email},
       {"again", feedback.opinion.would_go_again},
       {"now", feedback.given_at}});
  std::vector<std::vector<storage::Value>> grades;
  std::vector<std::vector<storage::Value>> comments;
  grades.reserve(feedback.opinion.items.size());
  comments.reserve(ids.size());
  const auto add_comment = [&](const Text& item, const Text& text) {
    if (!text) return;
    comments.push_back({ids.at(comments.size()), event, feedback.participant, item, *text,
                        to_text(CommentState::pending), std::int64_t{1}});
  };
  add_comment({}, feedback.opinion.comment);
  for (const auto& one : feedback.opinion.items) {
    if (one.grade) grades.push_back({feedback.participant, one.item, one.grade->tenths});
    add_comment(one.item, one.comment);
  }
  tx.insert_rows("insert into trip_item_grades (participant_id, item_key, grade_tenths)", grades);
  tx.insert_rows("insert into trip_comments (id, event_id, participant_id, item_key, content, state, version)",
                 comments);
}

std::optional<TripFeedback> find_feedback(storage::Transaction& tx, const core::ParticipantId& participant) {
  auto found = tx.select_one(
      "select f.participant_id, f.link_id, f.person_id, f.given_name, f.family_name, f.email, f.would_go_again, f.given_at, "
      "g.grade_tenths from trip_feedback f left join grades g on g.participant_id = f.participant_id "
      "where f.participant_id = :id",
      {{"id", participant}}, read_feedback);
  if (!found) return std::nullopt;
  auto& opinion = found->opinion;
  tx.select("select item_key, grade_tenths from trip_item_grades where participant_id = :id order by item_key",
            {{"id", participant}}, [&](storage::Row& row) {
              const auto item = row.next<std::string>();
              opinion_on(opinion, item).grade = core::Grade{row.next<int>()};
              return true;
            });
  for (auto& comment : load_comments_of(tx, participant)) {
    if (comment.item) {
      opinion_on(opinion, *comment.item).comment = std::move(comment.text);
    } else {
      opinion.comment = std::move(comment.text);
    }
  }
  opinion = normalized(std::move(opinion));
  return found;
}

core::Page<TripComment> list_comments(storage::Transaction& tx, const core::EventId& event,
                                      std::optional<CommentState> state, const core::PageRequest& page) {
  storage::Query query{.sql = select_comments + "where event_id = :event", .binds = {{"event", event}}};
  if (state) query.also("state = :state", "state", to_text(*state));
  auto without_times = page;
  without_times.updated_since.reset();  // there are none
  return storage::list_rows(tx, std::move(query), "", without_times, read_comment);
}

std::optional<TripComment> find_comment(storage::Transaction& tx, const core::EventId& event, const TripCommentId& id,
                                        storage::Lock lock) {
  return tx.select_one(storage::locked(select_comments + "where id = :id and event_id = :event", lock),
                       {{"id", id}, {"event", event}}, read_comment);
}

std::vector<TripComment> load_comments_of(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.select(select_comments + "where participant_id = :id order by item_key", {{"id", participant}},
                   read_comment);
}

void save_comment_state(storage::Transaction& tx, const TripComment& comment) {
  tx.execute("update trip_comments set state = :state, version = :version where id = :id",
             {{"id", comment.id}, {"state", to_text(comment.state)}, {"version", comment.version}});
}

AgainCounts load_again_counts(storage::Transaction& tx, const core::EventId& event) {
  AgainCounts counts;
  tx.select(
      "select would_go_again, link_id is not null, count(*) from trip_feedback where event_id = :event and "
      "would_go_again is not null group by 1, 2",
      {{"event", event}}, [&](storage::Row& row) {
        const auto would = row.next<bool>();
        const auto by_link = row.next<bool>();
        const auto count = row.next<std::int64_t>();
        (would ? counts.yes : counts.no) += count;
        if (by_link) counts.by_link += count;
        return true;
      });
  return counts;
}

std::vector<ItemGrades> load_item_grades(storage::Transaction& tx, const core::EventId& event) {
  std::vector<ItemGrades> grades;
  tx.select(
      "select g.item_key, g.grade_tenths, count(*), cast(sum(f.link_id is not null) as signed) from trip_feedback f "
      "join trip_item_grades g on g.participant_id = f.participant_id where f.event_id = :event "
      "group by g.item_key, g.grade_tenths order by g.item_key, g.grade_tenths",
      {{"event", event}}, [&](storage::Row& row) {
        auto item = row.next<std::string>();
        if (grades.empty() || grades.back().item != item)
          grades.push_back({.item = std::move(item), .counts = {}, .by_link = 0});
        const core::Grade grade{row.next<int>()};
        grades.back().counts.push_back({.grade = grade, .count = row.next<std::int64_t>()});
        grades.back().by_link += row.next<std::int64_t>();
        return true;
      });
  return grades;
}

bool forget_author(storage::Transaction& tx, const core::ParticipantId& participant) {
  const auto comments = tx.execute("delete from trip_comments where participant_id = :id", {{"id", participant}});
  const auto authors = tx.execute(
      "update trip_feedback set person_id = null, given_name = null, family_name = null, email = null "
      "where participant_id = :id and given_name is not null",
      {{"id", participant}});
  return comments + authors > 0;
}

std::vector<Kept> list_authors_to_forget(storage::Transaction& tx, const KeptPage& page) {
  std::string condition = "t.given_name is not null and ";
  condition.append(days_since_return).append(" > :days");
  return list_kept(tx, "trip_feedback", condition, comment_days_after_return, page);
}

}  // namespace tagwerk::trips
