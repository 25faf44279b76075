import { addPackPassphrase, findPackPassphrase } from '#store/sealed-packs.ts'
import { act, type Done } from './act.ts'
import type { House } from './desk.ts'
import { type Parsed, refused, refusedField } from './outcome.ts'
import { packPassphrase } from './seal-pack.ts'
import { readTextFields } from './text-fields.ts'

type Wish = 'see' | 'renew'

/** Which passphrase; it is made again from the secret of the house, and kept nowhere, in no answer of an act either. */
export type PassphraseKept = Done & { readonly passphraseId: string; readonly wish: Wish }

/** Shows whoever keeps the envelope the passphrase of the packs, or makes another. */
export const keepPackPassphrase = act<Wish, PassphraseKept>({
  name: 'keep-pack-passphrase',
  parse: (input): Parsed<Wish> => {
    const read = readTextFields(input, ['wish'])
    if (read.kind === 'refused') return read
    const { wish } = read.value
    if (wish === 'see' || wish === 'renew') return { kind: 'parsed', value: wish }
    return { kind: 'refused', findings: refusedField('wish', 'required', CHOOSE).findings }
  },
  perform: async ({ tx, now, actor, newId }, wish) => {
    const found = await findPackPassphrase(tx)
    if (wish === 'see') {
      if (found === undefined) return refused(409, NONE)
      return { kind: 'done', subject: found.id, passphraseId: found.id, wish, noted: { wish } }
    }
    const id = newId()
    await addPackPassphrase(tx, { id, by: actor.accountId, at: new Date(now).toISOString() })
    return { kind: 'done', subject: id, passphraseId: id, wish, noted: { wish } }
  },
})

const CHOOSE = 'Choose whether to see the passphrase or to make another.'
const NONE = {
  field: 'wish',
  code: 'no-passphrase',
  message: 'This site has no passphrase yet. Make one.',
}

export const passphraseShown = ({ secret }: House, { passphraseId }: PassphraseKept): string =>
  packPassphrase(secret, passphraseId)
