-- For the scripts of wrk: prints one JSON object at the end.
function done(summary, latency, requests)
  local errors = summary.errors
  io.stdout:write(string.format(
    '\n{"requests":%d,"duration_us":%d,"per_second":%.1f,"p50_us":%d,"p90_us":%d,"p99_us":%d,"max_us":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, summary.requests * 1e6 / summary.duration,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
