import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { printDosePage } from '#print/dose-page.ts'
import { type PrintedDay, printedDays } from '#test/print/compare-prints.ts'
import { textOf } from '#test/print/pdf-text.ts'
import { SHEETS, TASKS_BEGIN, TASKS_END, tasksInWords } from '#tools/usability-tasks.ts'

// The protocol of the usability test (docs/safety/usability-test.md) asks what the sheets of the product answer (H14).

const PROTOCOL = readFileSync(join(import.meta.dirname, '../docs/safety/usability-test.md'), 'utf8')

test('the protocol has each task and right answer as the product makes them', () => {
  const [, written = ''] = PROTOCOL.split(TASKS_BEGIN)
  assert.equal(
    written.split(TASKS_END)[0]?.trim(),
    tasksInWords().trim(),
    'npm run usability-sheets',
  )
})

const inWords = (on: PrintedDay | undefined): string =>
  on?.dose === 'None' ? 'No tablets' : `${on?.dose}: ${on?.inKey}`

for (const { letter, page, text, tasks } of SHEETS) {
  test(`H14: each right answer of sheet ${letter} of the usability test stands on its printed sheet`, async () => {
    const lines = textOf(await printDosePage(page, page.savedAt))
    const whole = lines
      .map((line) => line.text)
      .join(' ')
      .replace(/\s+/g, ' ')
    const days = printedDays(lines)
    const evenings = tasks.filter(({ ask }) => ask.startsWith('It is the evening of'))
    assert.ok(evenings.length > 0)
    for (const { ask, answer } of evenings) {
      const [, weekday, date, month] = /evening of (\w+) (\d+) (\w+) /.exec(ask) ?? []
      const on = days.find((one) => one.date === `${date} ${month?.slice(0, 3)}`)
      assert.equal(on?.weekday, weekday, ask)
      assert.equal(inWords(on), answer, ask)
    }
    const late = tasks.at(-1)?.answer ?? ''
    const said = late.startsWith('Nothing')
      ? /If your test is late, take nothing and ring us at once/
      : /If your test is late, go on with the last dose shown and ring us/
    assert.match(whole, said)
    assert.doesNotMatch(whole, late.startsWith('Nothing') ? /go on with/ : /take nothing/)
    const next = tasks.find(({ ask }) => ask.startsWith('When is your next'))?.answer
    assert.ok(whole.includes(`Next blood test: ${next}`), next ?? 'no task')
    const missed = tasks.find(({ ask }) => ask.startsWith('You forgot'))?.answer.split(';')[0]
    assert.ok(
      missed === undefined || evenings.some(({ answer }) => answer === missed),
      missed ?? '',
    )
    assert.ok(missed === undefined || /even if a day was missed; never take a double/.test(whole))
  })

  test(`H14: the text of sheet ${letter} of the usability test names each dose of its right answers in mg`, () => {
    const whole = text.join('\n')
    for (const dose of new Set(page.days.map(({ ug }) => ug))) {
      assert.ok(dose === 0 ? /no warfarin/.test(whole) : whole.includes(`${dose / 1000} mg`), whole)
    }
  })
}

test('H14: the sheets of the usability test hold what may be misread: mg as tablets, 0.5 mg, a half, a date without a dose, none at all', () => {
  const answers = SHEETS.map(({ tasks }) => tasks.map(({ answer }) => answer).join('\n'))
  const [a = '', b = '', c = '', d = '', e = ''] = answers
  assert.match(a, /^4 mg: one 3 mg blue tablet and one 1 mg brown tablet\n/)
  assert.match(b, /^4 mg: .*\n3 mg: /)
  assert.match(c, /No tablets/)
  assert.match(c, /7\.5 mg: .*one 0\.5 mg white tablet/)
  assert.match(d, /2\.5 mg: half a 5 mg pink tablet/)
  assert.match(e, /^No tablets\n/)
  assert.equal(answers.length, 5)
})
