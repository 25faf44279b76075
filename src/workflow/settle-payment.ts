import { readMoney } from '#interchange/money-cell.ts'
import { lockRegister } from '#store/lock-register.ts'
import { submittedClaims } from '#store/quarterly-claims.ts'
import { addSettled, type PaidRow, paidRows } from '#store/remittances.ts'
import { act, type Done } from './act.ts'
import { standingClaims } from './claims-read.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** In the place of a claim: the payment is for none. */
export const NO_CLAIM = 'none'

const FIELDS = ['fileId', 'line', 'nth', 'claim', 'amount'] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** Says for which claim a payment was, where its reference does not; of a row that could not be read, how much it was as well. */
export const settlePayment = act<Fields, Done>({
  name: 'settle-payment',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const { tx, actor } = desk
    await lockRegister(tx)
    const row = (await paidRows(tx)).find(
      ({ fileId, line }) => fileId === idTyped(fields.fileId) && `${line}` === fields.line,
    )
    if (row === undefined) return notHere('payment')
    if (fields.nth !== `${row.settled?.nth ?? 0}`) return changedMeanwhile('this payment')
    const claimId = await readClaim(tx, fields.claim)
    const pence = readAmount(row, fields.amount)
    if (claimId === undefined) return withBoth(CHOOSE, pence)
    if (typeof pence !== 'number') return pence
    const nth = (row.settled?.nth ?? 0) + 1
    const isAdded = await addSettled(tx, {
      ...{ fileId: row.fileId, line: row.line, nth, claimId, pence },
      by: actor.accountId,
      byName: actor.name,
      at: new Date(desk.now).toISOString(),
    })
    if (!isAdded) return changedMeanwhile('this payment')
    return { kind: 'done', subject: row.fileId, noted: { line: row.line, nth, claimId, pence } }
  },
})

const withBoth = (claim: Refused, pence: number | Refused): Refused =>
  typeof pence === 'number' ? claim : refused(422, ...claim.findings, ...pence.findings)

async function readClaim(
  tx: Parameters<typeof submittedClaims>[0],
  typed: string | undefined,
): Promise<string | null | undefined> {
  if (typed === NO_CLAIM) return null
  return standingClaims(await submittedClaims(tx)).find(({ id }) => id === typed)?.id
}

/** What a row that could be read says stays as it is. */
function readAmount({ pence }: PaidRow, typed: string | undefined): number | Refused {
  if (pence !== null) return pence
  const money = readMoney((typed ?? '').trim())
  if (money.kind === 'money') return money.pence
  return refusedField('amount', 'amount', money.message)
}

const CHOOSE = refusedField(
  'claim',
  'required',
  'Choose the claim that was paid, or that it was for none.',
)
