// The address of every view; that of one trip has a part of its own.
export const placesOf = ({ munich, congress, pastCongress }) => [
  ["overview", ""],
  ["series", "series/systemhausgespraeche"],
  ["event", `events/${congress.id}`],
  ["event with talks", `events/${munich.id}`],
  ["check-in", `check-in/${pastCongress.id}`],
  ["talks", `talks/${munich.id}`],
  ["vendors", "vendors/systemhausgespraeche"],
  ["trips", "trips"],
  ["grades", "grades/jahreskongress"],
];
