import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { released } from '#contract/catalogue.ts'
import { endOfDaysWithin } from '#recall/within-working-days.ts'
import {
  ANSWER_WITHIN_WORKING_DAYS,
  missingOfPackage,
  stateAfter,
  type TransferPackage,
  type TransferState,
} from '#register/transfer.ts'
import { everyProvider, type Offer, offersOn } from '#store/service-offers.ts'
import {
  findTransfer,
  type ListedTransfer,
  listedTransfers,
  type Transfer,
  type TransferEvent,
  transferEvents,
} from '#store/transfers.ts'
import { packageHash } from './accept-transfer.ts'
import { type CriteriaShown, criteriaShown } from './criteria-shown.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { packageOf } from './transfer-package.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type TransferLine = ListedTransfer & {
  readonly state: TransferState
  /** Whoever waits for the other side has waited longer than is agreed. */
  readonly isLate: boolean
}

export type TransfersShown = {
  readonly kind: 'transfers'
  readonly transfers: readonly TransferLine[]
}

/** @technical Lines of the list; what is open stands first. */
const MOST_LISTED = 200

/** Everybody who is handed over from or to this provider, open ones first. */
export const transfersShown = view<object, TransfersShown>(
  'see-transfers',
  async ({ tx, now }) => ({
    kind: 'transfers',
    transfers: (await listedTransfers(tx, MOST_LISTED)).map((line) => {
      const state = stateAfter(line.last)
      return { ...line, state, isLate: isLate(state, line.lastAt, now) }
    }),
  }),
  () => ({ subject: 'transfers' }),
)

const isLate = (state: TransferState, since: number, now: number): boolean =>
  state.kind === 'waits' && now >= endOfDaysWithin(ANSWER_WITHIN_WORKING_DAYS, since)

export type TransferShown = {
  readonly kind: 'transfer'
  readonly today: Day
  readonly transfer: Transfer
  readonly events: readonly TransferEvent[]
  readonly state: TransferState
  readonly isLate: boolean
  /** What was handed over last, and by what a page names it. */
  readonly package: TransferPackage
  readonly hash: string
  readonly missing: readonly string[]
  readonly judged: CriteriaShown
  /** Of the sender, while it is open: what has to be closed before it can be accepted, and why it cannot be now. */
  readonly openHere: readonly string[]
  readonly may: { readonly answer: boolean; readonly accept: boolean; readonly send: boolean }
}

/** A patient who is handed over: everything that goes along, where it stands, and what can be done now. */
export const transferShown = view<{ readonly transferId: string }, TransferShown>(
  'see-transfers',
  async (desk, { transferId }): Promise<TransferShown | Refused> => {
    const { tx, today, now, actor } = desk
    const transfer = await findTransfer(tx, idTyped(transferId))
    const events = transfer === undefined ? [] : await transferEvents(tx, transfer.id)
    const last = events.at(-1)
    const handed = events.findLast((event) => event.package !== null)?.package
    if (transfer === undefined || last === undefined || !handed) return notHere('transfer')
    const state = stateAfter(last.what)
    const may = (name: 'answer-transfer' | 'accept-transfer' | 'send-transfer') =>
      permission(name, actor, today).kind === 'allowed'
    return {
      kind: 'transfer',
      ...{ today, transfer, events, state, package: handed },
      isLate: isLate(state, last.at, now),
      hash: packageHash(handed),
      missing: missingOfPackage(handed, today).map(({ message }) => message),
      judged: await criteriaShown(desk, handed),
      openHere: state.kind === 'waits' ? await openAtSender(desk, transfer) : [],
      may: {
        answer: may('answer-transfer'),
        accept: may('accept-transfer'),
        send: may('send-transfer'),
      },
    }
  },
  ({ transferId }) => ({ subject: `transfer ${transferId}` }),
)

async function openAtSender(desk: Desk, { side, episodeId }: Transfer): Promise<readonly string[]> {
  if (side !== 'sends' || episodeId === null) return []
  const now = await packageOf(desk, episodeId)
  return now.kind === 'refused' ? now.findings.map(({ message }) => message) : now.open
}

export type DirectoryLine = Offer & { readonly service: string }

export type DirectoryShown = {
  readonly kind: 'directory'
  readonly today: Day
  readonly offers: readonly DirectoryLine[]
  /** Providers of this installation of whose contracts nothing is known today. */
  readonly others: readonly { readonly providerId: string; readonly name: string }[]
}

/** Which provider offers which level today, for whoever has to say where a patient can go (S21). */
export const directoryShown = view<object, DirectoryShown>('see-transfers', async ({ tx, today }) =>
  directoryOf(tx, today),
)

export async function directoryOf(
  tx: Pick<Desk['tx'], 'query'>,
  today: Day,
): Promise<DirectoryShown> {
  const offers = await offersOn(tx, today)
  const others = (await everyProvider(tx)).filter(
    ({ providerId }) => !offers.some((offer) => offer.providerId === providerId),
  )
  const service = ({ specificationId }: Offer) =>
    released(specificationId, 1)?.document.title ?? specificationId
  const lines = offers.map((offer) => ({ ...offer, service: service(offer) }))
  return { kind: 'directory', today, offers: lines, others }
}
