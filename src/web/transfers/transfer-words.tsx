import type { TransferState, TransferStep } from '#register/transfer.ts'
import { Tag } from '#web/parts/tag.tsx'
import type { TransferShown } from '#workflow/transfers-shown.ts'

export const STEP_WORDS: Readonly<Record<TransferStep, string>> = {
  sent: 'Asked to take the patient on',
  renewed: 'Got the record as it is now',
  asked: 'Question',
  answered: 'Answer',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

/** Where a transfer stands, and who answers for the patient meanwhile. */
export function StateTag({ state, transfer }: StateProps) {
  if (state.kind === 'over') {
    return state.how === 'accepted' ? (
      <Tag colour="green">Accepted</Tag>
    ) : (
      <Tag colour="grey">{STEP_WORDS[state.how]}</Tag>
    )
  }
  return state.for === transfer.side ? (
    <Tag colour="orange">Waits for you</Tag>
  ) : (
    <Tag colour="blue">Waits for the other side</Tag>
  )
}

type StateProps = {
  readonly state: TransferState
  readonly transfer: Pick<TransferShown['transfer'], 'side' | 'otherName'>
}

/** Who answers for the patient now, in words. */
export function responsibleInWords({ state, transfer: { side, otherName } }: StateProps): string {
  const isOurs = side === 'sends'
  const hasMoved = state.kind === 'over' && state.how === 'accepted'
  return isOurs === hasMoved
    ? `${otherName} answers for this patient${hasMoved ? '.' : ' until you have accepted.'}`
    : hasMoved
      ? 'You answer for this patient.'
      : `You answer for this patient until ${otherName} has accepted: call, recall, doses and alarms stay here.`
}
