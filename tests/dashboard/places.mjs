// The address of every view.
export const placesOf = ({ munich, congress, pastCongress, trip }) => [
  ["overview", ""],
  ["series", "series/systemhausgespraeche"],
  ["event", `events/${congress.id}`],
  ["event with talks", `events/${munich.id}`],
  ["check-in", `check-in/${pastCongress.id}`],
  ["talks", `talks/${munich.id}`],
  ["vendors", "vendors/systemhausgespraeche"],
  ["trips", "trips"],
  ["trip", `trips/${trip.id}`],
  ["grades", "grades/jahreskongress"],
];
