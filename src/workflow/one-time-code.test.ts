import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authenticatorAddress, base32, codeOfStep, stepAt, stepOfCode } from './one-time-code.ts'

const SECRET = Buffer.from('12345678901234567890')

/** RFC 6238, appendix B, the rows of SHA-1. */
const VECTORS = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const
for (const [seconds, code] of VECTORS) {
  test(`RFC 6238: at ${seconds} s the code is ${code}`, () => {
    assert.equal(codeOfStep(SECRET, stepAt(seconds * 1000), 8), code)
  })
}

test('a code is known in its half minute and in the ones beside it, and in no other', () => {
  const now = 1_800_000_000_000
  const away = [-3, -2, -1, 0, 1, 2, 3]
  const known = away.filter((steps) => {
    const step = stepAt(now) + steps
    return stepOfCode(SECRET, codeOfStep(SECRET, step), now) === step
  })
  assert.deepEqual(known, [-1, 0, 1])
  assert.equal(stepOfCode(SECRET, '', now), undefined)
  assert.equal(stepOfCode(SECRET, `${codeOfStep(SECRET, stepAt(now))}0`, now), undefined)
})

test('RFC 4648: a secret is written in letters that an app takes', () => {
  const written = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) =>
    base32(Buffer.from(text)),
  )
  assert.deepEqual(written, ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
  assert.equal(
    authenticatorAddress(Buffer.from('foobar'), 'sam.oyelaran'),
    'otpauth://totp/Evenkeel:sam.oyelaran?secret=MZXW6YTBOI&issuer=Evenkeel',
  )
})
