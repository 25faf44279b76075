import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { scratchFolder } from '#test/scratch.ts'
import { fingerprint } from '#workflow/anchor-key.ts'
import { RELEASED_HASHES } from '#workflow/released-rules.ts'
import { signedText } from '#workflow/rules-signature.ts'
import { hashOf } from '#workflow/suggestion-token.ts'

// An installed copy whose rules somebody has changed, started as it lies there (H10).

const HOUSE = join(import.meta.dirname, '../..')
const SIGNATURE = 'data/released-rules/signature.json'
let folder: string
let copy: string
before(() => {
  folder = scratchFolder('signed-rules')
  copy = join(folder, 'copy')
  mkdirSync(copy)
  for (const part of ['src', 'tools/tsx-hook.mjs', 'package.json', 'data/released-rules']) {
    cpSync(join(HOUSE, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(HOUSE, 'node_modules'), join(copy, 'node_modules'))
})
after(() => rmSync(folder, { recursive: true }))

/** What the copy says as it starts, and that it opened nothing. */
function whyNotStarted(program: string, args: readonly string[], pinned = ''): string {
  const loaded = ['--import', join(copy, 'tools/tsx-hook.mjs'), join(copy, 'src', program)]
  const { status, stdout, stderr } = spawnSync(process.execPath, [...loaded, ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...process.env,
      PORT: '0',
      EVENKEEL_DATA: join(folder, 'db'),
      EVENKEEL_RULES_KEY: pinned,
    },
  })
  assert.deepEqual([status, stdout], [1, ''], stderr)
  assert.equal(statSync(join(folder, 'db'), { throwIfNoEntry: false }), undefined)
  return stderr
}

function rewrite(file: string, from: string, to: string): void {
  const text = readFileSync(join(copy, file), 'utf8')
  assert.ok(text.includes(from), `${file} holds ${from}`)
  writeFileSync(join(copy, file), text.replaceAll(from, to))
}

test('H10: a copy whose rules are not signed does not start', () => {
  const signed = readFileSync(join(copy, SIGNATURE))
  rmSync(join(copy, SIGNATURE))
  assert.match(whyNotStarted('main.ts', []), /rules of this copy are not signed.*is missing/)
  writeFileSync(join(copy, SIGNATURE), signed)
})

test('H10: a copy whose rules and list were changed together starts no command, and not past the pin once signed anew', () => {
  const name = `${DEFAULT_RULE_SET.id} ${DEFAULT_RULE_SET.version}`
  const changed = hashOf({ ...DEFAULT_RULE_SET, capPercent: 60 })
  rewrite('src/clinical/warfarin/rule-set.ts', 'capPercent: 20', 'capPercent: 60')
  rewrite('src/workflow/released-rules.ts', RELEASED_HASHES[name] ?? '', changed)
  const said = whyNotStarted('cli/main.ts', ['verify'])
  assert.match(said, /list of released rules is not the one that was signed/)

  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keys = 'readonly ReleaseKey[] = ['
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const added = `${keys} { name: 'X', since: '2026-11-28', publicKey: '${spki}' },`
  rewrite('src/workflow/release-keys.ts', keys, added)
  const text = signedText({ ...RELEASED_HASHES, [name]: changed })
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64')
  const file = JSON.stringify({ key: fingerprint(publicKey), signature })
  writeFileSync(join(copy, SIGNATURE), file)
  const { key: ours } = JSON.parse(readFileSync(join(HOUSE, SIGNATURE), 'utf8'))
  const pinned = whyNotStarted('main.ts', [], ours)
  assert.match(pinned, /not signed with the key that EVENKEEL_RULES_KEY names/)
  assert.doesNotMatch(pinned, /not the ones that were released/)
})
