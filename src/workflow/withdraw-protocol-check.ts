import { trimAscii } from '#base/typed-text.ts'
import { addProtocolCheck, newestProtocolCheck } from '#store/protocol-checks.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, refused } from './outcome.ts'
import { checkable } from './protocol-standing.ts'
import { readTextFields } from './text-fields.ts'

type Withdrawal = { readonly protocol: string; readonly says: string }

/**
 * Takes a check back: from now on the protocol doses nobody here, and its plans go to a person; a table of monitoring is
 * worked by no longer (H10).
 */
export const withdrawProtocolCheck = act<Withdrawal, Done>({
  name: 'withdraw-protocol-check',
  parse: parseWithdrawal,
  perform: async ({ tx, actor, now, today }, { protocol, says }) => {
    const card = checkable(protocol)
    if (card === undefined) return notHere('protocol')
    const before = await newestProtocolCheck(tx, card.id)
    if (before?.found !== 'agrees') return NOTHING_STANDS

    const sequence = before.sequence + 1
    const entry = {
      protocol: card.id,
      sequence,
      protocolVersion: before.protocolVersion,
      found: 'withdrawn',
      comparedWith: '',
      checkedOn: today,
      says,
      by: actor.accountId,
      at: new Date(now).toISOString(),
    } as const
    if (!(await addProtocolCheck(tx, entry))) return changedMeanwhile('the checks of this protocol')
    return { kind: 'done', noted: { protocol: card.id, found: 'withdrawn', sequence } }
  },
})

const NOTHING_STANDS = refused(409, {
  field: '',
  code: 'no-check-stands',
  message: 'No check of this protocol stands here, so that there is nothing to withdraw.',
})

function parseWithdrawal(input: unknown): Parsed<Withdrawal> {
  const read = readTextFields(input, ['protocol', 'withdrawal'])
  if (read.kind === 'refused') return read
  const { protocol = '', withdrawal = '' } = read.value
  const says = trimAscii(withdrawal)
  if (says !== '') return { kind: 'parsed', value: { protocol, says } }
  const message = 'Write why the check is withdrawn.'
  return { kind: 'refused', findings: [{ field: 'withdrawal', code: 'required', message }] }
}
