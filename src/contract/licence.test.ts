import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { blocking, type Licence } from './licence.ts'

const LICENCE: Licence = {
  name: 'Near-patient testing',
  levels: [4],
  from: day('2026-04-01'),
  until: day('2026-11-21'),
  standing: 'held',
}

for (const { on, level, blocked, known } of [
  { on: '2026-11-21', level: 4, blocked: 0, known: LICENCE },
  { on: '2026-11-22', level: 4, blocked: 1, known: LICENCE },
  { on: '2026-03-31', level: 4, blocked: 1, known: LICENCE },
  { on: '2026-11-22', level: 3, blocked: 0, known: LICENCE },
  { on: '2026-11-22', level: 4, blocked: 0, known: { ...LICENCE, standing: 'given-up' } },
] as const) {
  test(`S15: a licence of level 4 to 21-Nov-2026, ${known.standing}, keeps ${blocked === 0 ? 'nobody' : 'everybody'} from level ${level} on ${on}`, () => {
    assert.equal(blocking([known], level, day(on)).length, blocked)
  })
}
