// Purpose: appointments as an iCalendar text (RFC 5545) that calendars subscribe to: METHOD:PUBLISH, times in zones with their
// VTIMEZONE: a flight begins in one and ends in another. Whoever reads it again recognises each appointment by its uid, and that it has changed by its sequence.
// Errors: std::runtime_error for a zone that libical does not know. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/core/time.hpp"

namespace tagwerk::documents {

struct Appointment {
  std::string uid;  // for ever the same
  int sequence = 0;
  std::string summary;
  std::string location;
  std::string description;
  core::Instant starts_at;
  core::Instant ends_at;
  bool cancelled = false;
  std::string starts_in = {};  // zone of its begin; empty: that of the calendar
  std::string ends_in = {};
};

struct CalendarHead {
  std::string name;
  std::string time_zone;     // IANA name; of appointments that name none
  core::Instant changed_at;  // DTSTAMP and LAST-MODIFIED of all
};

/// Lines of at most 75 octets, ended by CRLF.
[[nodiscard]] std::string calendar_text(const CalendarHead& head, const std::vector<Appointment>& appointments);

}  // namespace tagwerk::documents
