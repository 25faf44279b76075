import { findInstallation } from '#store/installation.ts'
import { findPackPassphrase, newestPackCopies, type PackCopy } from '#store/sealed-packs.ts'
import type { Tx } from '#store/tx.ts'

/** Why a site could stand without a pack tomorrow. */
export type PackTrouble = 'no-passphrase' | 'failed' | 'old'

export type PackStanding = {
  /** Who made the passphrase and when; undefined where nobody has. */
  readonly passphrase: { readonly madeAt: number; readonly madeByName: string } | undefined
  readonly written: PackCopy | undefined
  readonly trouble: PackTrouble | undefined
}

/** A pack that is older does not stand for the clinic of today (H29). @technical In hours. */
const OLD_AFTER_HOURS = 24
const HOUR_MS = 3_600_000

export async function packStanding(tx: Tx, now: number): Promise<PackStanding> {
  const [passphrase, copies] = await Promise.all([findPackPassphrase(tx), newestPackCopies(tx)])
  const written = copies.find(({ outcome }) => outcome === 'written')
  const failed = copies.find(({ outcome }) => outcome === 'failed')
  const standing = { passphrase, written }
  if (passphrase === undefined) {
    return { ...standing, trouble: (await isDemonstration(tx)) ? undefined : 'no-passphrase' }
  }
  const writtenAt = written?.at ?? 0
  if ((failed?.at ?? 0) > writtenAt) return { ...standing, trouble: 'failed' }
  const since = Math.max(writtenAt, passphrase.madeAt)
  return { ...standing, trouble: now - since > OLD_AFTER_HOURS * HOUR_MS ? 'old' : undefined }
}

/** Nobody in a demonstration needs one. */
const isDemonstration = async (tx: Tx): Promise<boolean> =>
  (await findInstallation(tx))?.kind === 'demonstration'
