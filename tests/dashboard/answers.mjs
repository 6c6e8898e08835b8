// Answers of the statistics routes in the shape that the API documents, for what the demo association has too little of: several
// editions, a forecast with its band, a year that is not over.

const day = (lead) => new Date(Date.UTC(2026, 11, 10) - lead * 86_400_000).toISOString().slice(0, 10);

/// A curve that ends at `final` heads, with leads `from` … `to` days before the start.
function curve(event_id, final, from, to) {
  const days = [];
  let net = 0;
  for (let lead = from; lead >= to; lead -= 3) {
    const share = ((from - lead) / from) ** 1.8;
    const booked = Math.max(1, Math.round(final * share) - net + (lead % 4 === 0 ? 2 : 0));
    const cancelled = lead % 4 === 0 ? 2 : 0;
    net += booked - cancelled;
    days.push({ day: day(lead), lead_days: lead, booked, cancelled, net, companies: Math.round(net / 2.1), vendors: 4, vendor_heads: 9 });
  }
  return { event_id, time_zone: "Europe/Berlin", starts_on: "2026-12-10", as_of: "2026-11-10T09:00:00Z", days };
}

const paceEdition = (event_id, edition_year, participants, final) => ({
  event_id,
  name: `Edition ${edition_year}`,
  edition_year,
  starts_on: `${edition_year}-12-08`,
  participants,
  companies: Math.round(participants / 2.1),
  final_participants: final,
  final_companies: Math.round(final / 2.1),
  participants_ratio: participants === 0 ? null : Number((122 / participants).toFixed(4)),
  companies_ratio: null,
});

const range = (point, low50, high50, low80, high80) => ({ point, low50, high50, low80, high80 });
const forecast = (figures, method, editions, more = {}) => ({ ...range(...figures), method, explanation: null, editions, ...more });

const path = [];
for (let lead = 30; lead >= 0; lead -= 2) {
  const gone = (30 - lead) / 30;
  const expected = Math.round(122 + gone * 88);
  path.push({
    day: day(lead),
    lead_days: lead,
    expected,
    low50: expected - Math.round(10 * gone),
    high50: expected + Math.round(10 * gone),
    low80: expected - Math.round(22 * gone),
    high80: expected + Math.round(22 * gone),
  });
}

const edition = (event_id, name, starts_on, participants, companies, complete = true) => ({
  event_id,
  name,
  edition_year: Number(starts_on.slice(0, 4)),
  starts_on,
  status: complete ? "completed" : "open",
  complete,
  companies,
  participants,
  vendors: 20,
  persons_per_company: Number((participants / companies).toFixed(4)),
  registered_at_start: complete ? participants + 6 : null,
  no_shows: complete ? 6 : null,
  no_show_rate: complete ? 0.0431 : null,
  places: 250,
  capacity_use: Number((participants / 250).toFixed(4)),
});

const growth = (since_year, participants, companies, absolute, per_year) => ({
  since_year,
  participants,
  companies,
  vendors: null,
  absolute: { participants: absolute[0], companies: absolute[1], vendors: null },
  per_year: { participants: per_year[0], companies: per_year[1], vendors: null },
});

const year = (number, complete, participants, companies, growth_from_previous, same_days_elapsed = null) => ({
  year: number,
  complete,
  events: 4,
  events_with_figures: 4,
  companies,
  company_visits: companies,
  participants,
  vendors: 24,
  persons_per_company: participants / companies,
  growth_from_previous,
  same_days_elapsed,
});

const trip = (event_id, name, starts_on, ends_on, [city, country], [companies, participants, capacity], grades, distribution = null) => ({
  series: "china-studienreise",
  event_id,
  name,
  edition_year: Number(starts_on.slice(0, 4)),
  starts_on,
  ends_on,
  city,
  country,
  status: participants === null ? "planned" : "completed",
  complete: participants !== null,
  companies,
  participants,
  capacity,
  grades,
  grade_mean: distribution ? 1.1 : null,
  grade_median: distribution ? 1 : null,
  grade_distribution: distribution,
});

const reachRow = (series, events, visitors, first_timers, pairs_met) => ({
  series,
  events,
  visitors,
  share: visitors === null ? null : Number((visitors / 120).toFixed(4)),
  first_timers,
  pairs_met,
  density: pairs_met === null ? null : Number((pairs_met / 7140).toFixed(4)),
});

const loyal = [
  ["Datenhaus Nord GmbH", 19, 14],
  ["Systemhaus am Rhein und Partner Gesellschaft für Informationstechnik mbH & Co. KG", 17, 15],
  ["Netzwerkstatt Leipzig GmbH", 12, 11],
  ["IT-Kontor Bremen", 7, 7],
  ["Serverraum GmbH", 1, 1],
  ["Kabelwerk AG", 1, 1],
].map(([company, visits, editions], i) => ({ company_id: `company-${i}`, company, visits, editions }));

