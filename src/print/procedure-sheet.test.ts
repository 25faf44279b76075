import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { planCalendar } from '#clinical/procedure/steps.ts'
import {
  letterBlocks,
  type ProcedureSheet,
  printProcedureLetter,
  printProcedureSheet,
  sheetBlocks,
} from './procedure-sheet.ts'

const PROCEDURE = day('2026-12-09')

function sheetOf(daysWithout: number | null, restartAfter = 0): ProcedureSheet {
  const restartOn = addDays(PROCEDURE, restartAfter)
  const last = daysWithout === null ? null : addDays(PROCEDURE, -daysWithout - 1)
  const from = addDays(last ?? PROCEDURE, -2)
  const calendar = planCalendar({ 'last-dose': last, restart: restartOn }, from, day('2026-12-16'))
  return {
    provider: { name: 'Hallam Surgery', telephone: '01632 960001' },
    patient: { name: 'WRAGG, Dorothy', dateOfBirth: day('1942-09-04'), nhsNumber: '999 025 9003' },
    medicine: 'warfarin',
    indication: 'Atrial fibrillation',
    what: 'Hernia repair',
    askedBy: 'Surgical pre-assessment',
    procedureOn: PROCEDURE,
    without: last === null ? null : { from: addDays(last, 1), to: addDays(restartOn, -1) },
    restartOn,
    restartDose: '4 mg a day, in the evening',
    inrBeforeOn: day('2026-12-08'),
    inrAfterOn: day('2026-12-16'),
    heparin: null,
    clotRisk: 'not known',
    days: calendar.map((planned) => ({
      ...planned,
      ug: planned.takes === 'again' ? ug(4000) : null,
      tablets: planned.takes === 'again' ? [{ strength: 3000, halves: 2 }] : [],
    })),
    decidedAt: 0,
    decidedOn: day('2026-11-22'),
    decidedBy: 'Dr Nair',
  }
}

const cellsOf = (sheet: ProcedureSheet) =>
  sheetBlocks(sheet).flatMap((block) =>
    block.kind === 'table' && block.caption === 'What to take on each date'
      ? block.rows.flat().flatMap((cell) => (typeof cell === 'string' && cell !== '' ? [cell] : []))
      : [],
  )

test('H12, H24: each date of the plan is printed once; no dose stands on a day without', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: 1, max: 9 })),
      fc.integer({ min: 0, max: 3 }),
      (without, after) => {
        const sheet = sheetOf(without, after)
        const cells = cellsOf(sheet)
        assert.equal(cells.length, sheet.days.length)
        for (const [nth, cell] of cells.entries()) {
          const takes = sheet.days[nth]?.takes
          assert.equal(cell.includes('No warfarin'), takes === 'none')
          assert.equal(cell.includes('4 mg'), takes === 'again')
        }
      },
    ),
  )
})

test('H24: the days without and the day of the restart are said in words, with whom to ring when it is moved', () => {
  const words = JSON.stringify(sheetBlocks(sheetOf(5)))
  assert.match(words, /Take no warfarin from Friday 4 December 2026 to Tuesday 8 December 2026/)
  assert.match(words, /Take warfarin again from Wednesday 9 December 2026: 4 mg a day/)
  assert.match(words, /moved or called off, ring us at once/)
  assert.match(words, /never take a double dose/)
})

test('H24: who is not to stop is told to go on, and nothing of stopping', () => {
  const words = JSON.stringify(sheetBlocks(sheetOf(null)))
  assert.match(words, /Go on taking your warfarin. Do not stop it/)
  assert.doesNotMatch(words, /No warfarin|Take no/)
})

test('H24: the letter has every date and asks to be told; it decides no dose of heparin', () => {
  const heparin = { from: day('2026-12-06'), to: day('2026-12-08'), by: 'Dr Rao' }
  const words = JSON.stringify(letterBlocks({ ...sheetOf(5), heparin }))
  assert.match(words, /Sunday 6 December 2026 to Tuesday 8 December 2026/)
  assert.match(words, /decided by Dr Rao/)
  assert.match(words, /moved or called off/)
  assert.doesNotMatch(words, /units|anti-Xa/)
})

test('both sheets are tagged, in English, and have their font inside', async () => {
  for (const print of [printProcedureSheet, printProcedureLetter]) {
    const pdf = Buffer.from(await print(sheetOf(5))).toString('latin1')
    for (const mark of ['/StructTreeRoot', '/Lang (en-GB)', '/MarkInfo', '/FontFile2'])
      assert.ok(pdf.includes(mark), mark)
  }
})
