import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assets } from './asset-files.ts'
import { staffStyles } from './styles.ts'

const { cssHref, jsHref, respond } = assets()

test('style sheet and script are named by their content and kept for ever', () => {
  assert.match(cssHref, /^\/assets\/evenkeel\.[0-9a-f]{12}\.css$/)
  assert.match(jsHref, /^\/assets\/evenkeel\.[0-9a-f]{12}\.js$/)
  assert.equal(respond(cssHref)?.headers['cache-control'], 'public, max-age=31536000, immutable')
})

test('a browser gets the smallest encoding that it accepts, and the same text in each', () => {
  const plain = Buffer.from(respond(cssHref)?.body ?? [])
  const gzip = respond(cssHref, 'gzip, deflate')
  const brotli = respond(cssHref, 'gzip, deflate, br')
  assert.equal(gzip?.headers['content-encoding'], 'gzip')
  assert.equal(brotli?.headers['content-encoding'], 'br')
  assert.deepEqual(gunzipSync(gzip.body), plain)
  assert.deepEqual(brotliDecompressSync(brotli.body), plain)
})

test('style sheet and script together are under 30 kB on the wire', () => {
  const size = (href: string) => respond(href, 'br')?.body.length ?? Number.POSITIVE_INFINITY
  assert.ok(size(cssHref) + size(jsHref) < 30_000)
})

test('nothing is asked of another host, and no licensed font or picture is named', () => {
  const css = Buffer.from(respond(cssHref)?.body ?? []).toString()
  assert.doesNotMatch(css, /https?:|url\(|@font-face|frutiger/i)
})

/** The box of the second INR takes the place of its lists: beside no list of people (H03). */
const SECOND_INR = "place.replaceChildren(place.querySelector('template').content)"

test('H01: the script moves no row, sends no form but with the passkey of a button that was pressed, and opens again only a trial that has ended and the sign-in page', () => {
  const script = Buffer.from(respond(jsHref)?.body ?? []).toString()
  const [before = '', after, ...more] = script.split(SECOND_INR)
  assert.ok(
    after !== undefined && more.length === 0,
    'the box of the second INR comes at one place',
  )
  assert.doesNotMatch(
    before + after,
    /(?:inner|outer)HTML|insert|append|prepend|before\(|after\(|replaceW|replaceC|\bremove\(|\.sort\(|moveBefore|createElement|cloneNode|DOMParser/,
  )
  assert.doesNotMatch(script, /\.submit\(|XMLHttpRequest|document\.write/)
  assert.equal(script.match(/requestSubmit/g)?.length, 1)
  assert.match(
    script,
    /button\.addEventListener\('click', async[\s\S]{0,300}await navigator\.credentials[\s\S]{0,120}requestSubmit/,
  )
  const leaving = script.match(/location\s*\.\s*\w+\([^)]*|location(?:\.href)?\s*=[^=]/g)
  assert.equal(leaving?.length, 2)
  assert.match(script, /isOver[\s\S]{0,80}location\.reload\(\)/)
  assert.match(script, /location\.replace\(`\/sign-in\?why=idle/)
})

test('an unknown name is not served', () => {
  assert.equal(respond('/assets/evenkeel.css'), undefined)
})

test('of the design system the unused blocks go, in lists of selectors and in media queries too', () => {
  const css = staffStyles(
    '@charset "UTF-8";.nhsuk-tag{a:b}.nhsuk-hero,.nhsuk-tag a{c:d}@media print{.nhsuk-tabs{e:f}}',
    '.ours{}',
  )
  assert.equal(css, '.nhsuk-tag{a:b}.nhsuk-tag a{c:d}\n.ours{}')
})