const ofTalks = reachRow("systemhausgespraeche", 4, 31, 9, 402);
const reach = (series, reach) => ({ series, as_of: "2026-11-10", active_companies: 120, reach, loyal });

/// By a pattern of the address.
export const answers = [
  [
    /\/statistics\/attendance\?series=systemhausgespraeche$/,
    {
      series: "systemhausgespraeche",
      as_of: "2026-11-10T09:00:00Z",
      years: [
        year(2022, true, 93, 48, null),
        year(2024, true, 118, 60, growth(2022, 0.2688, 0.25, [25, 12], [0.1264, 0.118])),
        year(2025, true, 131, 66, growth(2024, 0.1102, 0.1, [13, 6], [0.1102, 0.1])),
        year(2026, false, 108, 58, growth(2025, -0.1756, -0.1212, [-23, -8], [-0.1756, -0.1212]), {
          since_year: 2025,
          until: "2025-11-10",
          participants: 101,
          companies: 55,
          vendors: null,
          relative: { participants: 0.0693, companies: 0.0545 },
        }),
      ],
    },
  ],
  [
    /\/statistics\/editions\?/,
    {
      series: "systemhausgespraeche",
      as_of: "2026-11-10T09:00:00Z",
      editions: [
        edition("01a33kbh8me00anj3tf89szd5p", "Hamburg", "2024-03-10", 63, 33),
        edition("01a33kbh8we008syywyvyrp1a1", "Düsseldorf", "2025-04-21", 70, 35),
        edition("01a33kbh9ae0091yrcrhk1yv20", "Berlin", "2026-09-22", 65, 31),
        edition("01a33kbh9me00aqjws47cxbm80", "München", "2026-12-10", 122, 58, false),
      ],
    },
  ],
  [
    /\/statistics\/retention\?/,
    {
      series: "systemhausgespraeche",
      as_of: "2026-11-10T09:00:00Z",
      years: [
        { year: 2022, since_year: null, companies: 48, returning: null, new: null, reactivated: null, lapsed: null, retention: null },
        { year: 2024, since_year: 2022, companies: 60, returning: 37, new: 23, reactivated: 0, lapsed: 11, retention: 0.7708 },
        { year: 2025, since_year: 2024, companies: 66, returning: 47, new: 14, reactivated: 5, lapsed: 13, retention: 0.7833 },
        { year: 2026, since_year: 2025, companies: 58, returning: 44, new: 9, reactivated: 5, lapsed: 22, retention: 0.6667 },
      ],
    },
  ],
  [
    /\/statistics\/attendance\/forecast\?/,
    {
      series: "systemhausgespraeche",
      year: 2026,
      as_of: "2026-11-10T09:00:00Z",
      participants: forecast([146, 139, 153, 131, 162], "trend", 3),
      companies: forecast([74, 70, 78, 66, 83], "trend", 3),
    },
  ],
  [
    /\/statistics\/trips$/,
    {
      trips: [
        trip("trip-china", "China-Studienreise 2016", "2016-05-22", "2016-05-29", ["Shenzhen", "CN"], [10, 20, 20], 20, { 1: 19, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0 }),
        trip("trip-taiwan", "Taiwan-Studienreise 2024", "2024-02-28", "2024-03-04", ["Taipeh", "TW"], [7, 11, null], 2),
        trip("trip-vietnam", "Vietnam-Studienreise", "2027-12-03", "2027-12-11", ["Hanoi", "VN"], [null, null, 16], 0),
      ],
    },
  ],
  [/\/statistics\/reach\?series=systemhausgespraeche$/, reach("systemhausgespraeche", [ofTalks])],
  [/\/statistics\/reach$/, reach(null, [reachRow(null, 9, 54, 17, 882), reachRow("jahreskongress", 0, null, null, null), ofTalks])],
  [/\/events\/earlier-a\/registrations\/daily/, curve("earlier-a", 196, 84, 0)],
  [/\/events\/earlier-b\/registrations\/daily/, curve("earlier-b", 171, 84, 0)],
  [/\/events\/[^/]+\/registrations\/daily/, curve("now", 253, 90, 30)],
  [
    /\/events\/[^/]+\/pace/,
    {
      event_id: "now",
      as_of: "2026-11-10T09:00:00Z",
      lead_days: 30,
      now: { participants: 122, companies: 58 },
      editions: [paceEdition("earlier-a", 2025, 104, 196), paceEdition("earlier-b", 2024, 97, 171)],
    },
  ],
  [
    /\/events\/[^/]+\/forecast$/,
    {
      event_id: "now",
      as_of: "2026-11-10T09:00:00Z",
      lead_days: 30,
      complete: false,
      participants: forecast([210, 200, 220, 188, 232], "sloped_pickup", 6, { registered_at_start: 218, expected_no_shows: 8 }),
      companies: forecast([101, 96, 106, 91, 112], "pickup", 6),
      path,
    },
  ],
];
