import { mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from './backup/durable.ts'

/** Older packs say what is no longer so, and are identifiers that nobody needs. @technical how many stay of each site */
const STAY = 3

/** Puts the pack of a site into the folder, whole or not at all, and takes away all but the newest of that site. */
export async function putPack(
  folder: string,
  { site, name, text }: { readonly site: string; readonly name: string; readonly text: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await writeDurably(join(folder, `${prefixOf(site)}${name}.html`), text)
  const known = readdirSync(folder).filter(
    (file) => file.startsWith(prefixOf(site)) && file.endsWith('.html'),
  )
  const old = known.sort().toReversed().slice(STAY)
  await Promise.all(old.map((file) => rm(join(folder, file))))
}

const prefixOf = (site: string): string => `clinic-pack-${site.replaceAll(/[^\w]/g, '_')}-`
