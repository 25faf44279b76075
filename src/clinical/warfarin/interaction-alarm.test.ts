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
