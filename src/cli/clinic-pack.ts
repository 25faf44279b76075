import { resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { writePacksNow } from '#workflow/write-packs.ts'
import { withHouse } from './with-house.ts'

const USAGE = `evenkeel clinic-pack [--into FOLDER]

  Writes the sealed clinic pack of each site that has a passphrase, as things stand now: one file a site that any browser
  opens without a network. FOLDER is that of EVENKEEL_PACKS unless it is said. See docs/operations.md, A day without Evenkeel.
`

/** `evenkeel clinic-pack`: 0 when each site has its pack, 1 when one has none. */
export async function clinicPackCommand(args: readonly string[]): Promise<number> {
  const into = folderIn(args)
  if (into === null) {
    process.stderr.write(USAGE)
    return 2
  }
  return await withHouse(async (house, _open, { packsFolder }) => {
    const folder = resolve(into ?? packsFolder)
    const written = await writePacksNow(house, folder)
    for (const { site, people } of written) {
      console.log(
        people === null
          ? `${site}: no passphrase, so no pack. Its practice manager makes one: Service, Clinic packs.`
          : `${site}: ${people} people, in ${folder}.`,
      )
    }
    return written.every(({ people }) => people !== null) ? 0 : 1
  })
}

/** The folder that is named, undefined where none is; null where it is asked wrongly. */
function folderIn(args: readonly string[]): string | undefined | null {
  try {
    return parseArgs({ args: [...args], options: { into: { type: 'string' } } }).values.into
  } catch {
    return null
  }
}
