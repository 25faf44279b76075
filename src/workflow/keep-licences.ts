import { LICENCE_KINDS } from '#contract/licence.ts'
import { LEVELS } from '#contract/specification.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { addLicence, type LicenceRecord, licencesHere } from '#store/licences.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'kind',
  'name',
  'reference',
  'level-3',
  'level-4',
  'level-5',
  ...dayBoxes('from'),
  ...dayBoxes('until'),
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical */
const LONGEST_NAME = 120

/** Writes down a licence, until when it holds, and which levels are not provided without it (S15). */
export const recordLicence = act<Fields, Done>({
  name: 'manage-licences',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const findings: Findings = []
    const choose = 'Choose what kind of licence it is.'
    const kind = requiredChoice(LICENCE_KINDS, fields, 'kind', choose, findings)
    const name = typedNote(fields, 'name', LONGEST_NAME, findings)
    if (name === '') findings.push(NAME_IT)
    const reference = typedNote(fields, 'reference', LONGEST_NAME, findings)
    const levels = LEVELS.filter((level) => fields[`level-${level}`] === 'yes')
    const days = readDays(fields, findings)
    if (findings.length > 0 || kind === undefined || days === undefined) {
      return refused(422, ...findings)
    }
    const id = desk.newId()
    const licence = { id, version: 1, kind, name, reference, levels, ...days }
    return keep(desk, { ...licence, standing: 'held', reason: '' })
  },
})

function readDays(fields: Fields, findings: Findings) {
  const before = findings.length
  const from = typedDay(fields, 'from', findings)
  const until = typedDay(fields, 'until', findings)
  if (findings.length > before) return undefined
  if (from === null) findings.push(FROM_WHEN)
  if (until === null || (from !== null && until < from)) findings.push(UNTIL_WHEN)
  return from === null || until === null ? undefined : { from, until }
}

const CHANGE = ['licenceId', 'version', ...dayBoxes('until'), 'reason'] as const
type Change = TextFields<(typeof CHANGE)[number]>

/** Renews a licence: it holds until another day. */
export const renewLicence = act<Change, Done>({
  name: 'manage-licences',
  parse: (input): Parsed<Change> => readTextFields(input, CHANGE),
  perform: async (desk, fields) => {
    const found = await licenceOf(desk, fields)
    if (found.kind === 'refused') return found
    const findings: Findings = []
    const until = typedDay(fields, 'until', findings)
    if (findings.length === 0 && (until === null || until <= found.licence.until)) {
      findings.push({ ...UNTIL_WHEN, message: LATER })
    }
    if (findings.length > 0 || until === null) return refused(422, ...findings)
    return keep(desk, { ...found.licence, until, standing: 'held', reason: '' })
  },
})

/** Says that a licence is no longer needed, with why: from then on it keeps nothing from being done. */
export const giveUpLicence = act<Change, Done>({
  name: 'manage-licences',
  parse: (input): Parsed<Change> => readTextFields(input, CHANGE),
  perform: async (desk, fields) => {
    const found = await licenceOf(desk, fields)
    if (found.kind === 'refused') return found
    const findings: Findings = []
    const reason = typedNote(fields, 'reason', LONGEST_NAME, findings)
    if (reason === '') findings.push({ field: 'reason', code: 'required', message: 'Say why.' })
    if (findings.length > 0) return refused(422, ...findings)
    return keep(desk, { ...found.licence, standing: 'given-up', reason })
  },
})

type Found = { readonly kind: 'licence'; readonly licence: LicenceRecord }

/** The licence as its next version would have it. */
async function licenceOf({ tx }: Desk, fields: Change): Promise<Found | Refused> {
  const id = idTyped(fields.licenceId)
  const found = (await licencesHere(tx)).find((one) => one.id === id)
  if (found === undefined) return notHere('licence')
  if (fields.version !== `${found.version}`) return changedMeanwhile('this licence')
  return { kind: 'licence', licence: { ...found, version: found.version + 1 } }
}

async function keep({ tx, actor, now }: Desk, licence: LicenceRecord): Promise<Done | Refused> {
  const written = { by: actor.accountId, at: new Date(now).toISOString() }
  if (!(await addLicence(tx, licence, written))) return changedMeanwhile('this licence')
  const { id, version, kind, levels, until, standing } = licence
  return { kind: 'done', subject: id, noted: { version, kind, levels, until, standing } }
}

const NAME_IT = {
  field: 'name',
  code: 'required',
  message: 'Enter what it is called, and who issued it.',
}
const FROM_WHEN = {
  field: 'from',
  code: 'required',
  message: 'Enter the day from which it holds.',
}
const LATER = 'Enter the day until which it holds now: later than before.'
const UNTIL_WHEN = {
  field: 'until',
  code: 'range',
  message: 'Enter the last day on which it holds, not before its first.',
}
