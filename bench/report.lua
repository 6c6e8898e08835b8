-- For wrk: any method, body and token from the environment.
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

dofile("bench/summary.lua")
