import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { type TestContext, test } from 'node:test'

const HOUSE = join(import.meta.dirname, '..', '..')
const BOOTSTRAP = join(HOUSE, 'tools/bootstrap.mjs')

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-bootstrap-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

type Packages = Readonly<Record<string, { version: string; dev?: true; optional?: true }>>

const locked: Packages = {
  'node_modules/needed': { version: '1.0.0' },
  'node_modules/for-tests': { version: '1.0.0', dev: true },
  'node_modules/other-machine': { version: '1.0.0', optional: true },
}
const needed = { 'node_modules/needed': { version: '1.0.0' } }
const all = { ...needed, 'node_modules/for-tests': { version: '1.0.0' } }

const installs: readonly {
  state: string
  installed: Packages | undefined
  development: boolean
  asksNpm: boolean
}[] = [
  { state: 'nothing', installed: undefined, development: false, asksNpm: true },
  { state: 'all', installed: all, development: true, asksNpm: false },
  { state: 'all but tests', installed: needed, development: true, asksNpm: true },
  { state: 'all but tests', installed: needed, development: false, asksNpm: false },
  {
    state: 'an older version',
    installed: { ...all, 'node_modules/needed': { version: '0.9.0' } },
    development: false,
    asksNpm: true,
  },
]

for (const { state, installed, development, asksNpm } of installs) {
  const purpose = development ? 'to test' : 'to run'
  test(`with ${state} installed, ${purpose}: npm is ${asksNpm ? '' : 'not '}asked`, (t) => {
    const house = newFolder(t)
    const npm = join(house, 'npm.js')
    const asked = join(house, 'asked')
    mkdirSync(join(house, 'tools'))
    cpSync(BOOTSTRAP, join(house, 'tools/bootstrap.mjs'))
    writeFileSync(join(house, 'package-lock.json'), JSON.stringify({ packages: locked }))
    writeFileSync(npm, `require('fs').writeFileSync('asked', process.argv.slice(2).join(' '))`)
    if (installed !== undefined) {
      mkdirSync(join(house, 'node_modules'))
      const file = join(house, 'node_modules/.package-lock.json')
      writeFileSync(file, JSON.stringify({ packages: installed }))
    }
    const script = `
      import { installPackages } from '${join(house, 'tools/bootstrap.mjs')}'
      installPackages({ development: ${development} })`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, npm_execpath: npm },
    })
    assert.equal(run.status, 0, run.stderr.toString())
    assert.equal(run.stdout.toString(), '', 'a command of the house owns its standard output')
    assert.equal(existsSync(asked), asksNpm)
  })
}

const WAITING = `
  process.once('SIGTERM', () => process.exit(7))
  setInterval(() => {}, 1000)
  console.log(process.pid)`

/** A Node that can be replaced in place, and one too old for it. */
const nodes = [
  { which: 'a new Node', forget: '' },
  { which: 'an old Node', forget: 'delete process.execve' },
]

function handOver(t: TestContext, forget: string, program: string): ChildProcess {
  const file = join(newFolder(t), 'program.ts')
  writeFileSync(file, program)
  const script = `
    import { runNode } from '${BOOTSTRAP}'
    ${forget}
    runNode(['${file}'])`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstWords(program: ChildProcess): Promise<string> {
  assert.ok(program.stdout)
  const [words] = await once(program.stdout, 'data')
  return String(words).trim()
}

for (const { which, forget } of nodes) {
  test(`${which} passes on the exit code`, async (t) => {
    const [code] = await once(handOver(t, forget, 'process.exit(3)'), 'exit')
    assert.equal(code, 3)
  })

  test(`${which} passes on SIGTERM`, async (t) => {
    const program = handOver(t, forget, WAITING)
    await firstWords(program)
    program.kill('SIGTERM')
    const [code] = await once(program, 'exit')
    assert.equal(code, 7)
  })

  test(`${which} that is killed leaves no program behind`, async (t) => {
    const program = handOver(t, forget, WAITING)
    const pid = Number(await firstWords(program))
    program.kill('SIGKILL')
    await once(program, 'exit')
    for (let tries = 0; existsSync(`/proc/${pid}/exe`) && tries < 100; tries += 1) {
      await new Promise((done) => setTimeout(done, 20))
    }
    assert.ok(!existsSync(`/proc/${pid}/exe`))
  })
}

test('a program that lost the permission to execute gets it back', async (t) => {
  const { madeExecutable } = await import(BOOTSTRAP)
  const program = join(newFolder(t), 'program')
  writeFileSync(program, '#!/bin/sh\nexit 0\n')
  chmodSync(program, 0o644)
  assert.ok(madeExecutable(program))
  assert.equal(spawnSync(program).status, 0)
})
