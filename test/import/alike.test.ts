import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSmall, smallExport } from '#test/import/small-export.ts'

const TWIN = '7-0005,9997000676,BATTERSBY,Mei,1965-09-04,F,S29 1FS,01632 960077,C88001,N\r\n'

test('H02: one name and date of birth under two NHS numbers is pointed out on both lines, and both are taken', () => {
  const files = smallExport()
  const reading = readSmall({ ...files, patients: files.patients + TWIN })
  const alike = reading.findings.filter(({ code }) => code === 'alike')
  assert.deepEqual(
    alike.map(({ line, field, severity }) => [line, field, severity]),
    [
      [2, 'nhs_number', 'warning'],
      [6, 'nhs_number', 'warning'],
    ],
  )
  assert.match(alike[0]?.message ?? '', /on line 6 under another NHS number/)
  assert.ok(reading.kind === 'read' && reading.patients.length === 5)
})

test('another given name or another date of birth is another person', () => {
  const files = smallExport()
  for (const other of [TWIN.replace('Mei', 'May'), TWIN.replace('1965', '1956')]) {
    const reading = readSmall({ ...files, patients: files.patients + other })
    assert.ok(!reading.findings.some(({ code }) => code === 'alike'))
  }
})
