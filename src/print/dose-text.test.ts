import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { fitsInto, ROOM_ALONE, ROOM_OF_SEVERAL } from '#base/text-message.ts'
import { ug } from '#clinical/dose.ts'
import { doseLines } from '#clinical/dose-lines.ts'
import { INDICATIONS } from '#clinical/indications.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { meanDailyUg } from '#clinical/week-plan.ts'
import { dosePageOf } from '#test/print/a-dose-page.ts'
import type { DosePage } from './dose-page.ts'
import { doseText, MOST_MESSAGES, type TextOrder } from './dose-text.ts'

const FROM = day('2026-11-25')
const ORDER: TextOrder = { initials: 'DW', replacesText: false, earlierText: false }

type Given = Partial<DosePage> & {
  readonly dailyUg?: number
  readonly omitDays?: number
  readonly untilTest?: number
}

function aPage({ dailyUg = 5000, omitDays = 0, untilTest = 28, ...given }: Given = {}): DosePage {
  const nextTest = addDays(FROM, untilTest)
  const tabletSet: TabletSet = { strengths: [3000, 1000], halves: false }
  const replaces = { sequence: 11, savedOn: day('2026-10-28') }
  return dosePageOf({ from: FROM, nextTest, omitDays, dailyUg, tabletSet }, { replaces, ...given })
}

function messagesOf(page: DosePage, order: TextOrder = ORDER): readonly string[] {
  const text = doseText(page, order)
  assert(text.kind === 'messages', JSON.stringify(text))
  return text.messages
}

test('H16: the text says whose dose it is by initials, what it replaces, the dates in mg, the test and whom to ring', () => {
  assert.deepEqual(messagesOf(aPage()), [
    'Warfarin for DW 25 Nov 2026, 1 of 2.\nReplaces the dose of 28 Oct 2026.\nWed 25 Nov to Wed 30 Dec: 5 mg once a day\nmg means milligrams, not tablets.',
    'Warfarin for DW 25 Nov 2026, 2 of 2.\nNext blood test: 23 Dec 2026 09:40.\nIf your test is late, ring Hallam Surgery, 01632 960001.',
  ])
})

test('H16: it names the text that it replaces where that one was acknowledged, and nothing where it is the first', () => {
  const [again = ''] = messagesOf(aPage(), { ...ORDER, replacesText: true })
  assert.match(again, /\nReplaces the text of 28 Oct 2026\.\n/)
  const [older = ''] = messagesOf(aPage(), { ...ORDER, earlierText: true })
  assert.match(older, /\nReplaces the dose of 28 Oct 2026 and any earlier text\.\n/)
  assert.doesNotMatch(messagesOf(aPage({ replaces: undefined })).join('\n'), /Replaces/)
})

test('a dose that goes into one message has no number, nor a time that is not booked', () => {
  const provider = { name: 'Us', telephone: '1' }
  const nextTest = { on: day('2026-12-23'), at: '' }
  const short = aPage({ replaces: undefined, provider, nextTest, medicine: 'war' })
  const [only = '', ...others] = messagesOf({ ...short, days: short.days.slice(0, 1) })
  assert.deepEqual(others, [])
  assert.equal(
    only,
    'War for DW 25 Nov 2026.\nWed 25 Nov: 5 mg\nmg means milligrams, not tablets.\nNext blood test: 23 Dec 2026.\nIf your test is late, ring Us, 1.',
  )
})

test('H12: where the dates end without a dose, it says that there is none after them either', () => {
  const until = aPage({ omitDays: 2, untilTest: 2 })
  const withheld = messagesOf({ ...until, days: until.days.slice(0, 2) }).join('\n')
  assert.match(withheld, /\nFrom 27 Nov 2026 no warfarin until we tell you the dose\./)
  assert.doesNotMatch(messagesOf(aPage({ omitDays: 2 })).join('\n'), /until we tell you/)
})

test('initials that need another alphabet are left out, so that the dose has room', () => {
  const [first = ''] = messagesOf(aPage(), { ...ORDER, initials: 'Жж' })
  assert.match(first, /^Warfarin 25 Nov 2026, 1 of 2\./)
  assert.match(messagesOf(aPage(), { ...ORDER, initials: '' })[0] ?? '', /^Warfarin 25 Nov/)
})

const provider = (name: string) => ({ name, telephone: '01632 960001' })

for (const [because, given] of [
  ['too-long', { provider: provider('S'.repeat(120)) }],
  ['too-long', { provider: provider('Ŷ') }],
  ['two-anticoagulants', { beside: { medicine: 'heparin', taken: 'heparin', untilOn: FROM } }],
  ['procedure', { procedure: { from: FROM, to: FROM } }],
] as const) {
  test(`D4.80: ${because}: the answer is a letter`, () => {
    assert.deepEqual(doseText(aPage(given), ORDER), { kind: 'letter', because })
  })
}

test('D4.80: dates that go on into a fourth message are a letter', () => {
  const { days } = aPage({ untilTest: 60 })
  const doses = (count: number) =>
    days.slice(0, count).map((each, at) => ({ ...each, ug: ug(1000 + 500 * at) }))
  const lengths = Array.from({ length: 30 }, (_, at) => {
    const text = doseText(aPage({ days: doses(at + 1) }), ORDER)
    return text.kind === 'messages' ? text.messages.length : text.because
  })
  assert.deepEqual([...new Set(lengths)], [2, 3, 'too-long'])
  assert.equal(MOST_MESSAGES, 3)
})

test('D4.80: no message is cut by a telephone, and no line of a date by a message', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 7, max: 84 }),
      fc.string({ minLength: 1, maxLength: 60 }),
      (mg, extra, untilTest, name) => {
        const week = mg * 7 + extra
        const page = aPage({
          dailyUg: meanDailyUg(ug(week * 1000)),
          untilTest,
          provider: provider(name.replaceAll(/\s/g, ' ')),
        })
        const text = doseText(page, ORDER)
        if (text.kind === 'letter') return
        const { messages } = text
        assert.ok(messages.length <= MOST_MESSAGES)
        const room = messages.length === 1 ? ROOM_ALONE : ROOM_OF_SEVERAL
        for (const message of messages) assert.ok(fitsInto(room, message), message)
        const said = messages.flatMap((message) => message.split('\n').slice(1))
        const lines = doseLines(page.days, 'warfarin')
        assert.deepEqual(
          said.filter((line) => lines.includes(line)),
          lines,
        )
      },
    ),
    { numRuns: 200 },
  )
})

test('H16: neither the NHS number nor what it is taken for, the birthday or the whole name is in a text, whoever it is', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 })
  const word = fc.stringMatching(/^[A-Z][a-z]{5,12}$/)
  fc.assert(
    fc.property(
      digits,
      word,
      word,
      fc.constantFrom(...INDICATIONS.map(({ label }) => label)),
      (number, family, given, indication) => {
        const joined = number.join('')
        const spaced = `${joined.slice(0, 3)} ${joined.slice(3, 6)} ${joined.slice(6)}`
        const name = `${family.toUpperCase()}, ${given}`
        const patient = { name, dateOfBirth: day('1931-07-19'), nhsNumber: spaced }
        const page = aPage({ patient, indication, instructions: `${indication} ${spaced}` })
        const words = messagesOf(page).join('\n')
        for (const never of [joined, spaced, family, family.toUpperCase(), given, '1931', '2.5'])
          assert.ok(!words.includes(never), never)
        assert.ok(!words.toLowerCase().includes(indication.toLowerCase()), indication)
      },
    ),
    { numRuns: 200 },
  )
})
