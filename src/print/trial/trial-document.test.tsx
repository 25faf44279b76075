import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIGURE_WORDS, GROUP_WORDS } from '#simulation/figure-words.ts'
import { LIMITS } from '#simulation/report.ts'
import { SHARES } from '#simulation/shares.ts'
import { FIGURES } from '#simulation/tallies.ts'
import { armsOf, smallTrial } from '#test/simulation/small-trial.ts'
import { differenceWords, meanWords, shareWords } from './number-words.ts'
import { trialDocument } from './trial-document.tsx'

const report = smallTrial()
const command = ['evenkeel', 'simulate', '--seed=7']
const html = trialDocument({ report, command })
const textOf = (document: string) => document.replace(/<[^>]*>/g, '|')
const countIn = (text: string, part: string) => text.split(part).length - 1

const VOID = new Set(['meta', 'br', 'input', 'img', 'link', 'hr'])

/** The first tag that closes something else than what is open; undefined of a document that is well formed. */
function firstFault(document: string): string | undefined {
  const open: string[] = []
  for (const [, closing, name = '', alone] of document.matchAll(/<(\/?)([a-z]\w*)[^>]*?(\/?)>/gi)) {
    if (alone === '/' || VOID.has(name)) continue
    if (closing === '') open.push(name)
    else if (open.pop() !== name) return `</${name}>`
  }
  return open[0]
}

test('the report is one well-formed document, and each id in it is of one element', () => {
  assert.match(html, /^<!DOCTYPE html>\n<html lang="en-GB">/)
  assert.equal(firstFault(html), undefined)
  assert.equal(firstFault('<p><b></p>'), '</p>')
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const [, named = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
    for (const id of named.split(' ')) assert.ok(ids.includes(id), id)
  }
})

test('it runs nothing and fetches nothing', () => {
  assert.doesNotMatch(
    html,
    /<script|<link|<iframe|<img|javascript:|\son\w+=|url\(|@import|src=|href=/i,
  )
  assert.doesNotMatch(html, /https?:|\/\//i)
  assert.match(html, /http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;/i)
})

test('it has every figure of every arm, in every setting and group', () => {
  const text = textOf(html)
  const has = (part: string) => assert.ok(text.includes(part), part)
  for (const { arm, group } of armsOf(report)) {
    has(`${GROUP_WORDS[group]}. `)
    for (const figure of FIGURES) {
      has(`|${FIGURE_WORDS[figure].words}, ${FIGURE_WORDS[figure].unit}|`)
      has(`|${meanWords(figure, arm.means[figure])}|`)
      if (arm.differences) has(`|${differenceWords(figure, arm.differences[figure])}|`)
    }
    for (const share of SHARES) has(`|${shareWords(arm.shares[share])}|`)
  }
  assert.doesNotMatch(html, /NaN|Infinity|undefined|\[object/)
})

test('every limit stands beside every setting, and it says that its people are invented', () => {
  for (const limit of LIMITS) assert.equal(countIn(html, limit), report.settings.length + 1)
  assert.match(html, /<strong>These are invented people\.<\/strong>/)
  assert.match(html, /not for clinical use/)
})

test('it says what it was made of: seed, version, rules and the words to make it again', () => {
  const text = textOf(html)
  for (const part of ['Seed||7|', 'Evenkeel 9.8.7', 'evenkeel-warfarin 9', '|abc123|']) {
    assert.ok(text.includes(part), part)
  }
  for (const word of command) assert.ok(text.includes(`|${word}|`), word)
})

test('each chart has a title and says its values in words', () => {
  const charts = [...html.matchAll(/<svg[^>]*role="img"[^>]*>(.*?)<\/svg>/gs)].map(([, of]) => of)
  assert.equal(charts.length, 3 * report.settings.length)
  for (const chart of charts) {
    assert.match(chart ?? '', /<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/)
  }
  const [rely] = report.settings[0]?.groups.everybody ?? []
  assert.ok(html.includes(`RE-LY step table: ${meanWords('ttr', rely?.means.ttr ?? null)}.`))
})

test('the same seed is the same bytes, and another seed is not', () => {
  assert.equal(trialDocument({ report: smallTrial(), command }), html)
  assert.notEqual(trialDocument({ report: smallTrial({ seed: 8 }), command }), html)
})

test('words are text and never markup', () => {
  const evil = `<script>alert("x")</script>&'`
  const rules = [{ name: evil, hash: evil }]
  const document = trialDocument({ report: { ...report, version: evil, rules }, command: [evil] })
  assert.doesNotMatch(document, /<script/)
  assert.equal(firstFault(document), undefined)
  assert.ok(document.includes('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#x27;'))
})

test('one arm has nothing to compare, one truth is said to be one, one person has no interval', () => {
  const alone = smallTrial({ arms: ['fixed'], truths: ['hamberg'], patients: 1 })
  const document = trialDocument({ report: alone, command })
  assert.match(document, /Only one arm: there is nothing to compare it with\./)
  assert.match(document, /One truth only\./)
  assert.match(document, /\(one person: no interval\)/)
  assert.match(document, /not known/)
  assert.doesNotMatch(document, /NaN|Infinity|undefined/)
  assert.doesNotMatch(html, /One truth only|Only one arm/)
})
