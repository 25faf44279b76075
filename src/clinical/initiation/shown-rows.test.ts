import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { someAnswers } from '#test/clinical/a-visit.ts'
import {
  adviceOn,
  days,
  FIRST_ON,
  type Initiating,
  initiating,
} from '#test/clinical/an-initiation.ts'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import { ifNotTested, nextDate } from './advise-initiation.ts'
import { INITIATION_ALARM_TITLES, isInitiationAlarm } from './initiation-alarms.ts'
import { INITIATION_CARDS } from './initiation-cards.ts'
import { JANES } from './janes.ts'
import { OATES } from './oates.ts'
import { lastDayOf, positionOf } from './position.ts'
import { NO_LOWEST } from './protocol.ts'
import { answerInWords, inrInWords, nextInWords, shownRows } from './shown-rows.ts'
import { INITIATION_TABLES } from './tables.ts'

const DAY_8: Initiating = { protocol: 'janes', day: 8, inr: 15, taken: days(7, 3) }

describe('H08: the rows beside a suggestion of an initiation', () => {
  test('are those of its day as the source prints them, with the one that holds', () => {
    assert.deepEqual(
      shownRows(initiating(DAY_8)).map(({ inr, answer, next, isThis }) => [
        inr,
        answer,
        next,
        isThis,
      ]),
      [
        ['below 1.4', '6 mg a day', 'day 15', false],
        ['1.4 to 1.5', '5 mg a day', 'day 15', true],
        ['1.6 to 1.8', '4 mg a day', 'day 15', false],
        ['1.9 to 2.1', '3 mg a day', 'day 15', false],
        ['2.2 to 2.5', '2.5 mg a day', 'day 15', false],
        ['2.6 to 2.7', '2 mg a day', 'day 15', false],
        [
          '2.8 to 3.0',
          'A person decides. INR 2.8 to 3.0 on day 8: omit 1 or 2 days, then 1 mg a day.',
          '',
          false,
        ],
        [
          '3.1 or more',
          'A person decides. INR above 3.0 on day 8: stop, find the cause, repeat in 3 to 5 days, restart 1 mg a day if indicated.',
          '',
          false,
        ],
      ],
    )
  })

  test('H04: a limit of a meter is in no row', () => {
    const rows = shownRows(initiating({ ...DAY_8, inr: { comparator: '>', tenths: 15 } }))
    assert.ok(rows.length > 0 && rows.every(({ isThis }) => !isThis))
  })

  test('there are none without a protocol, in another version, on another day, or when nobody is meant', () => {
    const { initiation: _none, ...without } = initiating(DAY_8)
    assert.deepEqual(shownRows(without), [])
    assert.deepEqual(shownRows(initiating({ ...DAY_8, who: { version: 2 } })), [])
    assert.deepEqual(shownRows(initiating({ ...DAY_8, day: 9, taken: days(8, 3) })), [])
    const oates = { protocol: 'oates', day: 14, inr: 20, taken: days(13, 2) } as const
    assert.ok(shownRows(initiating(oates)).length > 0)
    assert.deepEqual(shownRows(initiating({ ...oates, who: { sex: 'not-known' } })), [])
  })

  test('a row of a single INR, and a next test in so many days, on a day, or the next fixed one', () => {
    const answer = { kind: 'person', action: 'Stop.' } as const
    assert.equal(inrInWords({ fromTenths: 21, belowTenths: 22, answer }), '2.1')
    assert.equal(inrInWords({ fromTenths: 21, belowTenths: 23, answer }), '2.1 to 2.2')
    assert.equal(inrInWords({ fromTenths: NO_LOWEST, belowTenths: 22, answer }), 'below 2.2')
    assert.equal(inrInWords({ fromTenths: 41, belowTenths: 'no-limit', answer }), '4.1 or more')
    assert.equal(answerInWords(answer), 'A person decides. Stop.')
    assert.equal(nextInWords({ kind: 'in', days: 3 }), 'in 3 days')
    assert.equal(nextInWords({ kind: 'day', day: 14 }), 'day 14')
    assert.equal(nextInWords({ kind: 'next-fixed' }), 'the next fixed day')
  })
})

