import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDosePage } from '#test/print/a-dose-page.ts'
import { committedDays, comparePrints, printedDays } from '#test/print/compare-prints.ts'
import { type PrintedText, textOf } from '#test/print/pdf-text.ts'
import { clinicPackBlocks } from './clinic-pack.ts'
import { printDosePage } from './dose-page.ts'

test('H12, H15: of 200 random doses the text taken out of the PDF has each date under its weekday with its dose in mg and its tablets', async () => {
  assert.deepEqual((await comparePrints(1, 200)).slice(0, 3), [])
})

const sheetsOf = (lines: readonly PrintedText[]): readonly string[] => {
  const sheets = new Map<number, string[]>()
  for (const { sheet, text } of lines) sheets.set(sheet, [...(sheets.get(sheet) ?? []), text])
  return [...sheets.values()].map((texts) => texts.join('\n'))
}

const PRINTED = Date.UTC(2026, 10, 23, 8, 5)
const whole = [1, 2, 40, 61].map(aDosePage)

test('H15: each sheet bears name, date of birth, NHS number, the number of the dose, what it replaces, when it was printed, and its place among the sheets', async () => {
  const counts: number[] = []
  for (const page of whole) {
    const sheets = sheetsOf(textOf(await printDosePage(page, PRINTED)))
    counts.push(sheets.length)
    for (const [nth, sheet] of sheets.entries()) {
      const words = sheet.replace(/\s+/g, ' ')
      assert.match(words, /WRAGG, Dorothy Born 4 September 1942 NHS number 999 025 9003 Page/)
      assert.match(
        words,
        new RegExp(`Page ${page.sequence}, replaces page ${page.sequence - 1} of`),
      )
      assert.match(words, /Printed 23 November 2026 at 08:05\./)
      assert.match(words, new RegExp(`Sheet ${nth + 1} of ${sheets.length} Not a registered`))
    }
  }
  assert.ok(Math.max(...counts) > 1, `sheets: ${counts.join(', ')}`)
})

test('H15: a page as it is handed over says what was committed, and nothing of anybody else', async () => {
  for (const page of whole) {
    const lines = textOf(await printDosePage(page, PRINTED))
    assert.deepEqual(printedDays(lines), committedDays(page))
    const numbers = lines.flatMap(({ text }) => text.match(/NHS number \d{3} \d{3} \d{4}/g) ?? [])
    assert.deepEqual([...new Set(numbers)], ['NHS number 999 025 9003'])
  }
})

test('H12, H15: a sheet that goes on names the weekdays again over its dates', async () => {
  const tall = { ...aDosePage(7), instructions: 'Read this first.\n'.repeat(24) }
  const lines = textOf(await printDosePage(tall, PRINTED))
  const onSecond = lines.filter(({ sheet }) => sheet === 2).map(({ text }) => text)
  assert.ok(onSecond.includes('Monday') && onSecond.includes('Sunday'))
  assert.ok(onSecond.some((text) => /^\d+ [A-Z][a-z]{2}$/.test(text)))
  assert.deepEqual(printedDays(lines), committedDays(tall))
})

test('the reading of a PDF finds a dose that is not the one that was committed', async () => {
  const page = aDosePage(3)
  const lines = textOf(await printDosePage(page, PRINTED))
  const other = lines.map((line) => (line.text === 'Monday' ? { ...line, text: 'Tuesday' } : line))
  const doses = lines.map((line) => (line.text === '11.5 mg' ? { ...line, text: '1.5 mg' } : line))
  for (const read of [other, doses]) assert.notDeepEqual(printedDays(read), committedDays(page))
})

test('H15: the list of a clinic holds no page of doses: no calendar, nothing to take, one line for each person', () => {
  const line = {
    time: '09:00',
    name: 'WRAGG, Dorothy',
    dateOfBirth: aDosePage(1).patient.dateOfBirth,
    nhsNumber: '999 025 9003',
    telephone: '01632 960001',
    target: '2.5',
    lastInr: '2.4',
    lastDose: '4.5 mg a day',
    nextTestOn: null,
    warnings: '',
  }
  const blocks = clinicPackBlocks({
    providerName: 'Hallam Surgery',
    forDay: aDosePage(1).savedOn,
    madeOn: '',
    madeAt: 0,
    lines: [line, { ...line, name: 'OTHER, Ann' }, { ...line, name: 'THIRD, Bob' }],
  })
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
  assert.deepEqual(
    tables.map(({ caption, rows }) => [caption, rows.length]),
    [['Patients booked, due or overdue', 3]],
  )
  assert.match(JSON.stringify(blocks[0]), /Clinic pack for/)
  assert.doesNotMatch(JSON.stringify(blocks), /each evening|Take |Monday/)
})
