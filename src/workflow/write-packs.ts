import { canonicalJson } from '#base/canonical.ts'
import { londonClock, londonDay } from '#base/day.ts'
import type { PaperPack } from '#print/pack/pack-words.ts'
import { addAuditLine } from '#store/audit.ts'
import { putPack } from '#store/pack-folder.ts'
import { thisProvider } from '#store/providers.ts'
import { addPackCopy, findPackPassphrase, newestPackCopies } from '#store/sealed-packs.ts'
import { inTransaction, seeOneMoment } from '#store/tx.ts'
import { atProviders } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { packDays, paperPack } from './paper-pack.ts'
import { packPassphrase, sealPack } from './seal-pack.ts'

/** A pack is written anew when the one before is so old. @technical a clinic is half a day */
const ANEW_AFTER_MS = 4 * 3_600_000
/** After one that could not be written the next is tried so much later. @technical A pause. */
const AGAIN_AFTER_MS = 15 * 60_000

/** Writes the sealed pack of each site that has a passphrase, where the newest is old, into the folder of the house. */
export async function writeDuePacks(house: House): Promise<void> {
  const { packs } = house
  if (packs === undefined) return
  await atProviders(house, async (providerId) => {
    if (await isDue(house, providerId)) await writeAt(house, providerId, packs)
  })
}

/** Writes the pack of every site now; answers how many people each has, and null of a site without a passphrase. */
export async function writePacksNow(
  house: House,
  folder: string,
): Promise<readonly { readonly site: string; readonly people: number | null }[]> {
  const written: { site: string; people: number | null }[] = []
  await atProviders(house, async (providerId) => {
    written.push(await writeAt(house, providerId, folder))
  })
  return written
}

const isDue = (house: House, providerId: string): Promise<boolean> =>
  inTransaction(house.pool, providerId, async (tx) => {
    const now = house.clock()
    const copies = await newestPackCopies(tx)
    const isFresh = copies.some(
      ({ outcome, at }) => now - at < (outcome === 'written' ? ANEW_AFTER_MS : AGAIN_AFTER_MS),
    )
    return { keep: false, answer: !isFresh && (await findPackPassphrase(tx)) !== undefined }
  })

type Gathered = { readonly site: string; readonly passphraseId: string | undefined } & {
  readonly pack: PaperPack
}

async function writeAt(house: House, providerId: string, folder: string) {
  const gathered = await gather(house, providerId)
  const { site, passphraseId, pack } = gathered
  if (passphraseId === undefined) return { site, people: null }
  const trouble = await writeFile(house, gathered, passphraseId, folder).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  await note(house, providerId, pack, trouble === undefined ? 'written' : 'failed')
  if (trouble !== undefined) throw trouble.error
  return { site, people: pack.people.length }
}

const gather = (house: House, providerId: string): Promise<Gathered> =>
  inTransaction(house.pool, providerId, async (tx) => {
    await seeOneMoment(tx)
    const pack = await paperPack(tx, house.clock())
    const [provider, passphrase] = [await thisProvider(tx), await findPackPassphrase(tx)]
    const answer = { pack, site: provider?.odsCode ?? providerId, passphraseId: passphrase?.id }
    return { keep: false, answer }
  })

async function writeFile(
  { secret }: House,
  { site, pack }: Gathered,
  passphraseId: string,
  folder: string,
): Promise<void> {
  const text = await sealPack(pack, packPassphrase(secret, passphraseId))
  const at = `${londonDay(pack.madeAt)}-${londonClock(pack.madeAt).replace(':', '')}`
  await putPack(folder, { site, name: at, text })
}

/** That identifiers left, or could not, stands in the database and in the audit. */
async function note(
  house: House,
  providerId: string,
  { madeAt, people }: PaperPack,
  outcome: 'written' | 'failed',
): Promise<void> {
  await inTransaction(house.pool, providerId, async (tx) => {
    const now = house.clock()
    const at = new Date(now).toISOString()
    const id = newId(now)
    const throughOn = packDays(londonDay(madeAt)).through
    await addPackCopy(tx, { id, outcome, people: people.length, throughOn, at })
    const noted = { outcome, people: people.length }
    await addAuditLine(tx, canonicalJson({ act: 'write-clinic-pack', at, subject: id, noted }))
    return { keep: true, answer: undefined }
  })
}
