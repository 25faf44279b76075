import { permission } from '#access/policy.ts'
import { type Day, parseDay } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { LEFT_OVER_WORDS, mayWait } from '#recall/clinic-closing.ts'
import { displayName } from '#register/person-name.ts'
import { typedNote } from '#register/typed-fields.ts'
import { addEnding, newestEnding } from '#store/clinic-endings.ts'
import { findStaff } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { clinicOf } from './clinic-day.ts'
import type { Desk } from './desk.ts'
import { type LeftInClinic, leftInClinic, leftKey } from './left-in-clinic.ts'
import {
  changedMeanwhile,
  type Finding,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { paperFinding, paperLeft } from './paper-left.ts'
import { readTextFields } from './text-fields.ts'

type Ending = {
  readonly what: 'closed' | 'opened-again'
  readonly on: Day
  /** The newest line of this day that was on the page; 0 for none. */
  readonly seenVersion: number
  /** Who was on the page as left over, as the page wrote it. */
  readonly seenLeft: string
  readonly handTo: string | null
  readonly reason: string
}

/**
 * Closes a clinic at its end, or opens it again (H17). While an alarm of somebody of it is open, or a sheet of a clinic held
 * on paper is not entered (H29), it stays open; who is left
 * besides is handed to somebody by name, with a reason.
 */
export const endClinic = act<Ending, Done>({
  name: 'end-clinic',
  parse: parseEnding,
  perform: async (desk, ending) => {
    const { tx, actor, now, today } = desk
    const { on, what } = ending
    if (on > today) return refusedField('on', 'not-yet', 'This clinic day has not come yet.')
    const newest = await newestEnding(tx, on)
    const version = newest?.version ?? 0
    if (version !== ending.seenVersion) return changedMeanwhile('how this clinic stands')
    if (what === 'opened-again' && newest?.what !== 'closed') return notClosed

    const people = what === 'closed' ? await leftInClinic(tx, await clinicOf(tx, on, today)) : []
    const refusal = await refusalOf(desk, ending, people)
    if (refusal !== undefined) return refusal
    const isHanded = people.length > 0
    const added = await addEnding(tx, {
      on,
      version: version + 1,
      what,
      handedTo: isHanded ? ending.handTo : null,
      reason: isHanded ? ending.reason : null,
      leftOver: people.map(({ patientId, left }) => ({ patientId, left })),
      by: actor.accountId,
      at: new Date(now).toISOString(),
    })
    if (!added) return changedMeanwhile('how this clinic stands')
    return { kind: 'done', noted: { on, what, left: people.length } }
  },
})

async function refusalOf(
  desk: Desk,
  ending: Ending,
  people: readonly LeftInClinic[],
): Promise<Refused | undefined> {
  const alarms = people.filter(({ left }) => !mayWait(left))
  if (alarms.length > 0) return refused(409, ...alarms.map(stillOpen))
  const paper = ending.what === 'closed' ? await paperLeft(desk.tx, ending.on) : []
  if (paper.length > 0) return refused(409, ...paper.map(paperFinding))
  if (people.length === 0) return undefined
  if (ending.seenLeft !== leftKey(people)) return changedMeanwhile('who is left in this clinic')
  const findings: Finding[] = []
  if (!(await mayTakeOver(desk, ending.handTo))) findings.push(TO_WHOM)
  if (ending.reason === '') findings.push(WHY)
  return findings.length === 0 ? undefined : refused(422, ...findings)
}

const stillOpen = (person: LeftInClinic): Finding => ({
  field: '',
  code: 'alarm-open',
  message: `The clinic stays open: ${displayName(person)}, ${LEFT_OVER_WORDS[person.left]}.`,
})

/** Somebody who works here and may tell a patient a dose. */
async function mayTakeOver({ tx, today }: Desk, accountId: string | null): Promise<boolean> {
  const member = accountId === null ? undefined : await findStaff(tx, accountId)
  return member?.active === true && permission('record-told', member, today).kind === 'allowed'
}

const TO_WHOM: Finding = {
  field: 'handTo',
  code: 'required',
  message: 'Choose who takes over what is left.',
}
const WHY: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Write why it can wait until tomorrow.',
}

const notClosed = refused(409, {
  field: '',
  code: 'not-closed',
  message: 'Nobody has closed this clinic. Open the page again.',
})

/** As much as a reason needs. @technical How much may be typed. */
const LONGEST_REASON = 200
const WHOLE = /^\d{1,6}$/

function parseEnding(input: unknown): Parsed<Ending> {
  const read = readTextFields(input, ['what', 'on', 'version', 'left', 'handTo', 'reason'])
  if (read.kind === 'refused') return read
  const { value: typed } = read
  const findings: Finding[] = []
  const on = parseDay(typed.on)
  const what = (['closed', 'opened-again'] as const).find((known) => known === typed.what)
  const reason = typedNote(typed, 'reason', LONGEST_REASON, findings)
  if (on.kind === 'refused' || what === undefined) findings.push(NOT_FROM_THE_PAGE)
  if (on.kind === 'refused' || what === undefined || findings.length > 0) {
    return { kind: 'refused', findings }
  }
  const seenVersion = WHOLE.test(typed.version ?? '')
    ? Number.parseInt(typed.version ?? '', 10)
    : -1
  const handTo = uuid(typed.handTo) ?? null
  const seenLeft = typed.left ?? ''
  return { kind: 'parsed', value: { what, on: on.day, seenVersion, seenLeft, handTo, reason } }
}

const NOT_FROM_THE_PAGE: Finding = {
  field: '',
  code: 'not-from-the-page',
  message: 'Close or open a clinic from its page End of clinic.',
}
