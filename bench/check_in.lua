-- For wrk: scans the tickets of an event, one after the other and each with a nonce: all in, then all out, then in again.
-- TARGET_TOKEN; TARGET_EVENT: its id; TARGET_TICKETS: a file with a ticket code per line; one thread.
local token = os.getenv("TARGET_TOKEN")
local path = "/api/v1/events/" .. os.getenv("TARGET_EVENT") .. "/check-ins"
local tickets = {}
for code in io.lines(os.getenv("TARGET_TICKETS")) do tickets[#tickets + 1] = code end

local sent = -1  -- wrk looks at one request first, and does not send it
local heads = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
function request()
  local number = math.max(sent, 0)
  sent = sent + 1
  local direction = math.floor(number / #tickets) % 2 == 0 and "entry" or "exit"
  local body = '{"ticket_code":"' .. tickets[number % #tickets + 1] .. '","direction":"' .. direction ..
    '","nonce":"scan-' .. number .. '"}'
  return wrk.format("POST", path, heads, body)
end

dofile("bench/summary.lua")
