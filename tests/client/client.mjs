// A REST client with a token, for the scripts of this folder.
import assert from 'node:assert/strict';

export class Client {
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }
  async send(method, path, body, headers = {}) {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : null };
  }
  async must(method, path, body, headers) {
    const answer = await this.send(method, path, body, headers);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }
  get(path) {
    return this.must('GET', path);
  }
}
