import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { dosePageOf } from '#test/print/a-dose-page.ts'
import { clinicPackBlocks } from './clinic-pack.ts'
import { type DosePage, dosePageBlocks, footerOf, printDosePage } from './dose-page.ts'

const PRINTED = Date.UTC(2026, 10, 23, 8, 5)

function pageOf(dailyUg: number, omitDays: number, days: number): DosePage {
  const from = day('2026-11-22')
  const tabletSet: TabletSet = { strengths: [3000, 1000, 500], halves: false }
  const ordered = { from, nextTest: addDays(from, days), omitDays, dailyUg, tabletSet }
  return dosePageOf(ordered, { instructions: 'Take 4.5 mg each evening.' })
}

test('H04: a page on which nothing is taken never says to go on with a dose', () => {
  const page = pageOf(4500, 2, 2)
  const withheld = { ...page, days: page.days.slice(0, 2) }
  const words = JSON.stringify(dosePageBlocks(withheld))
  assert.doesNotMatch(words, /go on with|in a full week/)
  assert.match(words, /take nothing and ring us at once/)
})

test('H12: a page of a fast start, whose doses end at the test, never says to go on with them', () => {
  const words = JSON.stringify(dosePageBlocks({ ...pageOf(4500, 0, 2), stopsAtTest: true }))
  assert.doesNotMatch(words, /go on with|in a full week/)
  assert.match(words, /If your test is late, take no warfarin and ring us at once/)
})

test('H18: a page of somebody who takes two anticoagulants names both and the last day of that', () => {
  const both = {
    medicine: 'apixaban',
    taken: 'apixaban 5 mg twice a day',
    untilOn: day('2026-12-04'),
  }
  const words = JSON.stringify(dosePageBlocks({ ...pageOf(4500, 0, 2), beside: both }))
  assert.match(words, /two anticoagulants: warfarin as below, and apixaban 5 mg twice a day\./)
  assert.match(
    words,
    /by 4 December 2026 at the latest\. Have each blood test just before your next apixaban/,
  )
  const bridged = { medicine: 'heparin', taken: 'heparin', untilOn: day('2026-12-04') }
  const other = JSON.stringify(dosePageBlocks({ ...pageOf(4500, 0, 2), beside: bridged }))
  assert.match(
    other,
    /warfarin as below, and heparin\. We tell you when to stop heparin: by 4 December 2026 at the latest\. Ring/,
  )
  assert.doesNotMatch(JSON.stringify(dosePageBlocks(pageOf(4500, 0, 2))), /two anticoagulants/)
})

const cellsOf = (page: DosePage) =>
  dosePageBlocks(page).flatMap((block) =>
    block.kind === 'table' && block.caption === 'Dose for each date'
      ? block.rows
          .flat()
          .map((cell) => (typeof cell === 'string' ? [cell] : cell.map(({ text }) => text)))
      : [],
  )

test('H11, H15: each date of the saved schedule is printed once, with its dose in mg', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 3, max: 84 }),
      (halfMg, omitDays, days) => {
        const page = pageOf(halfMg * 500, omitDays, days)
        const filled = cellsOf(page).filter((cell) => cell.length > 1)
        assert.equal(filled.length, page.days.length)
        const printed = filled.map((cell) => cell[1])
        const meant = page.days.map(({ ug: dose }) => (dose === 0 ? 'None' : `${dose / 1000} mg`))
        assert.deepEqual(printed, meant)
      },
    ),
    { numRuns: 100 },
  )
})

test('H14: no trailing zero, no naked decimal point, tablets in words with their colours', () => {
  const text = JSON.stringify(dosePageBlocks(pageOf(4500, 0, 14)))
  assert.doesNotMatch(text, /\d\.0 mg|[^\d]\.\d+ mg/)
  assert.match(text, /one 3 mg blue tablet, one 1 mg brown tablet and one 0\.5 mg white tablet/)
})

