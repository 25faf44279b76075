import type { Role } from '#access/policy.ts'
import { PRESCRIBERS } from '#access/role-groups.ts'
import { londonDay } from '#base/day.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import { setTestDays } from '#store/episode-steps.ts'
import {
  addPaperCheck,
  findPaperEntry,
  type PaperEntry,
  sinceSample,
} from '#store/paper-entries.ts'
import { waitForVisit } from '#store/visits.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { likeness } from './second-person.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

export const PAPER_OUTCOMES = {
  stands: 'It stands: the patient goes on with it',
  'does-not-stand': 'It does not stand: the patient has been told, and is tested at once',
} as const

const FIELDS = ['entryId', 'outcome', 'reason'] as const

/** @technical How much may be typed, in characters. */
const LONGEST_REASON = 500

/**
 * A second person finds whether what was told on paper stands: neither who decided it nor who entered it, and a prescriber or the clinical lead
 * where anything of it is in doubt (H29). Only then is its dose what the rules take the patient to take, and its test the next one.
 */
export const checkPaper = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'check-from-paper',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const entry = await findPaperEntry(desk.tx, idTyped(fields.entryId))
    if (entry === undefined) return notHere('paper entry')
    await waitForVisit(desk.tx, entry.patientId)
    const stop = await mayNotCheck(desk, entry)
    if (stop !== undefined) return stop

    const findings: Findings = []
    const choose = 'Choose whether it stands.'
    const outcome = requiredChoice(PAPER_OUTCOMES, fields, 'outcome', choose, findings)
    const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
    if (reason === '') findings.push({ field: 'reason', code: 'required', message: REASON })
    if (outcome === undefined || findings.length > 0) return refused(422, ...findings)

    const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
    if (!(await addPaperCheck(desk.tx, { entryId: entry.id, outcome, reason, by, at }))) {
      return CHECKED
    }
    const isInForce = await setNextTest(desk, entry, outcome)
    const { patientId, id, doubts } = entry
    return { kind: 'done', patientId, subject: id, noted: { outcome, doubts, isInForce } }
  },
})

const LOOKS_AT_DOUBTS: readonly Role[] = PRESCRIBERS

/** Why this person does not check this entry; nothing where they may. */
export async function mayNotCheck(desk: Desk, entry: PaperEntry): Promise<Refused | undefined> {
  if (entry.outcome !== null) return CHECKED
  for (const accountId of [entry.enteredBy, entry.decidedBy]) {
    if ((await likeness(desk, accountId)) !== 'another') return OWN
  }
  const isPrescriber = LOOKS_AT_DOUBTS.includes(desk.actor.role)
  return entry.doubts.length > 0 && !isPrescriber ? IN_DOUBT : undefined
}

/** The test that was told is the next one, unless something came after the paper; what does not stand is tested at once. */
async function setNextTest(
  { tx, today }: Desk,
  entry: PaperEntry,
  outcome: keyof typeof PAPER_OUTCOMES,
): Promise<boolean> {
  const { episodeId, resultId, sampledAt } = entry
  const sample = { at: new Date(sampledAt).toISOString(), on: londonDay(sampledAt), but: resultId }
  const since = await sinceSample(tx, { episodeId, ...sample })
  const isOvertaken = since === undefined || since.laterResult || since.laterDose
  if (isOvertaken) return false
  await (outcome === 'stands'
    ? setTestDays(tx, { episodeId, nextTestOn: entry.nextTestOn })
    : setTestDays(tx, { episodeId, nextTestOn: today, riskAtLeast: HIGH_RISK }))
  return outcome === 'stands'
}

const REASON = 'Say what you looked at, and what the patient was told.'
const CHECKED = refused(409, {
  field: '',
  code: 'checked',
  message: 'Somebody has checked this entry already. Nothing of yours is saved.',
})
const OWN = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You decided or entered this yourself. Somebody else checks it.',
})
const IN_DOUBT = refused(403, {
  field: '',
  code: 'in-doubt',
  message: 'Something of this entry is in doubt, so a prescriber or the clinical lead checks it.',
})
