import assert from "node:assert/strict";
import { placeholderOf } from "../../../../src/core/base/placeholder.ts";
import { redactSecrets } from "../../../../src/core/base/redact.ts";

const hide = (value: string): string => placeholderOf({ fingerprint: "00000000", length: value.length });
const redact = (text: string): string => redactSecrets(text, hide);
const P = (length: number): string => placeholderOf({ fingerprint: "00000000", length });

const hex48 = "0123456789abcdef".repeat(3);
const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl";

/** Text with a secret in it, and what is left of it. */
const secret: readonly (readonly [string, string])[] = [
  ['{"gateway":{"auth":{"token":"s3cret-value"}}}', `{"gateway":{"auth":{"token":"${P(12)}"}}}`],
  ['  "token" : "none",', `  "token" : "${P(4)}",`],
  ["auth: { token: 'it''s', mode: 'token' }", `auth: { token: '${P(5)}', mode: 'token' }`],
  ['{token: "a\\"b", x: 1}', `{token: "${P(4)}", x: 1}`],
  ['"{\\"botToken\\":\\"abc\\",\\"x\\":1}"', `"{\\"botToken\\":\\"${P(3)}\\",\\"x\\":1}"`],
  [
    '"apiKey": "abc", "api_key": "def", "x-api-key": "ghi"',
    `"apiKey": "${P(3)}", "api_key": "${P(3)}", "x-api-key": "${P(3)}"`,
  ],
  [
    '"bootstrapToken":"b","setupCode":"c","deviceToken":"d"',
    `"bootstrapToken":"${P(1)}","setupCode":"${P(1)}","deviceToken":"${P(1)}"`,
  ],
  [
    '"tokens": ["one", "${TWO}", "three"], "x": ["y"]',
    `"tokens": ["${P(3)}", "\${TWO}", "${P(5)}"], "x": ["y"]`,
  ],
  ["  token: 12345678,", `  token: "${P(8)}",`],
  ["  token: null,", "  token: null,"],
  ["  token: '',", "  token: '',"],
  ['{"token": 12345678}', `{"token": "${P(8)}"}`],
  ["OPENCLAW_GATEWAY_TOKEN=abc", `OPENCLAW_GATEWAY_TOKEN=${P(3)}`],
  ["export OPENCLAW_GATEWAY_PASSWORD=a,b;c&d", `export OPENCLAW_GATEWAY_PASSWORD=${P(7)}`],
  ['Environment="OPENCLAW_GATEWAY_TOKEN=abc" "X=1"', `Environment="OPENCLAW_GATEWAY_TOKEN=${P(3)}" "X=1"`],
  ["Environment=OPENCLAW_GATEWAY_TOKEN=abc", `Environment=OPENCLAW_GATEWAY_TOKEN=${P(3)}`],
  ["      OPENCLAW_GATEWAY_TOKEN: correcthorse", `      OPENCLAW_GATEWAY_TOKEN: ${P(12)}`],
  ["      - OPENCLAW_GATEWAY_TOKEN=correcthorse", `      - OPENCLAW_GATEWAY_TOKEN=${P(12)}`],
  ["ANTHROPIC_KEY=x SMTP_PASS=y", `ANTHROPIC_KEY=${P(1)} SMTP_PASS=${P(1)}`],
  ["openclaw status --token abc --json", `openclaw status --token ${P(3)} --json`],
  ["openclaw status --token=abc --password 'd e'", `openclaw status --token=${P(3)} --password '${P(3)}'`],
  ["http://127.0.0.1:18789/#token=abc", `http://127.0.0.1:18789/#token=${P(3)}`],
  ["ws://h/?x=1&token=abc&y=2 next", `ws://h/?x=1&token=${P(3)}&y=2 next`],
  ['#bootstrapToken=abc"', `#bootstrapToken=${P(3)}"`],
  ["https://user:pass@example.org/", `https://user:${P(4)}@example.org/`],
  ["Authorization: Bearer abc", `Authorization: Bearer ${P(3)}`],
  ['"authorization":"Bearer abc.def"', `"authorization":"${P(14)}"`],
  ["-H 'Authorization: Basic dXNlcg=='", `-H 'Authorization: Basic ${P(8)}'`],
  ["sent Bearer abcdef123456 to it", `sent Bearer ${P(12)} to it`],
  [`token is ${hex48}.`, `token is ${P(48)}.`],
  ["bot 123456789:AAEhBP0av28fakefakefakefakefakefakefak ok", `bot ${P(48)} ok`],
  ["key sk-ant-fakefakefakefake0 used", `key ${P(24)} used`],
  ["ghp_fakefakefakefakefake0 xoxb-1234567890-fake AKIAFAKEFAKEFAKEFAKE", `${P(25)} ${P(20)} ${P(20)}`],
  [`cookie jar ${jwt}`, `cookie jar ${P(jwt.length)}`],
  ["password: hunter2hunter2 was sent", `password: ${P(14)} was sent`],
];

