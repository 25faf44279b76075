import { clinicalDate, type Day } from '#base/day.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import { type Contract, faultsOfContract, overlapping } from '#contract/contract.ts'
import { LEVELS } from '#contract/specification.ts'
import { type Findings, typedDay, typedNote } from '#register/typed-fields.ts'
import { commissioners } from '#store/commissioned.ts'
import { addContractVersion, type ContractVersion, contractVersions } from '#store/contracts.ts'
import { lockRegister } from '#store/lock-register.ts'
import { thisProvider } from '#store/providers.ts'
import { addOffer } from '#store/service-offers.ts'
import { act, type Done } from './act.ts'
import { newestOf } from './contracts-held.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { heldSpecifications, specificationKey } from './specifications-held.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const AGREED_FIELDS = [
  'specification',
  'commissioner',
  'reference',
  ...dayBoxes('from'),
  ...dayBoxes('to'),
  'level-3',
  'level-4',
  'level-5',
  'agreedWith',
  ...dayBoxes('agreedOn'),
  'periodConfirmedBy',
] as const satisfies readonly string[]

const VARIED_FIELDS = [
  ...AGREED_FIELDS,
  'contractId',
  'version',
  ...dayBoxes('effectiveOn'),
] as const satisfies readonly string[]

type Agreed = TextFields<(typeof AGREED_FIELDS)[number]>
type Varied = TextFields<(typeof VARIED_FIELDS)[number]>

/** Records a contract that the provider has agreed to: which specification, between which days, for which levels (S32). */
export const agreeContract = act<Agreed, Done>({
  name: 'agree-contract',
  parse: (input): Parsed<Agreed> => readTextFields(input, AGREED_FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const asked = await readAgreed(desk, fields)
    if (asked.kind === 'refused') return asked
    const clash = overlapping(asked.contract, newestOf(await contractVersions(desk.tx)))[0]
    if (clash !== undefined) return heldAlready(clash)
    const id = desk.newId()
    return save(desk, { id, version: 1, effectiveOn: asked.contract.from, ...asked })
  },
})

/** Records a variation: another version of a contract, with the day from which it holds. What was agreed before stays on record. */
export const varyContract = act<Varied, Done>({
  name: 'agree-contract',
  parse: (input): Parsed<Varied> => readTextFields(input, VARIED_FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const held = newestOf(await contractVersions(desk.tx))
    const before = held.find(({ id }) => id === idTyped(fields.contractId))
    if (before === undefined) return notHere('contract')
    if (fields.version !== `${before.version}`) return changedMeanwhile('this contract')
    const asked = await readAgreed(desk, fields)
    const effective = readEffective(fields, asked, before)
    if (asked.kind === 'refused' || effective.kind === 'refused') return bothOf(asked, effective)
    const others = held.filter(({ id }) => id !== before.id)
    const clash = overlapping(asked.contract, others)[0]
    if (clash !== undefined) return heldAlready(clash)
    const version = before.version + 1
    const { support } = before
    return save(desk, { id: before.id, version, effectiveOn: effective.on, support, ...asked })
  },
})

type Asked = {
  readonly kind: 'asked'
  readonly contract: Contract
  readonly hash: string
  readonly commissionerId: string | null
  readonly agreedWith: string
  readonly agreedOn: Day
  readonly confirmedBy: string | null
}

/** @technical Letters of a name and a post. */
const LONGEST_NAME = 200

/** Everything that was typed, or everything that is wrong with it at once. */
async function readAgreed({ tx, today }: Desk, fields: Agreed): Promise<Asked | Refused> {
  const findings: Findings = []
  const chosen = (await heldSpecifications(tx)).find(
    (each) => specificationKey(each) === fields.specification,
  )
  if (chosen === undefined) findings.push(CHOOSE_SPECIFICATION)
  const commissionerId = await readCommissioner(tx, fields.commissioner ?? '', findings)
  const typed = typedContract(fields, findings)
  const kind = (await thisProvider(tx))?.kind ?? 'hospital-clinic'
  if (chosen !== undefined) findings.push(...faultsBeside(typed, chosen, kind, findings))
  const { agreedWith, agreedOn, confirmedBy } = readAgreement(fields, today, findings)
  const { from, to } = typed
  const isWhole = chosen !== undefined && from !== null && to !== null && agreedOn !== null
  if (findings.length > 0 || !isWhole) return refused(422, ...findings)
  const { id, version } = chosen.document
  const contract = { ...typed, from, to, specificationId: id, specificationVersion: version }
  const { hash } = chosen
  return { kind: 'asked', contract, hash, commissionerId, agreedWith, agreedOn, confirmedBy }
}

/** The commissioner of this installation that was chosen; none where it does not use this installation. */
async function readCommissioner(
  tx: Desk['tx'],
  typed: string,
  findings: Findings,
): Promise<string | null> {
  if (typed === '') return null
  const chosen = (await commissioners(tx)).find(({ id }) => id === typed)
  if (chosen === undefined) findings.push(CHOOSE_COMMISSIONER)
  return chosen?.id ?? null
}

