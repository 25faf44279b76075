import { canonicalJson } from '#base/canonical.ts'
import { clinicalInstant, londonDay } from '#base/day.ts'
import { letterOnItsWayUntil, overdueIfDecidedBy } from '#recall/told-clock.ts'
import { addAuditLine } from '#store/audit.ts'
import { findDecision } from '#store/decisions.ts'
import { findStaff } from '#store/staff.ts'
import { addTold } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { type UntoldDose, untoldDoses } from '#store/untold-doses.ts'
import { atEachCourse, type DueCourse } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { goesOn } from './dose-goes-on.ts'
import { newId } from './new-id.ts'
import { openTelephoneTask } from './telephone-task.ts'

/**
 * Makes a task of every dose that nobody is recorded to have been told in time, at each provider, once: whatever was handed over,
 * copied or sent without a word here, somebody telephones the same day (H16). A letter with an unchanged dose holds that clock,
 * and counts as told once its days have passed; a letter with a changed dose does neither.
 */
export const findUntoldDoses = (house: House): Promise<void> => atEachCourse(house, due, lookAt)

async function due(tx: Tx, now: number): Promise<readonly DueCourse[]> {
  const untold = await untoldDoses(tx, null, londonDay(now), decidedBy(now))
  return untold.filter(({ hasTask, letter }) => !hasTask || letter !== null)
}

const decidedBy = (now: number): string => new Date(overdueIfDecidedBy(now)).toISOString()

/** Answers how many tasks and tellings of the course it wrote. */
async function lookAt(tx: Tx, now: number, episodeId: string): Promise<number> {
  const [dose] = await untoldDoses(tx, episodeId, londonDay(now), decidedBy(now))
  if (dose === undefined) return 0
  const done = await settle(tx, now, dose)
  if (done === undefined) return 0
  const at = new Date(now).toISOString()
  await addAuditLine(
    tx,
    canonicalJson({ act: 'find-untold-doses', at, dose: dose.decisionId, done }),
  )
  return 1
}

async function settle(
  tx: Tx,
  now: number,
  dose: UntoldDose,
): Promise<'letter-arrived' | 'opened' | undefined> {
  const { letter, hasTask } = dose
  const decision = await findDecision(tx, dose.decisionId)
  if (letter !== null && decision !== undefined && (await goesOn(tx, decision))) {
    const until = letterOnItsWayUntil(londonDay(letter.at))
    if (until !== 'not-known' && until >= londonDay(now)) return undefined
    if (until !== 'not-known') return arrived(tx, now, { ...dose, letter })
  }
  if (hasTask) return undefined
  await openTelephoneTask(tx, now, dose, {
    kind: 'dose-not-told',
    title: 'Telephone today: nothing says that the patient was told the dose',
    takenBy: (await findStaff(tx, dose.by))?.active === true ? dose.by : null,
    note:
      letter === null
        ? 'Neither a telling nor a text is recorded.'
        : `A letter went ${clinicalInstant(letter.at)}; alone it does not tell a changed dose.`,
  })
  return 'opened'
}

type Lettered = UntoldDose & { readonly letter: NonNullable<UntoldDose['letter']> }

/** The letter has had its days: it counts, in the name of whoever sent it. */
async function arrived(
  tx: Tx,
  now: number,
  { decisionId, episodeId, patientId, letter: { toWhom, by } }: Lettered,
): Promise<'letter-arrived'> {
  const [id, at] = [newId(now), new Date(now).toISOString()]
  const told = { id, decisionId, patientId, how: 'letter-arrived', toWhom, by, at } as const
  await addTold(tx, episodeId, told)
  return 'letter-arrived'
}
