// A clinic in which heparin is given beside warfarin, and the small deeds around it.
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { findEpisode } from '#store/episodes.ts'
import { openTasksOf } from '#store/tasks.ts'
import type { TestClinic } from '#test/clinic.ts'
import type { Person } from '#test/every-absence.ts'
import { said } from '#test/store/doac-desk.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { planEpisode } from '#workflow/plan-episode.ts'

type Fields = Readonly<Record<string, string>>

/** A plan of heparin around a new pulmonary embolism, from today. */
export const HEPARIN: Fields = {
  medicine: 'heparin',
  indication: 'pulmonary-embolism',
  clinicalReason: 'Until warfarin acts',
  startedOn: '2026-11-22',
  duration: 'until',
  stopOn: '2026-12-01',
  howStarted: 'initiated-here',
  managementPlan: 'Given by the district nurses',
}

export function bridgeDesk(clinic: TestClinic) {
  const run = async (act: AnyAct, asked: Fields, role: Role): Promise<string> =>
    said(await act.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), asked))
  const episode = async (id: string) => {
    const found = await clinic.inTx((tx) => findEpisode(tx, id))
    if (found === undefined) throw new Error('no such course')
    return found
  }
  /** Somebody who is started on warfarin for a pulmonary embolism. */
  const onWarfarin = async (
    known: Parameters<TestClinic['addEpisode']>[1] = {},
  ): Promise<Person> => {
    const patientId = await clinic.addPatient()
    const started = { phase: 'initiating', startedOn: day('2026-11-22') } as const
    const indication = 'pulmonary-embolism'
    const episodeId = await clinic.addEpisode(patientId, { ...started, indication, ...known })
    return { patientId, episodeId }
  }
  /** Plans heparin for this person; answers its course, or what was said against it. */
  const plan = async ({ patientId }: Person, rest: Fields = {}, role: Role = 'nurse') => {
    const caller = clinic.callerOf(role)
    const asked = { ...HEPARIN, ...rest, patientId }
    const outcome = await planEpisode.run(clinic.house, caller, crypto.randomUUID(), asked)
    return { says: said(outcome), id: outcome.kind === 'done' ? (outcome.subject ?? '') : '' }
  }
  const activate = async (episodeId: string, rest: Fields = {}, role: Role = 'prescriber') => {
    const { version } = await episode(episodeId)
    const next = { phase: 'initiating', nextTestOn: '2026-11-24' }
    return run(activateEpisode, { ...next, version: `${version}`, ...rest, episodeId }, role)
  }
  /** Heparin that is given beside the warfarin of this person. */
  const given = async (who: Person): Promise<string> => {
    const planned = await plan(who)
    const active = await activate(planned.id)
    if (active !== 'done') throw new Error(`${planned.says}, ${active}`)
    return planned.id
  }
  const edit = async (episodeId: string, rest: Fields, role: Role = 'prescriber') => {
    const { version, plan: stands } = await episode(episodeId)
    const typed = { ...typedPlan(stands), version: `${version}`, changeReason: 'INR rises slowly' }
    return run(editEpisode, { ...typed, ...rest, episodeId }, role)
  }
  const until = (on: string): Fields => typedBoxes('stopOn', day(on))
  const end = async (episodeId: string, rest: Fields = {}, role: Role = 'prescriber') => {
    const { version } = await episode(episodeId)
    const asked = { reason: 'course-complete', endedOn: '2026-11-22', version: `${version}` }
    return run(endEpisode, { ...asked, ...rest, episodeId }, role)
  }
  /** The tasks of this kind that are open on a course. */
  const tasks = async (episodeId: string) =>
    (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).filter(
      ({ kind }) => kind === 'bridging',
    )
  const to = (instant: string) => clinic.clock.set(instant)
  return { onWarfarin, plan, activate, given, edit, until, end, tasks, episode, to }
}