function typedContract(fields: Agreed, findings: Findings) {
  const levels = LEVELS.filter((level) => fields[`level-${level}`] === 'yes')
  return {
    reference: typedNote(fields, 'reference', LONGEST_NAME, findings),
    from: typedDay(fields, 'from', findings),
    to: typedDay(fields, 'to', findings),
    levels,
  }
}

/** What the contract itself refuses, but nothing of a field that could not even be read. */
function faultsBeside(
  typed: ReturnType<typeof typedContract>,
  { document }: ReleasedSpecification,
  kind: Parameters<typeof faultsOfContract>[2],
  unread: Findings,
) {
  const contract = {
    ...typed,
    specificationId: document.id,
    specificationVersion: document.version,
  }
  const faults = faultsOfContract(contract, document, kind)
  return faults.filter(({ field }) => !unread.some((finding) => finding.field === field))
}

function readAgreement(fields: Agreed, today: Day, findings: Findings) {
  const agreedWith = typedNote(fields, 'agreedWith', LONGEST_NAME, findings)
  if (agreedWith === '') findings.push(WITH_WHOM)
  const unread = findings.length
  const agreedOn = typedDay(fields, 'agreedOn', findings)
  if (agreedOn === null && findings.length === unread) findings.push(WHEN_AGREED)
  if (agreedOn !== null && agreedOn > today) findings.push(NOT_YET_AGREED)
  const confirmed = typedNote(fields, 'periodConfirmedBy', LONGEST_NAME, findings)
  return { agreedWith, agreedOn, confirmedBy: confirmed === '' ? null : confirmed }
}

type Effective = { readonly kind: 'effective'; readonly on: Day }

function readEffective(
  fields: Varied,
  asked: Asked | Refused,
  before: ContractVersion,
): Effective | Refused {
  const findings: Findings = []
  const on = typedDay(fields, 'effectiveOn', findings)
  if (findings.length > 0) return refused(422, ...findings)
  if (on === null) return refused(422, FROM_WHEN)
  const first = asked.kind === 'asked' ? asked.contract.from : before.from
  const last = asked.kind === 'asked' ? asked.contract.to : before.to
  if (on >= before.effectiveOn && on >= first && on <= last) return { kind: 'effective', on }
  const message = `It holds from a day of the contract, and not before ${clinicalDate(before.effectiveOn)}, from which the version before it holds.`
  return refused(422, { field: 'effectiveOn', code: 'range', message })
}

/** What is wrong with the contract and with its day, at once. */
function bothOf(...asked: readonly (Asked | Effective | Refused)[]): Refused {
  return refused(422, ...asked.flatMap((one) => (one.kind === 'refused' ? one.findings : [])))
}

async function save(
  desk: Desk,
  asked: Asked & {
    readonly id: string
    readonly version: number
    readonly effectiveOn: Day
    readonly support?: ContractVersion['support']
  },
): Promise<Done | Refused> {
  const { tx, actor, now } = desk
  const { id, version, effectiveOn, contract, hash, agreedWith, agreedOn, confirmedBy } = asked
  const { commissionerId } = asked
  const entry = {
    ...contract,
    ...{ id, version, effectiveOn, commissionerId, agreedWith, agreedOn },
    specificationHash: hash,
    periodConfirmedBy: confirmedBy,
    support: asked.support ?? null,
  }
  const recorded = { by: actor.accountId, at: new Date(now).toISOString() }
  if (!(await addContractVersion(tx, entry, recorded))) return changedMeanwhile('this contract')
  await addOffer(tx, { ...entry, contractId: id })
  const { specificationId, specificationVersion, from, to, levels } = contract
  const days = { from, to, effectiveOn }
  const noted = { version, specificationId, specificationVersion, commissionerId, levels, ...days }
  return { kind: 'done', subject: id, noted }
}

const heldAlready = ({ reference, from, to }: ContractVersion): Refused =>
  refused(409, {
    field: 'from',
    code: 'overlaps',
    message: `There is a contract for this service on some of these days already: ${reference}, ${clinicalDate(from)} to ${clinicalDate(to)}. Record a variation of it, or other days.`,
  })

const CHOOSE_SPECIFICATION = {
  field: 'specification',
  code: 'required',
  message: 'Choose the specification that was agreed.',
}
const CHOOSE_COMMISSIONER = {
  field: 'commissioner',
  code: 'not-a-choice',
  message: 'Choose the commissioner with whom it was agreed.',
}
const WITH_WHOM = {
  field: 'agreedWith',
  code: 'required',
  message: 'Enter who agreed to it for the commissioner.',
}
const WHEN_AGREED = {
  field: 'agreedOn',
  code: 'required',
  message: 'Enter the day on which it was agreed.',
}
const NOT_YET_AGREED = {
  field: 'agreedOn',
  code: 'future',
  message: 'It is recorded once it is agreed: enter today or an earlier day.',
}
const FROM_WHEN = {
  field: 'effectiveOn',
  code: 'required',
  message: 'Enter the day from which this variation holds.',
}
