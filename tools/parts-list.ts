import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

// Every package that Evenkeel is made of or built with, in the form that buyers' tools read (CycloneDX 1.5), made of the lock
// file alone: the same lock file is the same list. `node tools/parts-list.ts > parts.cdx.json` writes it.

const ROOT = join(import.meta.dirname, '..')

type Locked = {
  readonly name?: string
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: true
  readonly optional?: true
  readonly hasInstallScript?: true
}

type Lock = { readonly version: string; readonly packages: Readonly<Record<string, Locked>> }

/** Each package of the lock file with its name; the product itself is none. */
export function lockedPackages(): readonly (Locked & { readonly name: string })[] {
  const lock: Lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({ ...locked, name: locked.name ?? nameAt(path) }))
}

const nameAt = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The list as JSON. */
export function partsList(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const list = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: 'evenkeel', version } },
    components: lockedPackages().map(component),
  }
  return `${JSON.stringify(list, null, 2)}\n`
}

function component(locked: Locked & { readonly name: string }) {
  const { name, version, integrity = '', license, dev, optional } = locked
  const [algorithm = '', hash = ''] = integrity.split('-')
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: dev || optional ? 'optional' : 'required',
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    hashes: [
      {
        alg: algorithm.replace('sha', 'SHA-'),
        content: Buffer.from(hash, 'base64').toString('hex'),
      },
    ],
    purl,
  }
}

if (process.argv[1] === import.meta.filename) process.stdout.write(partsList())
