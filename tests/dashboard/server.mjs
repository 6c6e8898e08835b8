// The real binary with the demo association on a database of its own and any free port of the loopback interface. Needs
// TAGWERK_TEST_SOCKET (scripts/with-database) and TAGWERK_BINARY (CTest).
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.TAGWERK_BINARY;
const socket = process.env.TAGWERK_TEST_SOCKET;
const startLimitMs = 30_000;

const mariadb = (statement) =>
  execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "--user=root", "-e", statement]);

function listening(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the server is not there after ${startLimitMs} ms`)), startLimitMs);
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const address = /^listening on (\S+)$/m.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(`http://${address}`);
    });
    server.once("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });
}

/// A client as others are: JSON with a token.
class Client {
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }
  async send(method, path, body, headers = {}) {
    const isText = typeof body === "string";
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": isText ? "text/csv" : "application/json" }),
        ...headers,
      },
      body: body === undefined || isText ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    return { location: response.headers.get("location"), text, json: isJson && text ? JSON.parse(text) : null };
  }
  get = async (path) => (await this.send("GET", path)).json;
  post = async (path, body, headers) => (await this.send("POST", path, body, headers)).json;
  put = async (path, body, headers) => (await this.send("PUT", path, body, headers)).json;
}

export async function startServer() {
  if (!binary || !socket) throw new Error("TAGWERK_BINARY and TAGWERK_TEST_SOCKET are wanted: run this through scripts/test");
  const folder = mkdtempSync(join(tmpdir(), "tagwerk-dashboard-"));
  const database = `dashboard_${process.pid}`;
  mariadb(`create database ${database} character set utf8mb4`);
  const env = {
    ...process.env,
    TAGWERK_DATABASE_URL: `mysql://root@localhost/${database}?socket=${socket}`,
    TAGWERK_SECRET_FILE: join(folder, "secret"),
    TAGWERK_PORT: "0",
    TAGWERK_AUTH_TOKEN_CACHE_MS: "0", // a token that is revoked ends at once
  };
  const run = (...words) => execFileSync(binary, words, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  run("secret", "create");
  run("migrate");
  run("demo", "load");
  const tokenOf = (role) => run("token", "create", "--organization", "iteam", "--role", role, "--name", "dashboard test");
  const server = spawn(binary, ["serve"], { env, stdio: ["ignore", "pipe", "ignore"] });
  const base = await listening(server);
  return {
    base,
    viewer: tokenOf("viewer"),
    admin: new Client(base, tokenOf("admin")),
    async stop() {
      if (server.exitCode === null) {
        const gone = new Promise((resolve) => server.once("exit", resolve));
        server.kill("SIGTERM");
        await gone;
      }
      mariadb(`drop database if exists ${database}`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
