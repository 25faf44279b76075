import { clinicalDate, type Day } from '#base/day.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import { type Contract, faultsOfContract, overlapping } from '#contract/contract.ts'
import { penceTyped } from '#contract/edited-components.ts'
import { LEVELS } from '#contract/specification.ts'
import { type Findings, typedDay, typedNote, typedText } from '#register/typed-fields.ts'
import { type CommissionedVersion, commissionedVersions } from '#store/commissioned.ts'
import {
  addContractOffer,
  type Offerable,
  offerableProviders,
  type Support,
} from '#store/contract-offers.ts'
import { lockRegister } from '#store/lock-register.ts'
import { act, type Done } from './act.ts'
import { contractsIn } from './board.ts'
import { forCommissioner } from './commissioner-view.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { heldSpecifications, specificationKey } from './specifications-held.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  ...[
    'providerId',
    'contractId',
    'version',
    'specification',
    'reference',
    'supportName',
    'supportCost',
  ],
  ...LEVELS.map((level) => `level-${level}`),
  ...[...dayBoxes('from'), ...dayBoxes('to'), ...dayBoxes('effectiveOn')],
]
type Typed = TextFields<string>

/** @technical Letters of a reference or a name. */
const LONGEST = 200

/**
 * Offers a provider a contract, or a variation of the one that it has with this commissioner. It binds nobody until the provider accepts
 * it; then it is the provider's contract, word for word.
 */
export const offerContract = act<Typed, Done>({
  name: 'offer-contract',
  parse: (input): Parsed<Typed> => readTextFields<string>(input, FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const known = await forCommissioner(desk, async ({ tx }) => ({
      kind: 'known' as const,
      providers: await offerableProviders(tx),
      contracts: contractsIn(await commissionedVersions(tx)).map((each) => each.at(-1) ?? each[0]),
    }))
    if (known.kind === 'refused') return known
    const before = variedOf(fields, known.contracts)
    if (before !== undefined && 'kind' in before) return before
    const asked = await readOffer(desk, fields, known.providers, before)
    if (asked.kind === 'refused') return asked
    const others = known.contracts.filter(
      ({ providerId, contractId }) =>
        providerId === asked.provider.id && contractId !== before?.contractId,
    )
    const clash = overlapping(asked.contract, others)[0]
    return clash === undefined ? save(desk, asked, before) : heldAlready(clash)
  },
})

/** The contract that is varied, as the page had it; nothing where the offer is of a new one. */
function variedOf(
  { contractId = '', version }: Typed,
  contracts: readonly CommissionedVersion[],
): CommissionedVersion | Refused | undefined {
  if (contractId === '') return undefined
  const before = contracts.find((each) => each.contractId === idTyped(contractId))
  if (before === undefined) return notHere('contract')
  return version === `${before.version}` ? before : changedMeanwhile('this contract')
}

type Asked = {
  readonly kind: 'asked'
  readonly provider: Offerable
  readonly contract: Contract
  readonly hash: string
  readonly effectiveOn: Day
  readonly support: Support
}

/** Everything that was typed, or everything that is wrong with it at once. */
async function readOffer(
  { tx }: Desk,
  fields: Typed,
  providers: readonly Offerable[],
  before: CommissionedVersion | undefined,
): Promise<Asked | Refused> {
  const findings: Findings = []
  const wanted = before?.providerId ?? fields['providerId']
  const provider = providers.find(({ id }) => id === wanted)
  if (provider === undefined) findings.push(CHOOSE_PROVIDER)
  const held = await heldSpecifications(tx)
  const chosen = held.find((each) => specificationKey(each) === fields['specification'])
  if (chosen === undefined) findings.push(CHOOSE_SPECIFICATION)
  const typed = {
    reference: typedNote(fields, 'reference', LONGEST, findings),
    from: typedDay(fields, 'from', findings),
    to: typedDay(fields, 'to', findings),
    levels: LEVELS.filter((level) => fields[`level-${level}`] === 'yes'),
  }
  const support = supportTyped(fields, findings)
  findings.push(...faultsBeside(typed, chosen, provider, findings))
  const effectiveOn =
    before === undefined ? typed.from : effectiveTyped(fields, typed, before, findings)
  const { from, to } = typed
  if (
    findings.length > 0 ||
    !chosen ||
    !provider ||
    from === null ||
    to === null ||
    effectiveOn === null
  ) {
    return refused(422, ...findings)
  }
  const { id, version } = chosen.document
  const contract = { ...typed, from, to, specificationId: id, specificationVersion: version }
  return { kind: 'asked', provider, contract, hash: chosen.hash, effectiveOn, support }
}

