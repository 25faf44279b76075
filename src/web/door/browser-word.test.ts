import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserWord } from './browser-word.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36'

for (const [said, word] of [
  [CHROME, 'Chrome on Windows'],
  [`${CHROME} Edg/131.0.0.0`, 'Edge on Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox on Linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605.1.15', 'Safari on Mac'],
  ['Mozilla/5.0 (iPad; CPU OS 17_5) CriOS/126.0 Safari/604.1', 'Chrome on iPhone or iPad'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Something on Windows NT', 'a browser on Windows'],
  ['Firefox/1', 'Firefox'],
  ['node', null],
  ['', null],
  [null, null],
] as const) {
  test(`the kind of browser is said in two words and no version: ${word}`, () => {
    assert.equal(browserWord(said), word)
  })
}
