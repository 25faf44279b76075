import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readTable } from '#interchange/csv-table.ts'
import { csvText } from '#interchange/csv-text.ts'
import { IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import { isWeeklyTotal } from '#interchange/weekly-total.ts'
import { isWholesale } from '#interchange/wholesale.ts'
import { readSmall, type SmallExport, smallExport } from '#test/import/small-export.ts'

const aKind = fc.constantFrom<ImportKind>(...IMPORT_KINDS)
const aSpoiling = fc.record({
  kind: aKind,
  row: fc.integer({ min: 1, max: 12 }),
  column: fc.integer({ min: 0, max: 10 }),
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('', '25', '-2', '2,5', '>8', '35', '3', '2026-02-30', '03/04/2026', '7-0002'),
  ),
})

/** The small export with some cells overwritten. */
function spoiltBy(
  spoilings: readonly { kind: ImportKind; row: number; column: number; text: string }[],
) {
  const files: SmallExport = smallExport()
  for (const { kind, row, column, text } of spoilings) {
    const lines = files[kind].split('\r\n').map((line) => line.split(','))
    const cells = lines[row]
    if (cells === undefined || cells.length <= column) continue
    cells[column] = text.replace(/[",\r\n\0]/g, ' ')
    files[kind] = lines.map((line) => line.join(',')).join('\r\n')
  }
  return files
}

test('whatever bytes come as a file, they are read or refused, and nothing is thrown', () => {
  fc.assert(
    fc.property(aKind, fc.uint8Array({ maxLength: 400 }), (kind, bytes) => {
      const reading = readSmall({ ...smallExport(), [kind]: bytes })
      if (reading.kind === 'refused')
        assert.ok(reading.findings.some(({ severity }) => severity === 'error'))
    }),
  )
})

test('H31: no row is both taken and held, and every held row says why', () => {
  fc.assert(
    fc.property(fc.array(aSpoiling, { maxLength: 6 }), (spoilings) => {
      const reading = readSmall(spoiltBy(spoilings))
      if (reading.kind === 'refused') return
      const held = new Set(reading.held.map(({ kind, line }) => `${kind} ${line}`))
      for (const kind of IMPORT_KINDS) {
        for (const { line } of reading[kind]) assert.ok(!held.has(`${kind} ${line}`))
      }
      for (const { findings } of reading.held) {
        assert.ok(findings.some(({ severity }) => severity === 'error'))
      }
    }),
  )
})

test('H31: no plan is taken without its patient and no result without its plan', () => {
  fc.assert(
    fc.property(fc.array(aSpoiling, { maxLength: 6 }), (spoilings) => {
      const reading = readSmall(spoiltBy(spoilings))
      if (reading.kind === 'refused') return
      const patients = new Set(reading.patients.map(({ patientRef }) => patientRef))
      const plans = new Set(reading.episodes.map(({ patientRef }) => patientRef))
      assert.equal(patients.size, reading.patients.length)
      assert.equal(plans.size, reading.episodes.length)
      assert.ok(reading.episodes.every(({ patientRef }) => patients.has(patientRef)))
      assert.ok(reading.results.every(({ patientRef }) => plans.has(patientRef)))
    }),
  )
})

test('more implausible rows never make a file more trustworthy', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(500), (rows, bad, more) => {
      if (isWholesale(bad, rows)) assert.ok(isWholesale(bad + more, rows))
    }),
  )
})

test('a dose among doses like it is never taken for a weekly total', () => {
  const doses = fc.array(fc.integer({ min: 4, max: 10 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(doses, (halves) => {
      const all = halves.map((half) => half * 500)
      assert.ok(all.every((dose) => !isWeeklyTotal(dose, all)))
    }),
  )
})

test('what is written as CSV is read back as it was, but for the mark before a formula', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => !/^[=+\-@\t\r＝＋－＠]/.test(text))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2 }),
      (rows) => {
        const filled = rows.map((row) => ['x', ...row])
        const table = readTable('patients', csvText(filled))
        assert.equal(table.kind, 'table')
        if (table.kind === 'table') {
          assert.deepEqual([table.headings, ...table.rows.map(({ cells }) => cells)], filled)
        }
      },
    ),
  )
})