describe('H12: when the next test of an initiation is', () => {
  const on = (day: number) => {
    const visit = initiating({ protocol: 'oates', day, inr: 20, taken: days(day - 1, 2) })
    assert(visit.initiation !== undefined)
    return { ...visit, initiation: visit.initiation }
  }
  const lastDay = lastDayOf(OATES)

  test('the next fixed day, and nobody knows past the last one', () => {
    assert.equal(
      nextDate(on(1), OATES, 1, { kind: 'next-fixed' }),
      addDays(FIRST_ON, (OATES.steps[1]?.day ?? 0) - 1),
    )
    assert.equal(
      nextDate(on(lastDay), OATES, lastDay, { kind: 'next-fixed' }),
      'beyond-the-protocol',
    )
  })

  test('so many days from today, or a day of the protocol', () => {
    assert.equal(nextDate(on(20), JANES, 20, { kind: 'in', days: 7 }), addDays(FIRST_ON, 26))
    assert.equal(nextDate(on(8), JANES, 8, { kind: 'day', day: 15 }), addDays(FIRST_ON, 14))
    assert.equal(nextDate(on(11), OATES, 11, { kind: 'in', days: 3 }), addDays(FIRST_ON, 13))
    assert.equal(nextDate(on(12), OATES, 12, { kind: 'in', days: 3 }), 'beyond-the-protocol')
  })

  test('if it does not happen: what the step says, nothing before the first, the same after the last', () => {
    assert.equal(ifNotTested(OATES, 0), 'none')
    assert.equal(ifNotTested({ ...OATES, steps: [] }, 1), 'same')
    for (const { steps, ...rest } of Object.values(INITIATION_TABLES)) {
      const table = { ...rest, steps }
      for (const step of steps.slice(0, -1)) {
        assert.equal(ifNotTested(table, step.day), step.ifNotTested)
      }
      assert.equal(ifNotTested(table, lastDayOf(table)), 'same')
    }
  })

  test('a table without steps ends on its first day, and a dose before its first step is not of it', () => {
    assert.equal(lastDayOf({ ...OATES, steps: [] }), 1)
    const visit = on(7)
    const late = { ...OATES, steps: OATES.steps.filter(({ day }) => day > 1) }
    assert.deepEqual(positionOf(late, visit.initiation, visit), {
      kind: 'off',
      day: 7,
      because: 'doses-not-of-protocol',
    })
  })
})

describe('what is said beside a dose of an initiation', () => {
  const notesOf = (changes: Partial<ReturnType<typeof someAnswers>>) => {
    const today = addDays(FIRST_ON, 6)
    const answers = { ...someAnswers(ug(2000)), answeredOn: today, ...changes }
    const advice = adviceOn({
      protocol: 'oates',
      day: 7,
      inr: 20,
      taken: days(6, 2),
      visit: { answers },
    })
    return advice.kind === 'dose' ? advice.notes : []
  }
  const LOOK =
    'Illness, or a change of medicine, alcohol or diet, can move the INR: look closely at the next test.'
  const ASK = 'A procedure is planned. Ask whether warfarin should start before it.'

  test('illness, a changed medicine and a procedure, each by itself', () => {
    assert.deepEqual(notesOf({}), [])
    assert.deepEqual(notesOf({ illness: true }), [LOOK])
    assert.deepEqual(notesOf({ medicinesChanged: 'changed-other' }), [LOOK])
    assert.deepEqual(notesOf({ procedurePlanned: true }), [ASK])
    assert.deepEqual(notesOf({ illness: true, procedurePlanned: true }), [LOOK, ASK])
  })
})

test('H17: an alarm of an initiation is told from every other, and no word is missing from any', () => {
  const codes = Object.keys(INITIATION_ALARM_TITLES)
  assert.equal(codes.length, 5)
  assert.ok(codes.every(isInitiationAlarm))
  assert.deepEqual(['initiating', 'inr-above-8', 'toString'].filter(isInitiationAlarm), [])
  const tables = { INITIATION_ALARM_TITLES, INITIATION_CARDS, INITIATION_TABLES }
  assert.deepEqual(textsWithoutWords(tables), [])
})
