import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { INTERACTIONS } from '#clinical/interactions.ts'
import { type MedicineForm, readMedicines } from '#clinical/medicine-changes.ts'
import { rememberedMedicines } from '#clinical/remembered-medicines.ts'
import { aVisit, someAnswers, TODAY } from '#test/clinical/a-visit.ts'
import { advise } from './advise.ts'
import { alarmsOf } from './alarms.ts'
import {
  actingMedicines,
  changeInWords,
  interactionAlarm,
  rememberedRule,
  spanInWords,
} from './interaction-alarm.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const named = (form: MedicineForm) => readMedicines(form, TODAY).medicines
const started = (medicine: string, on = '2026-11-22') =>
  named({ medicinesChanged: 'started', medicine, medicineOn: on, medicineOther: 'yes' })

const visitWith = (medicines: ReturnType<typeof named>) =>
  aVisit({
    answers: someAnswers(ug(5000), { medicinesChanged: 'started-interacting', medicines }),
  })

describe('H21: a named medicine', () => {
  for (const { name, effect } of INTERACTIONS) {
    test(`${name} started: no dose, its own advice, its published interval`, () => {
      const medicines = started(name)
      const [alarm, ...more] = alarmsOf(visitWith(medicines), DEFAULT_RULE_SET)
      assert.ok(alarm !== undefined && more.length === 0)
      const code = effect === 'anticoagulant' ? 'second-anticoagulant' : 'interacting-medicine'
      assert.equal(alarm.code, code)
      assert.match(alarm.title, /started 22-Nov-2026/)
      assert.match(alarm.action, /Test (?:from|on) \d\d-\w{3}-2026/)
      assert.ok(alarm.source.length > 0 && (alarm.retestWithinDays ?? 99) <= 7)
      assert.equal(advise(visitWith(medicines), DEFAULT_RULE_SET).kind, 'alarm')
    })
  }

  test('two medicines: both are said, and the sooner test stands', () => {
    const medicines = [...started('Carbamazepine'), ...started('Clarithromycin')]
    const [alarm] = alarmsOf(visitWith(medicines), DEFAULT_RULE_SET)
    assert.match(alarm?.title ?? '', /Carbamazepine .*; Clarithromycin /)
    assert.equal(alarm?.retestWithinDays, 3)
  })

  test('H33: a medicine that is in no list does not stop the dose, and brings the next test forward', () => {
    const medicines = started('Amlodipine', '2026-11-20')
    const visit = aVisit({
      answers: someAnswers(ug(5000), { medicinesChanged: 'changed-other', medicines }),
    })
    const advice = advise(visit, DEFAULT_RULE_SET)
    assert.equal(advice.kind === 'dose' && advice.nextTest.latestOn, '2026-11-27')
  })

  test('answers from before medicines were named still raise the alarm that they raised', () => {
    const old = aVisit({
      answers: someAnswers(ug(5000), { medicinesChanged: 'started-interacting' }),
    })
    const [alarm] = alarmsOf(old, DEFAULT_RULE_SET)
    assert.deepEqual([alarm?.code, alarm?.retestWithinDays], ['interacting-medicine', 3])
  })
})

test('H21: a remembered medicine limits the next test and stands in its reasons', () => {
  const said = readMedicines(
    { medicinesChanged: 'stopped', medicine: 'Amiodarone', medicineOn: '2026-11-01' },
    day('2026-11-02'),
  ).medicines.map((one) => ({ ...one, saidOn: day('2026-11-02') }))
  const advice = advise(aVisit({ remembered: rememberedMedicines(said, TODAY) }), DEFAULT_RULE_SET)
  assert.ok(advice.kind === 'dose')
  assert.equal(advice.nextTest.latestOn, '2026-11-29')
  assert.deepEqual(
    advice.nextTest.because.map(({ rule }) => rule),
    ['interaction-lasts:Amiodarone'],
  )
  assert.match(advice.nextTest.because[0]?.says ?? '', /Amiodarone stopped 01-Nov-2026/)
})

describe('H21: the words of a medicine that acts', () => {
  const words = (effect: Parameters<typeof changeInWords>[0]['effect']) =>
    changeInWords({ name: 'X', change: 'stopped', on: 'not-known', effect })

  test('name the change, its day or that nobody knows it, and the effect', () => {
    assert.equal(words('raises'), 'X stopped on a day not known (raises the INR)')
    assert.equal(words('lowers'), 'X stopped on a day not known (lowers the INR)')
    assert.match(words('bleeding'), /\(bleeding likelier at the same INR\)/)
    assert.match(words('unclear'), /\(effect on warfarin not known for certain\)/)
    assert.match(words('anticoagulant'), /\(a second anticoagulant\)/)
    assert.match(words('none'), /\(not in the table of interactions\)/)
    assert.equal(spanInWords(TODAY, TODAY), 'on 22-Nov-2026')
    assert.equal(spanInWords(day('2026-11-20'), TODAY), 'from 20-Nov-2026 to 22-Nov-2026')
  })

  const [clarithromycin, apixaban] = [started('Clarithromycin'), started('Apixaban')].map(
    (medicines) => actingMedicines(medicines),
  )
  assert(clarithromycin?.[0] !== undefined && apixaban?.[0] !== undefined)

  test('a medicine of an older table has its test and no advice; its source is none of ours', () => {
    const [one] = clarithromycin
    assert(one !== undefined)
    const old = {
      ...one,
      name: 'Y',
      interaction: 'no-longer-known',
      testFrom: TODAY,
      testBy: TODAY,
    }
    const alarm = interactionAlarm([old], TODAY)
    assert.equal(alarm.action, 'Y: Test on 22-Nov-2026. Decide the dose yourself.')
    assert.equal(alarm.source, '')
    assert.equal(alarm.retestWithinDays, 1)
    const remembered = { ...old, until: TODAY, test: null }
    const rule = rememberedRule(remembered, { from: TODAY, by: TODAY })
    assert.match(rule.says, /^Y started 22-Nov-2026 \(raises the INR\): its effect may last until /)
    assert.ok(rule.source.length > 0)
  })

  test('one anticoagulant among others is a second one, and its own action stands', () => {
    const alarm = interactionAlarm([...clarithromycin, ...apixaban], TODAY)
    assert.equal(alarm.code, 'second-anticoagulant')
    assert.doesNotMatch(alarm.action, /Decide the dose yourself/)
    assert.match(alarm.action, /^Clarithromycin: .+\. Test .+\. Apixaban: .+\. Test .+\. \S/)
    assert.deepEqual(
      new Set(alarm.source.split('; ')),
      new Set(
        [clarithromycin, apixaban].flatMap((one) =>
          interactionAlarm(one, TODAY).source.split('; '),
        ),
      ),
    )
    assert.match(alarm.source, /, source grade [ABCD]/)
    assert.doesNotMatch(alarm.source, /source grade none/)
  })

  test('the soonest test stands, in whichever order they are named', () => {
    const carbamazepine = actingMedicines(started('Carbamazepine'))
    const days = [
      [...clarithromycin, ...carbamazepine],
      [...carbamazepine, ...clarithromycin],
    ].map((medicines) => interactionAlarm(medicines, TODAY).retestWithinDays)
    assert.deepEqual(days, [3, 3])
  })
})
