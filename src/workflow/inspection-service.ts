import { DOSING_WORDS, ROLE_WORDS } from '#access/role-words.ts'
import { EVENT_KINDS } from '#assurance/event-kinds.ts'
import { clinicalDate, clinicalInstant, type Day, day } from '#base/day.ts'
import { LICENCE_KINDS } from '#contract/licence.ts'
import type { EvidencePart } from '#print/inspection-pack.ts'
import { auditHead } from '#store/audit-heads.ts'
import { contractVersions } from '#store/contracts.ts'
import { emergencyLooks } from '#store/emergency-looks.ts'
import { eventsBetween } from '#store/events.ts'
import { returnsSubmitted, transfersCounted, type WorkDone } from '#store/inspection-facts.ts'
import { licencesHere } from '#store/licences.ts'
import { allStaff } from '#store/staff.ts'
import { stripLotsHere } from '#store/strip-lots.ts'
import { surveysOf } from '#store/surveys.ts'
import { newestOf } from './contracts-held.ts'
import type { Desk } from './desk.ts'
import { MODEL_WORDS } from './keep-meters.ts'
import { levelStops } from './licences-shown.ts'
import { meterRegister } from './meter-register.ts'

const on = (text: string | null): string => (text === null ? '' : clinicalDate(day(text)))

/** Contracts, and the levels that are not provided now. */
export async function contractPart({ tx, today }: Desk): Promise<EvidencePart> {
  const stops = await levelStops(tx, today)
  return {
    id: 'contract',
    title: 'Contracts and levels',
    says:
      stops.length === 0
        ? 'Every level has its licences, and somebody whose competence reaches it.'
        : `Not provided today: ${stops.map(({ level, because }) => `level ${level} (${because.join('; ')})`).join(', ')}.`,
    columns: ['Contract', 'From', 'To', 'Levels', 'Specification'],
    rows: newestOf(await contractVersions(tx)).map((held) => [
      held.reference,
      on(held.from),
      on(held.to),
      held.levels.join(', '),
      `${held.specificationId}, version ${held.specificationVersion}`,
    ]),
  }
}

/** Who works here, and how far their competence reaches and until when (S15). */
export async function peoplePart({ tx }: Desk): Promise<EvidencePart> {
  const staff = (await allStaff(tx)).filter(({ active }) => active)
  return {
    id: 'people',
    title: 'People, training and competence',
    says: 'Whoever works here now. Competence that has ended lets nobody do anything.',
    columns: ['Name', 'Role', 'Level', 'Dosing', 'Until'],
    rows: staff.map(({ name, role, competence: { level, dosing, until } }) => [
      name,
      ROLE_WORDS[role],
      level === null ? '' : `${level}`,
      DOSING_WORDS[dosing],
      on(until),
    ]),
  }
}

/** Licences and subscriptions (S15, S20). */
export async function licencesPart({ tx }: Desk): Promise<EvidencePart> {
  return {
    id: 'licences',
    title: 'Licences and certificates',
    says: 'A level is not provided after the end of a licence that it needs.',
    columns: ['Licence', 'Kind', 'Levels', 'From', 'To'],
    rows: (await licencesHere(tx)).map((one) => [
      one.standing === 'held' ? one.name : `${one.name} (no longer needed)`,
      LICENCE_KINDS[one.kind],
      one.levels.join(', '),
      on(one.from),
      on(one.until),
    ]),
  }
}

/** @technical More surveys than a period has. */
const SURVEYS = 200