test('H15: a page that a newer one has replaced says so before anything else', () => {
  const firstOf = (superseded: DosePage['superseded']): string => {
    const [first] = dosePageBlocks({ ...pageOf(4500, 0, 14), superseded })
    return first?.kind === 'paragraph' ? first.text : ''
  }
  assert.match(firstOf('newer'), /^SUPERSEDED: a newer page/)
  assert.match(firstOf('void'), /^VOID: the INR of this dose does not stand\. Do not follow it/)
  assert.equal(firstOf(false), '')
})

test('H07, H15: the page names whose it is and the target; its foot, its number and the page that it replaces', () => {
  const page = pageOf(4500, 0, 14)
  const words = JSON.stringify(dosePageBlocks(page))
  assert.match(words, /WRAGG, Dorothy {3}Born 4 September 1942 {3}NHS number 999 025 9003/)
  assert.match(words, /Your target INR is 2\.5 \(2\.0 to 3\.0\)\./)
  assert.match(
    footerOf(page, PRINTED),
    /^Page 12, replaces page 11 of 8 November 2026\. Saved 22 November 2026 by J\. Ward\. Printed 23 November 2026 at 08:05\.$/,
  )
  assert.match(footerOf({ ...page, replaces: undefined }, PRINTED), /^Page 12, the first page\./)
})

test('an omitted day is printed as none, never as 0 mg', () => {
  const [first] = cellsOf(pageOf(4500, 1, 14)).filter((cell) => cell.length > 1)
  assert.deepEqual(first, ['22 Nov', 'None'])
})

test('the PDF is tagged, in English, and has its font inside', async () => {
  const pdf = Buffer.from(await printDosePage(pageOf(4500, 1, 14), PRINTED)).toString('latin1')
  for (const mark of ['/StructTreeRoot', '/Lang (en-GB)', '/MarkInfo', '/FontFile2'])
    assert.ok(pdf.includes(mark), mark)
  assert.ok(!pdf.includes('/Helvetica'))
})

test('an empty clinic pack says that nobody is due', () => {
  const blocks = clinicPackBlocks({
    providerName: 'Hallam Surgery',
    forDay: day('2026-11-23'),
    madeOn: '',
    madeAt: 0,
    lines: [],
  })
  assert.match(JSON.stringify(blocks), /Nobody is booked, due or overdue/)
})

test('H12: a larger dose is marked on its date and on no other, and the week is that after it', () => {
  const page = pageOf(4500, 0, 14)
  const [first, ...rest] = page.days
  if (first === undefined) throw new Error('no day')
  const boosted = { ...first, ug: ug(6000), tablets: [{ strength: 3000, halves: 4 }] as const }
  const printed = { ...page, days: [boosted, ...rest], boostedOn: [first.day] }
  assert.deepEqual(
    cellsOf(printed).filter((cell) => cell.includes('once')),
    [['22 Nov', '6 mg', 'once', '2 x 3 mg blue']],
  )
  assert.match(JSON.stringify(dosePageBlocks(printed)), /31\.5 mg in a full week after the larger/)
})

test('H12, H14: under the dose of each date stand its tablets, the dose the largest and no sign for a half', () => {
  const page = pageOf(4500, 0, 3)
  const [first] = page.days
  if (first === undefined) throw new Error('no day')
  const tablets = [
    { strength: 3000, halves: 3 },
    { strength: 1000, halves: 1 },
  ] as const
  const [cell] = dosePageBlocks({ ...page, days: [{ ...first, ug: ug(5000), tablets }] }).flatMap(
    (block) =>
      block.kind === 'table' ? block.rows.flat().filter((one) => typeof one !== 'string') : [],
  )
  assert(cell !== undefined)
  assert.deepEqual(
    cell.map(({ text }) => text),
    ['22 Nov', '5 mg', '1 and a half x 3 mg blue', 'half x 1 mg brown'],
  )
  const sizes = cell.map(({ size = 9.5 }) => size)
  assert.equal(Math.max(...sizes), sizes[1])
})
