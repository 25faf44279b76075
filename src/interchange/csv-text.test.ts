import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, csvText } from './csv-text.ts'

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']

test('SR-12: a text that a spreadsheet may run is made harmless, by whatever it begins with, and stays as it is behind the mark', () => {
  for (const start of STARTS) {
    const text = `${start}cmd|' /C calc'!A0`
    assert.equal(csvCell(text), `"'${text}"`, JSON.stringify(start))
  }
  for (const text of ['', 'Ann', '2.5', "O'Dea", '1-2', 'a=b', ' =1'])
    assert.equal(csvCell(text), `"${text}"`)
})

test('SR-12: quotes are doubled, a number of our own stays a number, and each row ends with CRLF', () => {
  assert.equal(
    csvText([
      ['a "b"', -1.5],
      ['=1', Number.NaN],
    ]),
    '"a ""b""",-1.5\r\n"\'=1",""\r\n',
  )
})