/** Meters, their controls and surveys, and the lots that may not be used (S16, S20). */
export async function metersPart(
  { tx, today }: Desk,
  done: WorkDone,
): Promise<readonly EvidencePart[]> {
  const { meters } = await meterRegister(tx, today)
  const blocked = (await stripLotsHere(tx)).filter(({ standing }) => standing === 'blocked')
  return [
    {
      id: 'meters',
      title: 'Meters and internal controls',
      says: `${done.controls} controls in the period, of which ${done.failedControls} failed. No dose rests on a meter whose newest control failed. Lots of strips that are blocked: ${blocked.length === 0 ? 'none' : blocked.map(({ lot }) => lot).join(', ')}.`,
      columns: ['Meter', 'Serial number', 'In use', 'Last control', 'How it went'],
      rows: meters.map(({ name, model, serial, standing, newest }) => [
        `${name}, ${MODEL_WORDS[model]}`,
        serial,
        standing === 'in-service' ? 'Yes' : 'No',
        on(newest?.doneOn ?? null),
        newest?.outcome ?? 'none',
      ]),
    },
    {
      id: 'surveys',
      title: 'External quality assessment',
      says: 'Surveys of the meters; one that was out of consensus or not returned is open until it is recorded what was done.',
      columns: ['Meter', 'Survey', 'Done on', 'How it was', 'What was done'],
      rows: (await surveysOf(tx, null, SURVEYS)).map((one) => [
        one.meterKey,
        `${one.scheme}, ${one.survey}`,
        on(one.doneOn),
        one.outcome,
        one.action ?? '',
      ]),
    },
  ]
}

/** Events and their analyses, without whose they were (S12, S28). */
export async function eventsPart({ tx }: Desk, from: Day, until: Day): Promise<EvidencePart> {
  const events = await eventsBetween(tx, from, until)
  return {
    id: 'events',
    title: 'Significant events',
    says: 'What the service came to know of in the period, and when its analysis was submitted. Nobody is named.',
    columns: ['Event', 'Happened on', 'Known on', 'Related', 'Analysis submitted'],
    rows: events.map((event) => [
      EVENT_KINDS[event.kind],
      on(event.occurredOn),
      on(event.awareOn),
      event.related,
      analysisOf(event),
    ]),
  }
}

const analysisOf = ({
  withdrawnReason,
  submittedAt,
}: Awaited<ReturnType<typeof eventsBetween>>[number]): string => {
  if (withdrawnReason !== null) return 'taken back'
  return submittedAt === null ? 'not yet' : clinicalInstant(submittedAt)
}

/** What was returned to the commissioner (S30). */
export async function returnsPart({ tx }: Desk, from: Day): Promise<EvidencePart> {
  return {
    id: 'returns',
    title: 'Monthly returns',
    says: 'Months that were returned to the commissioner, signed.',
    columns: ['Month', 'First submitted', 'Signed by', 'Versions'],
    rows: (await returnsSubmitted(tx, from)).map(({ monthOn, firstAt, signedName, versions }) => [
      monthOn.slice(0, 'YYYY-MM'.length),
      clinicalInstant(firstAt),
      signedName,
      `${versions}`,
    ]),
  }
}

/** Who was handed over from and to other providers (S4). */
export async function transfersPart({ tx }: Desk): Promise<EvidencePart> {
  return {
    id: 'transfers',
    title: 'Transfers between providers',
    says: 'Whoever sends answers for the patient until the receiver has accepted.',
    columns: ['Direction', 'Last step', 'Number'],
    rows: (await transfersCounted(tx)).map(({ side, what, count }) => [
      side === 'sends' ? 'From this service' : 'To this service',
      what,
      `${count}`,
    ]),
  }
}

/** That what is shown here can be checked: the audit, and looks in an emergency. */
export async function auditPart({ tx }: Desk): Promise<EvidencePart> {
  const head = await auditHead(tx)
  const looks = await emergencyLooks(tx)
  return {
    id: 'audit',
    title: 'Audit',
    says: 'Each act and each look has a line in a chain of hashes. `evenkeel verify` walks it, and says whether anything was changed since.',
    columns: ['What', 'Figure'],
    rows: [
      ['Lines of the audit', `${head?.seq ?? 0}`],
      ['Hash of the newest line', head?.hash.toString('hex') ?? ''],
      ['Looks at a record in an emergency', `${looks.length}`],
    ],
  }
}
