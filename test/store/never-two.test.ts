import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays, londonDay } from '#base/day.ts'
import { episodesOf } from '#store/episodes.ts'
import { switchesOf } from '#store/switches.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type Person, recordsOf } from '#test/every-absence.ts'
import { OVERLAP } from '#test/store/overlap-fields.ts'
import { CONFIRMED, switchDesk } from '#test/store/switch-desk.ts'
import { TYPED } from '#test/store/warfarin-desk.ts'
import { abandonSwitch } from '#workflow/abandon-switch.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { beginOverlap } from '#workflow/begin-overlap.ts'
import { confirmRemoval } from '#workflow/confirm-removal.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { extendOverlap } from '#workflow/extend-overlap.ts'
import { finishOverlap } from '#workflow/finish-overlap.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { planOverlap } from '#workflow/plan-overlap.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { stopForChange } from '#workflow/stop-for-change.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { switchMedicine } from '#workflow/switch-medicine.ts'

// Acts in any order on one person, as real acts on a real database: never two anticoagulants but in a running overlap.

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

type Fields = Readonly<Record<string, string>>
const today = () => londonDay(clinic.clock.now())
const inDays = (days: number): string => addDays(today(), days)

const COURSE: Fields = {
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  duration: 'long-term',
  howStarted: 'initiated-here',
  managementPlan: 'Bloods at each review',
}
const APIXABAN: Fields = { ...COURSE, medicine: 'apixaban', doacMg: '5', doacTimes: '2' }
const { fromOn: _from, untilOn: _until, note: _note, ...OF_WARFARIN } = OVERLAP
const WARFARIN: Fields = { ...COURSE, ...OF_WARFARIN, medicine: 'warfarin' }

/** What each step asks, on the day it is asked. */
const STEPS: Readonly<Record<string, readonly [AnyAct, () => Fields]>> = {
  planOverlap: [planOverlap, () => ({ ...OVERLAP, fromOn: inDays(0), untilOn: inDays(12) })],
  begin: [beginOverlap, () => ({ nextTestOn: inDays(3) })],
  extend: [extendOverlap, () => ({ untilOn: inDays(13), note: 'Slow' })],
  finish: [finishOverlap, () => ({ stoppedOn: inDays(0), beforeDose: 'yes', workSeen: 'yes' })],
  early: [
    finishOverlap,
    () => ({ stoppedOn: inDays(0), early: 'bleeding', note: 'Bled', workSeen: 'yes' }),
  ],
  abandon: [abandonSwitch, () => ({ because: 'other', note: 'Stays' })],
  confirm: [confirmRemoval, () => CONFIRMED],
  stop: [
    stopForChange,
    () => ({
      medicine: 'apixaban',
      stoppedOn: inDays(0),
      nextTestOn: inDays(2),
      untilOn: inDays(6),
      note: 'Told',
    }),
  ],
  change: [
    switchMedicine,
    () => ({ ...TYPED, stoppedOn: inDays(0), nextTestOn: inDays(28), workSeen: 'yes' }),
  ],
  end: [endEpisode, () => ({ endedOn: inDays(0), reason: 'changed-medicine', note: 'Other' })],
  suspend: [suspendEpisode, () => ({ until: inDays(5), reason: 'procedure', note: '' })],
  resume: [resumeEpisode, () => ({ phase: 'maintaining', nextTestOn: inDays(5) })],
  activate: [activateEpisode, () => ({ phase: 'maintaining', nextTestOn: inDays(28) })],
  initiate: [
    activateEpisode,
    () => ({ phase: 'initiating', nextTestOn: inDays(5), withoutOverlap: 'adverse-event' }),
  ],
}

const WRITES: Readonly<Record<string, Fields>> = { apixaban: APIXABAN, warfarin: WARFARIN }
const moves = fc.constantFrom(
  ...Object.keys(STEPS),
  ...Object.keys(WRITES),
  'a day',
  'a week',
  'low INR',
  'INR in range',
)

/** Takes one move; a refusal is an answer, an exception is not. */
async function take(who: Person, move: string, nth: number): Promise<void> {
  const prescriber = clinic.callerOf('prescriber')
  const key = () => crypto.randomUUID()
  if (move === 'a day') clinic.clock.advance(86_400_000)
  else if (move === 'a week') clinic.clock.advance(7 * 86_400_000)
  else clinic.clock.advance(60_000)
  const episodes = await clinic.inTx((tx) => episodesOf(tx, who.patientId))
  const written = WRITES[move]
  if (written !== undefined) {
    const dated = { startedOn: inDays(0), reviewOn: inDays(200), patientId: who.patientId }
    await planEpisode.run(clinic.house, prescriber, key(), { ...written, ...dated })
    return
  }
  const step = STEPS[move]
  if (step !== undefined) {
    const [act, fields] = step
    const episode = episodes[nth % Math.max(episodes.length, 1)]
    const asked = { ...fields(), episodeId: episode?.id ?? '', version: `${episode?.version ?? 1}` }
    await act.run(clinic.house, prescriber, key(), asked)
    return
  }
  const warfarin = episodes.find(
    ({ plan, phase }) => plan.medicine === 'warfarin' && phase !== 'ended',
  )
  if (warfarin === undefined || !move.includes('INR')) return
  const course = { patientId: who.patientId, episodeId: warfarin.id }
  await recordsOf(clinic).results(course, { [today()]: move === 'low INR' ? 17 : 24 })
}

const ACTIVE: readonly string[] = ['initiating', 'maintaining', 'suspended']

async function atMostOne({ patientId }: Person): Promise<void> {
  const [episodes, changes] = await clinic.inTx((tx) =>
    Promise.all([episodesOf(tx, patientId), switchesOf(tx, patientId)]),
  )
  const active = episodes.filter(({ phase }) => ACTIVE.includes(phase))
  if (active.length <= 1) return
  const overlap = changes.find(({ state }) => state === 'overlapping')
  assert.ok(overlap !== undefined, 'two are active and no plan overlaps')
  assert.deepEqual(
    active.map(({ id }) => id).toSorted(),
    [overlap.oldEpisodeId, overlap.newEpisodeId].toSorted(),
  )
}

test('H18: whatever acts are done in whatever order, never two anticoagulants but in a running overlap', async () => {
  const reached = new Set<string>()
  const walk = fc.array(fc.tuple(moves, fc.nat(3)), { minLength: 10, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      clinic.clock.set('2026-11-22T09:00:00.000Z')
      const who = await switchDesk(clinic).onDoac()
      for (const [move, nth] of [['planOverlap', 0], ['begin', 0], ...steps] as const) {
        await take(who, move, nth)
        await atMostOne(who)
        const changes = await clinic.inTx((tx) => switchesOf(tx, who.patientId))
        for (const { way, state } of changes) reached.add(`${way} ${state}`)
      }
    }),
    { numRuns: 25, seed: 20_261_127 },
  )
  for (const state of ['overlap overlapping', 'overlap finished', 'overlap abandoned']) {
    assert.ok(reached.has(state), `${state} was never reached: ${[...reached].join()}`)
  }
})
