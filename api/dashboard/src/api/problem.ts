// What can go wrong between the page and the server, in a form that views tell apart.

/// The server answered with problem+json (RFC 9457), or with something that is none.
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly requestId: string,
  ) {
    super(`${status} ${code}`);
  }
}

/// No answer at all.
export class Offline extends Error {}

export async function problemOf(response: Response): Promise<Problem> {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  try {
    const body = (await response.json()) as Record<string, unknown>;
    return new Problem(
      response.status,
      text(body.code),
      text(body.title),
      text(body.detail),
      text(body.request_id),
    );
  } catch {
    return new Problem(response.status, "", response.statusText, "", "");
  }
}

export const isMissingRoute = (error: unknown): boolean =>
  error instanceof Problem && error.status === 404 && error.code === "route_not_found";

export const isForbidden = (error: unknown): boolean => error instanceof Problem && error.status === 403;

export const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Problem && codes.includes(error.code);
