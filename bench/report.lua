-- For wrk: any method, body and token from the environment; prints one JSON object at the end.
-- TARGET_METHOD, TARGET_BODY, TARGET_TOKEN, TARGET_ENCODING
local method = os.getenv("TARGET_METHOD") or "GET"
local body = os.getenv("TARGET_BODY")
local token = os.getenv("TARGET_TOKEN")
local encoding = os.getenv("TARGET_ENCODING")

wrk.method = method
if token and token ~= "" then wrk.headers["Authorization"] = "Bearer " .. token end
if encoding and encoding ~= "" then wrk.headers["Accept-Encoding"] = encoding end
if body and body ~= "" then
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.stdout:write(string.format(
    '\n{"requests":%d,"duration_us":%d,"per_second":%.1f,"p50_us":%d,"p90_us":%d,"p99_us":%d,"max_us":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, summary.requests * 1e6 / summary.duration,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
