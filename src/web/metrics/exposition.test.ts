import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exposition } from './exposition.ts'
import { tally, timings } from './tally.ts'

test('a counter has a line for each set of labels, and what a label holds ends no line', () => {
  const acts = tally('acts_total', 'Acts.')
  acts.add({ act: 'accept-dose', outcome: 'done' })
  acts.add({ act: 'accept-dose', outcome: 'done' })
  acts.add({ act: 'a "b"\\\n', outcome: 'failed' })
  assert.equal(
    exposition([acts.family()]),
    [
      '# HELP acts_total Acts.',
      '# TYPE acts_total counter',
      'acts_total{act="accept-dose",outcome="done"} 2',
      'acts_total{act="a \\"b\\"\\\\\\n",outcome="failed"} 1',
      '',
    ].join('\n'),
  )
})

test('a histogram counts upwards: each bucket has all that was no slower', () => {
  const served = timings('took_seconds', 'How long.', [0.1, 1])
  for (const seconds of [0.0625, 0.125, 0.5, 4]) served.add({ route: '/' }, seconds)
  const lines = exposition([served.family()]).split('\n').slice(2)
  assert.deepEqual(lines, [
    'took_seconds_bucket{route="/",le="0.1"} 1',
    'took_seconds_bucket{route="/",le="1"} 3',
    'took_seconds_bucket{route="/",le="+Inf"} 4',
    'took_seconds_sum{route="/"} 4.6875',
    'took_seconds_count{route="/"} 4',
    '',
  ])
})
