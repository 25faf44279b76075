import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { inspectionBlocks, printInspectionPack } from './inspection-pack.ts'

const PACK = {
  provider: 'Hallam Surgery',
  from: day('2025-11-22'),
  until: day('2026-11-22'),
  madeAt: Date.parse('2026-11-22T09:00:00Z'),
  asAt: '22-Nov-2026 09:00',
  madeBy: 'Test lead',
  parts: [
    {
      id: 'register',
      title: 'Completeness of the register',
      says: 'What must be there.',
      columns: ['What', 'Records', 'Of'],
      rows: [['Under treatment', '3', 'of 3']],
    },
    { id: 'events', title: 'Events', says: 'Nobody is named.', columns: ['Event'], rows: [] },
  ],
} as const

test('F4: the evidence says of what days it is, who made it and as at when; a part in which nothing was found says so', () => {
  const texts = inspectionBlocks(PACK).map((block) =>
    block.kind === 'table' ? block.rows.flat().join(' ') : block.text,
  )
  assert.match(
    texts.join('\n'),
    /22-Nov-2025 to 22-Nov-2026, as at 22-Nov-2026 09:00, made by Test lead/,
  )
  assert.ok(texts.includes('Under treatment 3 of 3'))
  assert.equal(texts.at(-1), 'None.')
})

test('F4: columns fit on the sheet, however many there are', () => {
  for (const columns of [1, 3, 5]) {
    const part = {
      ...PACK.parts[0],
      columns: Array(columns).fill('x'),
      rows: [Array(columns).fill('y')],
    }
    const table = inspectionBlocks({ ...PACK, parts: [part] }).find(({ kind }) => kind === 'table')
    assert.ok(table?.kind === 'table')
    const width = table.columns.reduce((sum, column) => sum + column.width, 0)
    assert.ok(width <= 495 && width > 480, `${width}`)
  }
})

test('F4: it prints as a PDF', async () => {
  const bytes = await printInspectionPack(PACK)
  assert.equal(new TextDecoder().decode(bytes.slice(0, 5)), '%PDF-')
})
