# shellcheck shell=bash disable=SC2034
# What scripts/backup and scripts/restore agree on.

# The last line of a backup. A file without it is not whole, whatever gzip says of it.
backup_end='-- end of the Tagwerk backup'
