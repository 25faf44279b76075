import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { type Lane, turnstile } from './turnstile.ts'

/** Somebody who has entered and works until told to end. */
function worker(stile: ReturnType<typeof turnstile>, lane: Lane, name: string, done: string[]) {
  const place = stile.enter(lane)
  if (place === undefined) return undefined
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const all = place
    .inTurn(async () => {
      done.push(name)
      await ended
    })
    .finally(place.leave)
  return {
    end: async () => {
      end()
      await all
      await turn()
    },
  }
}

test('SR-44: few passwords are looked at at once, at an address where somebody has signed in before any other', async () => {
  const stile = turnstile({ atOnce: 1, doubtfulAtOnce: 1, inLane: 3 })
  const done: string[] = []
  const lanes = ['doubtful', 'doubtful', 'new', 'known'] as const
  const workers = lanes.map((lane, nth) => worker(stile, lane, `${lane} ${nth}`, done))
  await turn()
  const order = ['doubtful 0', 'known 3', 'new 2', 'doubtful 1']
  for (const [nth, next] of [0, 3, 2, 1].entries()) {
    assert.deepEqual(done, order.slice(0, nth + 1))
    await workers[next]?.end()
  }
})

test('SR-44: a lane that is full lets nobody in until somebody leaves, and keeps nobody of the other lane out', async () => {
  const stile = turnstile({ atOnce: 1, doubtfulAtOnce: 1, inLane: 2 })
  const done: string[] = []
  const first = worker(stile, 'doubtful', 'first', done)
  const second = worker(stile, 'doubtful', 'second', done)
  assert.equal(stile.enter('doubtful'), undefined)
  const known = stile.enter('known')
  assert.ok(known)
  known.leave()
  await first?.end()
  const third = worker(stile, 'doubtful', 'third', done)
  assert.ok(third)
  await second?.end()
  await third.end()
  assert.deepEqual(done, ['first', 'second', 'third'])
})

test('work that throws gives its turn on', async () => {
  const stile = turnstile({ atOnce: 1, doubtfulAtOnce: 1, inLane: 2 })
  const place = stile.enter('new')
  assert.ok(place)
  await assert.rejects(
    place.inTurn(() => Promise.reject(new Error('broken'))),
    /broken/,
  )
  assert.equal(await place.inTurn(async () => 'next'), 'next')
})

test('SR-44: whoever guesses leaves room beside them', async () => {
  const stile = turnstile({ atOnce: 2, doubtfulAtOnce: 1, inLane: 3 })
  const done: string[] = []
  const first = worker(stile, 'doubtful', 'first', done)
  const second = worker(stile, 'doubtful', 'second', done)
  await turn()
  assert.deepEqual(done, ['first'])
  const other = worker(stile, 'new', 'other', done)
  await turn()
  assert.deepEqual(done, ['first', 'other'])
  await first?.end()
  assert.deepEqual(done, ['first', 'other', 'second'])
  await Promise.all([second?.end(), other?.end()])
})
