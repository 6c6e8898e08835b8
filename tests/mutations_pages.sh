# shellcheck shell=bash
# Further faults for scripts/mutate, as in mutations.sh: those of the pages and of what they follow.

# The door
mutation door_changes_not_told engine/registration/door_watch.cpp \
  'return told != now;' 'return told.lists.size() != now.lists.size();' \
  test_registration door_watch/who_follows_a_door_is_told_at_once_at_every_change_and_when_it_is_over
mutation door_followed_for_ever engine/registration/door_watch.cpp \
  'return door.is_over();' 'return door.lists.empty();' \
  test_registration door_watch/who_follows_a_door_is_told_at_once_at_every_change_and_when_it_is_over

# The pages
mutation dashboard_files_not_kept api/pipeline/pages.cpp \
  'page_of(asset).is_immutable()' 'page_of(asset)' \
  test_pipeline conditional/the_dashboard_is_asked_for_again_and_its_files_are_kept_for_good
