import type { PaperPack } from '#print/pack/pack-words.ts'
import { findPackPassphrase } from '#store/sealed-packs.ts'
import { act, type Done } from './act.ts'
import type { Caller, House } from './desk.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { paperPack } from './paper-pack.ts'
import { packPassphrase, sealPack } from './seal-pack.ts'
import { readTextFields } from './text-fields.ts'
import { view } from './view.ts'

export type PackTaken = Done & { readonly passphraseId: string }

/** Takes the sealed pack out of the product, as things stand now: itself a line of the audit. */
export const takeClinicPack = act<undefined, PackTaken>({
  name: 'take-clinic-pack',
  parse: (input): Parsed<undefined> => {
    const read = readTextFields(input, [])
    return read.kind === 'refused' ? read : { kind: 'parsed', value: undefined }
  },
  perform: async ({ tx }) => {
    const found = await findPackPassphrase(tx)
    if (found === undefined) return refused(409, NONE)
    return { kind: 'done', subject: found.id, passphraseId: found.id }
  },
})

const NONE = {
  field: '',
  code: 'no-passphrase',
  message:
    'This site has no passphrase yet, so nothing is sealed. The practice manager or the clinical lead makes one.',
}

type Gathered = { readonly kind: 'gathered'; readonly pack: PaperPack }

const gathered = view<undefined, Gathered>('take-clinic-pack', async ({ tx, now }) => ({
  kind: 'gathered',
  pack: await paperPack(tx, now),
}))

/** The pack that was taken, as a file that any browser opens with the passphrase. */
export async function takenPack(
  house: House,
  caller: Caller,
  { passphraseId }: PackTaken,
): Promise<{ readonly kind: 'file'; readonly text: string; readonly day: string } | Refused> {
  const found = await gathered(house, caller, undefined)
  if (found.kind === 'refused') return found
  const text = await sealPack(found.pack, packPassphrase(house.secret, passphraseId))
  return { kind: 'file', text, day: found.pack.from }
}