/** Text that only looks like it. */
const ordinary: readonly string[] = [
  "gateway.auth.token",
  "gateway.auth.token: must be string",
  "- gateway.auth.token: required",
  "reason=token_mismatch",
  "unauthorized: gateway token mismatch (provide gateway auth token)",
  "auth token: not set",
  "token=missing password=missing",
  "canRetryWithDeviceToken:false, recommendedNextStep: update_auth_credentials",
  '"authReason":"token_mismatch","canRetryWithDeviceToken":false',
  '"tokenIncluded":true,"authMode":"token","mode": "token"',
  '"token":"__OPENCLAW_REDACTED__"',
  '"token": "${OPENCLAW_GATEWAY_TOKEN}"',
  '"token": {"source":"env","provider":"default","id":"GATEWAY_TOKEN"}',
  "OPENCLAW_GATEWAY_TOKEN=${OPENCLAW_GATEWAY_TOKEN}",
  "OPENCLAW_GATEWAY_TOKEN=",
  "OPENCLAW_GATEWAY_TOKEN=$TOKEN openclaw gateway run",
  "pass --token or --password, or --token <token>",
  "--token --json",
  "requestId: 66660856-2369-4224-86eb-1758d409430f",
  "device=78e15b82cc9f0f5e67a624f5be8c55c6584587676b37f6bb27082d13091b28c0 role=operator",
  '"deviceId":"fdcb3781b762b3d584ff9ebdfce6d30dad001b2309bcda9ea0a22f1ef01b4922"',
  "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "commit eb377ac59e6ceb377ac59e6ceb377ac59e6ceb37",
  "usage: 1024 tokens, maxTokens: 4096, totalTokens=12",
  "ws://127.0.0.1:18789 and http://[::1]:18789/healthz",
  "Bearer authentication is ignored; Basic auth too",
  "2026-11-20T12:34:56.789Z [ws] closed before connect code=1008 reason=unauthorized",
  "/home/dev/.openclaw/tmp/openclaw-0/gateway.1a2b3c4d.lock",
  "Authorization header is ignored",
  "grep 'OPENCLAW_GATEWAY_TOKEN=' ~/.openclaw/.env",
  "give --token (or set the variable)",
  '"tokens":[{"role":"operator","scopes":["operator.read"]}]',
];

describe("redactSecrets", () => {
  for (const [text, expected] of secret) {
    it(`hides the secret in ${text}`, () => {
      assert.equal(redact(text), expected);
    });
  }

  for (const text of ordinary) {
    it(`leaves ${text}`, () => {
      assert.equal(redact(text), text);
    });
  }

  it("changes nothing in what it has redacted", () => {
    for (const [text] of secret) {
      const once = redact(text);
      assert.equal(redact(once), once);
    }
  });

  it("hides a private key and keeps the lines where they are", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFAKE\nFAKE\n-----END PRIVATE KEY-----";
    const redacted = redact(`a\n${pem}\nb`);
    assert.ok(!redacted.includes("FAKE"));
    assert.deepEqual(redacted.split("\n").length, 6);
    assert.equal(redacted.split("\n").at(-1), "b");
    const inJson = JSON.stringify({ cert: pem, b: 1 });
    const parsed = JSON.parse(redact(inJson)) as { cert: string; b: number };
    assert.match(parsed.cert, /^‹secret:/);
    assert.equal(parsed.b, 1);
    assert.ok(!redact(pem.slice(0, 60)).includes("MC4C"));
  });

  it("keeps JSON readable and its lines in place", () => {
    const config = {
      gateway: { port: 18789, auth: { mode: "token", token: 'quote " and \\ slash' } },
      channels: { telegram: { botToken: "123456789:AAEhBP0av28fakefakefakefakefakefakefak", enabled: true } },
      list: { tokens: ["a", "b"], apiKeys: [], count: 3 },
    };
    const text = JSON.stringify(config, null, 2);
    const redacted = redact(text);
    const parsed = JSON.parse(redacted) as typeof config;
    assert.equal(redacted.split("\n").length, text.split("\n").length);
    assert.equal(parsed.gateway.port, 18789);
    assert.match(parsed.gateway.auth.token, /^‹secret:00000000:\d+›$/);
    assert.match(parsed.channels.telegram.botToken, /^‹secret:00000000:\d+›$/);
    assert.ok(parsed.list.tokens.every((value) => value.startsWith("‹")));
    assert.equal(parsed.list.count, 3);
  });

  for (const [what, unit] of Object.entries({
    "one long word": "a",
    names: "token",
    "names and separators": "token=",
    quotes: '"token":"',
    backslashes: '\\"',
    "key headers": "-----BEGIN PRIVATE KEY-----",
    blanks: " ",
    digits: "1",
    "hex digits": "0a",
    "URL starts": "://a:",
    "JWT starts": "eyJaaaaaaaa.",
    lists: 'tokens:["a",',
    placeholders: "‹secret:00000000:3›",
    "bearer starts": "Bearer ",
  })) {
    it(`is linear on ${what}`, () => {
      // Milliseconds; what grows faster than the text runs into the time limit.
      redact(unit.repeat(Math.ceil(2_000_000 / unit.length)));
    }).timeout(30_000);
  }
});
