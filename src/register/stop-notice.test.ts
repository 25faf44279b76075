import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { END_REASONS } from './phases.ts'
import { isToBeTold, noticeWords } from './stop-notice.ts'

const STOPPED = {
  medicine: 'warfarin',
  lastOn: day('2026-11-22'),
  because: 'Bleed or other adverse event',
  takenNow: [],
  paused: [],
  from: 'Hallam Surgery, telephone 01632 960077',
}

test('H18: the practice is asked to stop the repeats, the pharmacy to dispense no more, and both to confirm it', () => {
  for (const [to, asked] of [
    ['practice', /take every repeat prescription of warfarin off today/],
    ['pharmacy', /dispense no more warfarin/],
  ] as const) {
    const words = noticeWords(STOPPED, to)
    assert.equal(
      words[0]?.startsWith('Warfarin is stopped. Last day of treatment: 22-Nov-2026.'),
      true,
    )
    assert.equal(words[1], 'This service gives no other anticoagulant now.')
    assert.match(words.join('\n'), asked)
    assert.match(words.at(-1) ?? '', /confirm this to Hallam Surgery, telephone 01632 960077/)
    assert.equal(words.join().includes('adverse event'), to === 'practice')
  }
  const both = noticeWords({ ...STOPPED, takenNow: ['apixaban', 'heparin'] }, 'pharmacy')
  assert.equal(both[1], 'Taken now: apixaban and heparin.')
  const paused = noticeWords(
    { ...STOPPED, takenNow: ['heparin'], paused: ['apixaban'] },
    'practice',
  )
  assert.equal(
    paused[1],
    'Taken now: heparin. Paused by this service, not to be taken until it says so: apixaban.',
  )
  assert.match(
    noticeWords({ ...STOPPED, paused: ['apixaban'] }, 'pharmacy')[1] ?? '',
    /^This service gives no other anticoagulant now\. Paused .*: apixaban\.$/,
  )
})

test('H18: a course that was taken is told when it ends, whatever the reason, but for death, another service and an error', () => {
  const untold = END_REASONS.filter((reason) => !isToBeTold('maintaining', reason))
  assert.deepEqual(untold, ['transferred-out', 'died', 'entered-in-error'])
  for (const phase of ['initiating', 'suspended'] as const) {
    assert.ok(isToBeTold(phase, 'changed-medicine'))
  }
  for (const phase of ['referred', 'accepted'] as const) {
    assert.ok(!isToBeTold(phase, 'patient-choice'))
  }
})
