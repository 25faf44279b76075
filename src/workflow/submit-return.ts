import type { Adjustment } from '#contract/adjustments.ts'
import { figuresOf, type ReturnFigures } from '#contract/monthly-return.ts'
import { RETURN_LINES } from '#contract/specification.ts'
import { wordIn } from '#register/typed-fields.ts'
import { lockRegister } from '#store/lock-register.ts'
import { addMonthlyReturn, type MonthlyReturn } from '#store/monthly-returns.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { findMonth, isClaimed } from './month-end.ts'
import {
  changedMeanwhile,
  type Finding,
  notHere,
  type Parsed,
  type Refused,
  refused,
} from './outcome.ts'
import { returnHash, seenHash } from './return-content.ts'
import { adjustmentsIn, hasEnded, type MonthCounted } from './returns-read.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'contractId',
  'month',
  'version',
  'seen',
  'seenFigures',
  'signed',
  'reason',
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** Why a return is submitted again. */
export const AGAIN_REASONS = {
  'entered-late': 'Something of the month was entered late',
  'record-corrected': 'The record was corrected',
  'asked-by-commissioner': 'The commissioner asked for it',
} as const

/** A return that was submitted, with the hash under which it stays. */
type SubmittedReturn = Done & { readonly version: number; readonly hash: string }

/**
 * Signs a return by name and submits it: the figures, the records behind them, what is said about earlier months, and the hash of all
 * that, never changed afterwards (S30). Nobody signs what they have not seen: where it counts otherwise than the page showed, it
 * is refused with what is different. It writes nothing of anybody's care.
 */
export const submitReturn = act<Fields, SubmittedReturn>({
  name: 'submit-return',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const { month = '' } = fields
    const question = { contractId: idTyped(fields.contractId), month }
    const found = await findMonth(desk.tx, question, desk.today)
    if (found === undefined) return notHere('return')
    const { under, counted } = found
    if (!hasEnded(counted.month, desk.today)) return NOT_ENDED
    if (await isClaimed(desk.tx, counted)) return CLAIMED
    const before = under.returns.findLast((each) => each.month === counted.month)
    const version = (before?.version ?? 0) + 1
    if (fields.version !== `${version - 1}`) return changedMeanwhile('this return')
    const adjustments = adjustmentsIn(under, counted.month)
    const wrong = faultsOf(fields, counted, adjustments, before)
    if (wrong !== undefined) return wrong
    const reason = before === undefined ? null : (fields.reason ?? '')
    return save(desk, { counted, adjustments, version, reason })
  },
})

const CLAIMED = refused(409, {
  field: '',
  code: 'claimed',
  message:
    'This month is claimed, so its return stays as it is. What is different now is said by the next return, and comes into the next claim as an adjustment.',
})

function faultsOf(
  fields: Fields,
  counted: MonthCounted,
  adjustments: readonly Adjustment[],
  before: MonthlyReturn | undefined,
): Refused | undefined {
  if (fields.seen !== seenHash(counted, adjustments)) return countsOtherwise(fields, counted)
  const findings: Finding[] = []
  if (before !== undefined && wordIn(AGAIN_REASONS, fields.reason) === undefined) {
    findings.push(WHY_AGAIN)
  }
  if (fields.signed !== 'yes') findings.push(NOT_SIGNED)
  return findings.length > 0 ? refused(422, ...findings) : undefined
}

type Asked = {
  readonly counted: MonthCounted
  readonly adjustments: readonly Adjustment[]
  readonly version: number
  readonly reason: string | null
}

async function save(desk: Desk, asked: Asked): Promise<SubmittedReturn | Refused> {
  const { tx, actor, now } = desk
  const { counted, adjustments, version, reason } = asked
  const { month, contract, figures, activity } = counted
  const id = desk.newId()
  const signed = {
    version,
    reason,
    signedBy: actor.accountId,
    signedName: actor.name,
    signedRole: actor.role,
  }
  const said = {
    ...signed,
    ...{ month, figures, adjustments },
    facts: activity,
    contractId: contract.id,
    contractVersion: contract.version,
    specificationId: contract.specificationId,
    specificationVersion: contract.specificationVersion,
    specificationHash: contract.specificationHash,
  }
  const hash = returnHash({ ...said, submittedAt: now })
  const submittedAt = new Date(now).toISOString()
  const entry = { ...said, id, hash, submittedAt }
  if (!(await addMonthlyReturn(tx, entry))) return changedMeanwhile('this return')
  const noted = { month, version, figures, hash, adjusted: adjustments.length }
  return { kind: 'done', subject: id, version, hash, noted }
}

/** As the page hands back the figures that it showed: one after the other, in the order of the lines. */
export const figuresInOrder = (figures: ReturnFigures): string =>
  RETURN_LINES.map((line) => figures[line]).join(' ')

const NAMES: Readonly<Record<(typeof RETURN_LINES)[number], string>> = {
  'active-level-3': 'level 3',
  'active-level-4': 'level 4',
  'initiated-level-5': 'started at level 5',
  'home-visits': 'home visits',
}

function countsOtherwise({ seenFigures = '' }: Fields, { activity }: MonthCounted): Refused {
  const now = figuresOf(activity)
  const seen = seenFigures.split(' ')
  const lines = RETURN_LINES.flatMap((line, nth) =>
    seen[nth] === undefined || seen[nth] === `${now[line]}`
      ? []
      : [
          `${NAMES[line]} ${/^\d{1,7}$/.test(seen[nth]) ? seen[nth] : '?'} then and ${now[line]} now`,
        ],
  )
  const what =
    lines.length > 0
      ? `${lines.join(', ')}.`
      : 'The figures are the same; the patients behind them, or what is said about earlier months, are not.'
  return refused(409, {
    field: '',
    code: 'counts-otherwise',
    message: `Nothing is submitted: something was entered since this page was made. ${what} Look at the figures again, then sign.`,
  })
}

const NOT_ENDED = refused(409, {
  field: '',
  code: 'not-ended',
  message: 'This month has not ended. Its return is signed from the first day of the next month.',
})
const WHY_AGAIN: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Choose why this return is submitted again.',
}
const NOT_SIGNED: Finding = {
  field: 'signed',
  code: 'required',
  message: 'Tick that you have looked at these figures and sign for them.',
}