type TypedTerms = {
  readonly reference: string
  readonly from: Day | null
  readonly to: Day | null
  readonly levels: Contract['levels']
}

/** What the contract itself refuses (level 5 of a pharmacy among it), but nothing of a field that could not even be read. */
function faultsBeside(
  typed: TypedTerms,
  chosen: ReleasedSpecification | undefined,
  provider: Offerable | undefined,
  unread: Findings,
) {
  if (chosen === undefined || provider === undefined) return []
  const { id, version } = chosen.document
  const contract = { ...typed, specificationId: id, specificationVersion: version }
  return faultsOfContract(contract, chosen.document, provider.kind).filter(
    ({ field }) => !unread.some((finding) => finding.field === field),
  )
}

function supportTyped(fields: Typed, findings: Findings): Support {
  const name = typedNote(fields, 'supportName', LONGEST, findings)
  const cost = typedText(fields, 'supportCost')
  if (name === '' && cost === '') return null
  const pence = penceTyped(cost)
  if (pence === undefined) findings.push(SUPPORT_COST)
  if (name === '') findings.push(SUPPORT_NAME)
  return { name, pence: pence ?? 0 }
}

function effectiveTyped(
  fields: Typed,
  { from, to }: TypedTerms,
  before: CommissionedVersion,
  findings: Findings,
): Day | null {
  const unread = findings.length
  const on = typedDay(fields, 'effectiveOn', findings)
  if (findings.length > unread) return null
  const isWithin =
    on !== null &&
    on >= before.effectiveOn &&
    (from === null || on >= from) &&
    (to === null || on <= to)
  if (isWithin) return on
  const message = `Enter the day from which it holds: a day of the contract, and not before ${clinicalDate(before.effectiveOn)}, from which the version before it holds.`
  findings.push({ field: 'effectiveOn', code: 'range', message })
  return null
}

async function save(
  desk: Desk,
  { provider, contract, hash, effectiveOn, support }: Asked,
  before: CommissionedVersion | undefined,
): Promise<Done> {
  const { tx, actor, now } = desk
  const id = desk.newId()
  const offer = {
    ...contract,
    ...{ id, forProviderId: provider.id, specificationHash: hash, effectiveOn, support },
    contractId: before?.contractId ?? null,
    variesVersion: before?.version ?? null,
    offeredName: actor.name,
  }
  await addContractOffer(tx, offer, { by: actor.accountId, at: new Date(now).toISOString() })
  const { reference, specificationId, specificationVersion } = contract
  const noted = { to: provider.id, reference, specificationId, specificationVersion, effectiveOn }
  return { kind: 'done', subject: id, noted }
}

const heldAlready = ({ reference, from, to }: CommissionedVersion): Refused =>
  refused(409, {
    field: 'from',
    code: 'overlaps',
    message: `This provider has a contract for the service on some of these days already: ${reference}, ${clinicalDate(from)} to ${clinicalDate(to)}. Offer a variation of it, or other days.`,
  })

const CHOOSE_PROVIDER = {
  field: 'providerId',
  code: 'required',
  message: 'Choose the provider to whom it is offered.',
}
const CHOOSE_SPECIFICATION = {
  field: 'specification',
  code: 'required',
  message: 'Choose the specification of the contract.',
}
const SUPPORT_COST = {
  field: 'supportCost',
  code: 'format',
  message: 'Enter what is paid a year at most in pounds, like 420.00.',
}
const SUPPORT_NAME = {
  field: 'supportName',
  code: 'required',
  message: 'Enter the decision support system that it is for.',
}
