import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerDueAt, overdueIfSentBy } from './text-answer.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const minutes = (count: number) => count * 60_000

test('H16: an answer is due 2 hours after the first text, and none is due where none was sent', () => {
  assert.equal(answerDueAt([]), undefined)
  assert.equal(answerDueAt([NOON]), Date.parse('2026-11-22T14:00:00Z'))
  assert.equal(answerDueAt([NOON + minutes(90), NOON]), Date.parse('2026-11-22T14:00:00Z'))
})

test('H16: what the page says is due and what the list finds overdue are one thing, however often it is sent', () => {
  const instant = fc.integer({ min: NOON - minutes(600), max: NOON + minutes(600) })
  fc.assert(
    fc.property(fc.array(instant, { minLength: 1, maxLength: 5 }), instant, (sent, now) => {
      const first = Math.min(...sent)
      assert.equal((answerDueAt(sent) ?? 0) <= now, first <= overdueIfSentBy(now))
      assert.equal(answerDueAt([...sent, first + 1]), answerDueAt(sent))
    }),
  )
})
