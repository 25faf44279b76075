import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { type NearMatch, nearMatch } from '#register/near-match.ts'
import { episodesOf, type PersonsEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type LinkStep, linkSteps } from '#store/record-links.ts'
import { type HistoryVisit, newestVisits } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { identityOf } from './likely-same.ts'
import { notHere } from './outcome.ts'
import { likeness } from './second-person.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** One of two records as they are compared: who, what treatment, and the newest visits. */
export type ComparedRecord = {
  readonly patient: PatientOnScreen
  readonly courses: readonly PersonsEpisode[]
  /** Newest first, of the newest course that has any. */
  readonly visits: readonly HistoryVisit[]
}

/** A link that stands, with both records and what this person may do about it. */
export type ComparedLink = {
  readonly link: LinkStep
  readonly steps: readonly LinkStep[]
  readonly keeps: ComparedRecord
  readonly closes: ComparedRecord
  readonly match: NearMatch
  readonly may: { readonly confirm: boolean; readonly review: boolean; readonly undo: boolean }
}

export type TwoRecords = {
  readonly kind: 'two-records'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly links: readonly ComparedLink[]
}

/** A person's record beside the others that are, or may be, of the same person (H02). */
export const twoRecords = view<{ readonly patientId: string }, TwoRecords>(
  'link-records',
  async (desk, { patientId }) => {
    const patient = await patientOnScreen(desk.tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const steps = await linkSteps(
      desk.tx,
      patient.links.map(({ linkId }) => linkId),
    )
    const links: ComparedLink[] = []
    for (const { linkId } of patient.links) {
      const compared = await compare(
        desk,
        steps.filter((step) => step.linkId === linkId),
      )
      if (compared !== undefined) links.push(compared)
    }
    return { kind: 'two-records', today: desk.today, patient, links }
  },
  ({ patientId }) => patientId,
)

async function compare(desk: Desk, steps: readonly LinkStep[]): Promise<ComparedLink | undefined> {
  const link = steps.at(-1)
  if (link === undefined) return undefined
  const keeps = await recordOf(desk, link.keepsId)
  const closes = await recordOf(desk, link.closesId)
  if (keeps === undefined || closes === undefined) return undefined
  const may = (act: Parameters<typeof permission>[0]) =>
    permission(act, desk.actor, desk.today).kind === 'allowed'
  const isSecond = (await likeness(desk, link.proposedBy)) === 'another'
  return {
    link,
    steps,
    keeps,
    closes,
    match: nearMatch(identityOf(keeps.patient.details), identityOf(closes.patient.details)),
    may: { confirm: isSecond, review: may('review-linked-records'), undo: may('unlink-records') },
  }
}

/** So many visits stand beside each other; all of them have a page of their own. */
const VISITS_SHOWN = 5

async function recordOf({ tx }: Desk, patientId: string): Promise<ComparedRecord | undefined> {
  const patient = await patientOnScreen(tx, patientId)
  if (patient === undefined) return undefined
  const courses = await episodesOf(tx, patientId)
  for (const { id } of courses) {
    const visits = await newestVisits(tx, id, VISITS_SHOWN)
    if (visits.length > 0) return { patient, courses, visits }
  }
  return { patient, courses, visits: [] }
}
