import { createCipheriv, createHmac, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { clinicalDate, clinicalInstant } from '#base/day.ts'
import type { PaperPack } from '#print/pack/pack-words.ts'
import { sealedPage } from '#print/pack/sealed-page.ts'
import { inGroups } from './one-time-password.ts'

/** OWASP's count for PBKDF2-SHA-256; the passphrase has 80 bits of its own. @technical */
const ITERATIONS = 600_000
const KEY_BYTES = 32
const SALT_BYTES = 16
const NONCE_BYTES = 12

/** The passphrase of the packs of a site, made from the secret of the installation, so that it is kept nowhere. */
export const packPassphrase = (secret: Buffer, passphraseId: string): string =>
  inGroups(createHmac('sha256', secret).update(`clinic pack ${passphraseId}`).digest())

const derive = promisify(pbkdf2)

/** The pack as one file that a browser opens with the passphrase; hyphens, spaces and capitals of it do not count. */
export async function sealPack(pack: PaperPack, passphrase: string): Promise<string> {
  // Asked for only here: what never makes a pack loads no page.
  const { packSheets } = await import('#print/pack/pack-sheets.tsx')
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)]
  const letters = passphrase.replaceAll('-', '')
  const key = await derive(letters, salt, ITERATIONS, KEY_BYTES, 'sha256')
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(packSheets(pack), 'utf8'), cipher.final()])
  return sealedPage(
    {
      providerName: pack.providerName,
      madeOn: clinicalInstant(pack.madeAt),
      forDays: `${clinicalDate(pack.from)} to ${clinicalDate(pack.through)}`,
    },
    { salt, nonce, iterations: ITERATIONS, sealed: Buffer.concat([sealed, cipher.getAuthTag()]) },
  )
}
