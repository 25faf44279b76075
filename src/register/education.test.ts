import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import {
  ESSENTIAL_TOPICS,
  educationGap,
  gapInWords,
  isComplete,
  readLesson,
  TOPICS,
  type Topic,
  topicField,
} from './education.ts'

const TODAY = day('2026-11-22')
const ALL = Object.fromEntries(TOPICS.map((topic) => [topicField(topic), 'yes']))
const LESSON = {
  ...ALL,
  taughtOn: TODAY,
  taught: 'patient',
  taughtBy: 'Jo Whitfield',
  booklet: 'given',
  understood: 'yes',
}

type Typed = Readonly<Record<string, string>>

/** How many topics were read, or each field with the code of what is wrong with it. */
function answerTo(typed: Typed): string {
  const read = readLesson(typed, TODAY)
  if (read.kind === 'lesson') return `${read.lesson.topics.length} topics`
  return read.findings.map(({ field, code }) => `${field}: ${code}`).join(', ')
}

describe('a lesson says who was taught what, by whom, and whether it was understood', () => {
  const none = Object.fromEntries(TOPICS.map((topic) => [topicField(topic), '']))
  const cases: readonly (readonly [string, Typed, string])[] = [
    ['all of it', LESSON, '11 topics'],
    ['one topic', { ...LESSON, ...none, 'topic-bleeding': 'yes' }, '1 topics'],
    ['no topic', { ...LESSON, ...none }, 'topics: required'],
    ['nobody taught', { ...LESSON, taught: '' }, 'taught: required'],
    ['a carer without a name', { ...LESSON, taught: 'carer' }, 'taughtName: required'],
    ['a carer', { ...LESSON, taught: 'carer', taughtName: 'Ann, daughter' }, '11 topics'],
    ['nobody teaching', { ...LESSON, taughtBy: ' ' }, 'taughtBy: required'],
    ['a booklet not answered', { ...LESSON, booklet: '' }, 'booklet: required'],
    ['understanding not answered', { ...LESSON, understood: 'maybe' }, 'understood: required'],
    ['partly, without words', { ...LESSON, understood: 'partly' }, 'note: required'],
    ['partly, in words', { ...LESSON, understood: 'partly', note: 'Missed doses' }, '11 topics'],
    ['tomorrow', { ...LESSON, taughtOn: addDays(TODAY, 1) }, 'taughtOn: in-future'],
    ['no day', { ...LESSON, taughtOn: '' }, 'taughtOn: required'],
    ['no such day', { ...LESSON, taughtOn: '2026-02-30' }, 'taughtOn: no-such-day'],
  ]
  for (const [what, typed, answer] of cases) {
    test(`${what}: ${answer}`, () => assert.equal(answerTo(typed), answer))
  }
})

const lesson = (
  topics: readonly Topic[],
  booklet: 'given' | 'not-given' = 'given',
  understood: 'yes' | 'no' = 'yes',
) => ({
  topics,
  booklet,
  understood,
})

test('education is complete when every essential topic, a booklet and understanding are there, over several lessons', () => {
  const [first, ...rest] = ESSENTIAL_TOPICS
  assert(first !== undefined)
  assert.equal(isComplete(educationGap([])), false)
  assert.equal(isComplete(educationGap([lesson(ESSENTIAL_TOPICS)])), true)
  assert.equal(isComplete(educationGap([lesson(rest)])), false)
  assert.equal(isComplete(educationGap([lesson(rest), lesson([first], 'not-given')])), true)
  assert.equal(isComplete(educationGap([lesson(ESSENTIAL_TOPICS, 'not-given')])), false)
  assert.equal(isComplete(educationGap([lesson(ESSENTIAL_TOPICS, 'given', 'no')])), false)
})

test('what is missing is named', () => {
  const gap = educationGap([lesson(ESSENTIAL_TOPICS.slice(1), 'not-given', 'no')])
  assert.equal(
    gapInWords(gap),
    'not taught: Why it is taken, and for how long; no booklet; not yet understood',
  )
})

test('another lesson never takes back a topic or a booklet', () => {
  const anyLesson = fc.record({
    topics: fc.subarray([...TOPICS]),
    booklet: fc.constantFrom('given' as const, 'has-one' as const, 'not-given' as const),
    understood: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const),
  })
  fc.assert(
    fc.property(fc.array(anyLesson), anyLesson, (before, next) => {
      const [was, is] = [educationGap(before), educationGap([...before, next])]
      assert(is.topics.every((topic) => was.topics.includes(topic)))
      assert(!is.booklet || was.booklet)
      assert.equal(is.understood, next.understood !== 'yes')
    }),
  )
})
