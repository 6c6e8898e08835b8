-- For wrk: registers groups, every request with a key and people of its own.
-- TARGET_TOKEN; TARGET_EVENTS, TARGET_COMPANIES: ids separated by commas; TARGET_RUN: makes keys differ between runs.
local token = os.getenv("TARGET_TOKEN")
local run = os.getenv("TARGET_RUN") or tostring(os.time())
local function ids(name)
  local list = {}
  for id in string.gmatch(os.getenv(name), "[^,]+") do list[#list + 1] = id end
  return list
end
local events, companies = ids("TARGET_EVENTS"), ids("TARGET_COMPANIES")
local threads = 0
function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

local sent = 0
local heads = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
function request()
  sent = sent + 1
  local name = run .. "-" .. thread_number .. "-" .. sent
  heads["Idempotency-Key"] = name
  local body = '{"company_id":"' .. companies[sent % #companies + 1] ..
    '","participants":[{"given_name":"Demo","family_name":"Person ' .. sent .. '","email":"demo.' .. name .. '@example.com"}]}'
  return wrk.format("POST", "/api/v1/events/" .. events[sent % #events + 1] .. "/registrations", heads, body)
end

dofile("bench/summary.lua")
