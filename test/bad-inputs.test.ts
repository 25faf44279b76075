import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

// Every case of the bad-input list that belongs to the clinic (D1 to D5), to the sign-in (D8) or to claims (D9) is answered by a test that
// names its id.

const ROOT = join(import.meta.dirname, '..')

type Case = {
  readonly id: string
  readonly surface: string
  readonly input: string
  readonly expected: string
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(join(ROOT, 'test/bad-inputs.json'), 'utf8'),
)

const OF_THE_CLINIC = /^D[1-58]\.|^D9\.(?:[0-6]\d|7[0-4])$/

/** Cases whose subject is not in this version, with the reason. */
const LATER: Readonly<Record<string, string>> = {
  'D2.68': 'there are no claim periods before the commissioned service',
  'D3.69': 'there are no significant event narratives before the commissioned service',
  'D8.24': 'there are no passkeys yet',
  'D8.34':
    'how many sign-ins of one account may be open is not limited; each is listed, and ended, on the account page',
  'D8.39': 'no password is reset by e-mail: an administrator hands over a first one',
  'D8.59': 'there is no role of a commissioner before the commissioned service',
  'D8.63': 'the emergency look at the record of another provider has its own tests when it comes',
  'D8.64': 'as D8.63',
  'D8.65': 'as D8.63',
  'D8.66': 'as D8.63',
  'D8.71': 'nobody signs in by another service yet',
  'D8.72': 'as D8.71',
  'D8.75': 'as D8.71',
  'D9.20':
    'a visit is of the day on which its sample was taken, and no sample is of a day to come: see D1',
  'D9.21': 'no visit is recorded for a course that has not begun: see D1',
  'D9.55': 'Evenkeel holds no bank details: it makes a list of what is approved, and pays nobody',
  'D9.56': 'as D9.55',
  'D9.58': 'as D9.55',
  'D9.66': 'figures for a commissioner over patients come with analytics; a claim is exact (0044)',
  'D9.67': 'as D9.66',
  'D9.68': 'as D9.66',
  'D9.69': 'as D9.66',
  'D9.70': 'as D9.66',
  'D9.73': 'no list of claims is paged by its address',
  'D9.74': 'no list of claims is sorted by its address',
}

/** Clinical cases of D1 and D4 are proved where a user meets them: in a walk through the pages and commands. */
const WALKED = /^D[14]\./
const walks = readdirSync(join(ROOT, 'test/http'))
  .filter((file) => /^clinical-walk-.*\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(ROOT, 'test/http', file), 'utf8'))
  .join('\n')

const testTexts = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((file) =>
      join(ROOT, folder, String(file)),
    ),
  )
  .filter(
    (file) =>
      /\.(tsx?|csv)$/.test(file) && file !== import.meta.filename && /\btest\b|\.test\./.test(file),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

test('the list is whole', () => {
  assert.equal(cases.filter(({ id }) => OF_THE_CLINIC.test(id)).length, 361)
})

for (const { id, surface, input, expected } of cases.filter((one) => OF_THE_CLINIC.test(one.id))) {
  test(`${id} ${surface}: ${input} -> ${expected} has a test that names it`, () => {
    const texts = WALKED.test(id) ? walks : testTexts
    assert.ok(id in LATER || texts.includes(id), 'no test names this case')
  })
}
