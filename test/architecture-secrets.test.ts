import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

// No secret is written into the repository: every text of it is looked through for what keys, tokens and passwords look like.

const HOUSE = join(import.meta.dirname, '..')

const KINDS: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[A-Za-z0-9+/=\n]{64}/g,
  'a token of a cloud': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/g,
  'a token of a host of code':
    /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,}|glpat-[\w-]{20}|npm_[A-Za-z0-9]{36})\b/g,
  'a token of a chat or a payment': /\bxox[abprs]-[\w-]{20,}|\bsk_live_[A-Za-z0-9]{20,}/g,
  'a signed token': /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/g,
  'a password in an address':
    /\b[a-z][a-z+]{2,}:\/\/[\w.%-]+:(?!\.{3}@|CHANGE-ME@)[^\s/@'"`$<>]{3,}@/g,
  'a secret that is set':
    /\b(?:password|passphrase|secret|token|api[_-]?key)['"]?\s*[:=]\s*['"][^'"\s]{16,}['"]/gi,
  'a setting with its secret':
    /^\s*(?:export )?(?!EVENKEEL_RULES_KEY=)[A-Z_]*(?:TOKEN|SECRET|PASSWORD|KEY)=(?!\$|\.\.\.|CHANGE-ME)[^\s<]{8,}/gm,
}

/** What is made up for tests and opens nothing, each where it stands. */
const MADE_UP: readonly string[] = [
  "src/access/password-rules.test.ts: a secret that is set: password: 'aaaaaaaaaaaaaaaa'",
  "src/config.test.ts: a secret that is set: token: 'sixteen-letters-x'",
  'src/secret-files.test.ts: a password in an address: postgres://app:word@',
  'src/secret-files.test.ts: a password in an address: postgres://migrator:word@',
  ...Array.from(
    { length: 3 },
    () => 'src/store/hosts.test.ts: a password in an address: postgres://evenkeel_app:a,b@',
  ),
  "test/gateway.ts: a secret that is set: TOKEN = 'a-token-of-the-tests'",
  "test/http/metrics.test.ts: a secret that is set: token: 'nobody-listens-here'",
  "test/web/sealed-pack.test.ts: a secret that is set: PASSPHRASE = 'abcd-efgh-2345-6789'",
]

const found = (path: string, text: string): readonly string[] =>
  Object.entries(KINDS).flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([hit]) => `${path}: ${kind}: ${hit.slice(0, 60)}`),
  )

const TEXTS =
  '{*,.npmrc,.gitignore,.ci/**/*,src/**/*,test/**/*,tools/**/*,bench/**/*,docs/**/*,data/**/*}'
const IS_TEXT =
  /\.(?:tsx?|m?js|json|md|sql|sh|css|svg|yml|yaml|conf|env|service|csv|txt)$|(?:^|\/)[\w.]*[A-Za-z]$/

test('SR-62: no secret is in the repository: no key, no token, no password', () => {
  const paths = globSync(TEXTS, { cwd: HOUSE, exclude: ['node_modules/**', 'var*/**'] })
  const files = paths.filter(
    (path) => IS_TEXT.test(path) && /\.\w+$|Containerfile$|LICENSE$|run$/.test(path),
  )
  assert.ok(files.length > 1000, `${files.length}`)
  const others = files.filter((path) => !import.meta.filename.endsWith(path)).sort()
  const hits = others.flatMap((path) => found(path, readFileSync(join(HOUSE, path), 'utf8')))
  assert.deepEqual(hits, MADE_UP)
})

const PLANTED: readonly (readonly [kind: string, text: string])[] = [
  ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\n${'MIIE'.repeat(16)}\n`],
  ['a token of a cloud', `id ${'AKIA'}${'ABCD'.repeat(4)}`],
  ['a token of a host of code', `${'ghp'}_${'aB3d'.repeat(9)}`],
  ['a token of a chat or a payment', `${'xoxb'}-${'1234567890'.repeat(2)}`],
  ['a signed token', ['eyJ', 'eyJ', ''].map((head) => `${head}${'a1B2'.repeat(6)}`).join('.')],
  ['a password in an address', `postgres://evenkeel_app:${'hunter'}22@db/evenkeel`],
  ['a secret that is set', `const apiKey = '${'0123456789abcdef'}'`],
  ['a setting with its secret', `EVENKEEL_GATEWAY_${'TOKEN'}=abcdefgh1234`],
]
for (const [kind, text] of PLANTED) {
  test(`SR-62: ${kind} that is planted is found`, () => {
    assert.ok(
      found('x', text).some((hit) => hit.startsWith(`x: ${kind}`)),
      text,
    )
  })
}

test('SR-62: what stands for a secret in the examples is none', () => {
  assert.deepEqual(found('x', 'DATABASE_URL=postgres://evenkeel_app:...@db/evenkeel'), [])
  assert.deepEqual(found('x', 'DATABASE_URL=postgres://evenkeel_app:CHANGE-ME@db/evenkeel'), [])
})
