// A clinic with plans around procedures, and the small deeds around them.
import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import { addDays, londonDay } from '#base/day.ts'
import { findEpisode } from '#store/episodes.ts'
import { procedureEvents } from '#store/procedure-events.ts'
import {
  type FoundProcedurePlan,
  procedurePlansOf,
  procedureVersions,
} from '#store/procedure-plans.ts'
import type { TestClinic } from '#test/clinic.ts'
import { type Person, recordsOf } from '#test/every-absence.ts'
import { said } from '#test/store/doac-desk.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { assignProcedure } from '#workflow/assign-procedure.ts'
import { decideNotRestart } from '#workflow/decide-not-restart.ts'
import { markProcedureStep } from '#workflow/mark-procedure-step.ts'
import { moveProcedure } from '#workflow/move-procedure.ts'
import { planProcedure } from '#workflow/plan-procedure.ts'
import { postponeRestart } from '#workflow/postpone-restart.ts'
import { recordProcedureInr } from '#workflow/record-procedure-inr.ts'
import { recordProcedureOutcome } from '#workflow/record-procedure-outcome.ts'
import { recordRestart } from '#workflow/record-restart.ts'

type Fields = Readonly<Record<string, string>>

/** Warfarin stopped for a procedure on Wednesday 9 December 2026, as it is proposed. */
export const WARFARIN_PLAN: Fields = {
  what: 'Hernia repair',
  askedBy: 'Surgical pre-assessment, Sister Obi',
  bleeding: 'high',
  procedureOn: '2026-12-09',
  heparin: 'no',
  heparinBy: 'Dr Rao',
  lastDoseOn: '2026-12-03',
  inrBeforeOn: '2026-12-08',
  restartOn: '2026-12-09',
  inrAfterOn: '2026-12-16',
  restartAt: 'usual',
}

const ACTS: Readonly<Record<string, AnyAct>> = {
  move: moveProcedure,
  step: markProcedureStep,
  outcome: recordProcedureOutcome,
  restart: recordRestart,
  postpone: postponeRestart,
  'not-restart': decideNotRestart,
  assign: assignProcedure,
  inr: recordProcedureInr,
}

export function procedureDesk(clinic: TestClinic) {
  const key = () => crypto.randomUUID()
  const person = (
    known: Parameters<TestClinic['addPatient']>[0] = {},
    plan: Parameters<TestClinic['addEpisode']>[1] = {},
  ): Promise<Person> =>
    clinic.addPatient(known).then(async (patientId) => ({
      patientId,
      episodeId: await clinic.addEpisode(patientId, plan),
    }))
  const episode = async ({ episodeId }: Person) =>
    (await clinic.inTx((tx) => findEpisode(tx, episodeId))) ?? assert.fail('no such course')
  const plans = ({ episodeId }: Person): Promise<readonly FoundProcedurePlan[]> =>
    clinic.inTx((tx) => procedurePlansOf(tx, episodeId))
  const newest = async (who: Person) => (await plans(who))[0] ?? assert.fail('no plan')
  const events = async (who: Person) => {
    const { id } = await newest(who)
    return clinic.inTx((tx) => procedureEvents(tx, id))
  }
  const versions = async (who: Person) => {
    const { id } = await newest(who)
    return clinic.inTx((tx) => procedureVersions(tx, id))
  }
  const planned = async (
    who: Person,
    rest: Fields = {},
    role: Role = 'prescriber',
    requestKey = key(),
  ) =>
    planProcedure.run(clinic.house, clinic.callerOf(role), requestKey, {
      ...WARFARIN_PLAN,
      owner: clinic.callerOf('nurse').accountId,
      version: `${(await episode(who)).version}`,
      ...rest,
      patientId: who.patientId,
    })
  const plan = async (...asked: Parameters<typeof planned>) => said(await planned(...asked))
  /** Does one of the acts on the newest plan of a person, in its present version unless another is given. */
  const deed = async (
    who: Person,
    act: keyof typeof ACTS,
    fields: Fields = {},
    role: Role = 'prescriber',
  ) => {
    const { id, version } = await newest(who)
    const asked = { version: `${version}`, ...fields, planId: id }
    const run = ACTS[act]?.run ?? assert.fail('no such act')
    return said(await run(clinic.house, clinic.callerOf(role), key(), asked))
  }
  const onDay = (day: string) => clinic.clock.set(`${day}T09:00:00.000Z`)
  const today = () => londonDay(clinic.clock.now())
  return {
    ...recordsOf(clinic),
    person,
    episode,
    plans,
    newest,
    events,
    versions,
    planned,
    plan,
    deed,
    onDay,
    today,
    addDays,
  }
}
