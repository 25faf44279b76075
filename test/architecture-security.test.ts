import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { tabletsThatMake } from '#clinical/tablets.ts'
import { commentAgainst } from '#clinical/warfarin/comment-scan.ts'
import { MOST_WORDS } from '#workflow/free-text.ts'
import { filesOfTheHouse, sourceFile } from './architecture/imports.ts'
import { growsTooFast, patternsOf, securityFaults, spliced } from './architecture/security-rules.ts'

// Whole kinds of weakness that the source keeps out. What stands outside a rule is named here, and a name that no longer fits
// anything fails too.

const sources = filesOfTheHouse().filter(
  ({ path }) => path.startsWith('src/') && !/(?:\.test\.tsx?|\.d\.ts)$/.test(path),
)

/** The command line, the embedded server and its socket, the server of pages, and the gateway and the identity service that a site has set up. */
const OUTSIDE = [
  'src/cli/against-args.ts: the environment read',
  'src/cli/backup.ts: the environment read',
  'src/cli/import.ts: the environment read',
  'src/cli/restore.ts: the environment read',
  'src/cli/seat.ts: a way out',
  'src/cli/simulate-against.ts: a way out',
  'src/cli/with-house.ts: the environment read',
  'src/main.ts: the environment read',
  'src/store/embedded/account.ts: a program started',
  'src/store/embedded/hold.ts: a way out',
  'src/store/embedded/postmaster.ts: a program started',
  'src/store/embedded/presence.ts: a way out',
  'src/store/embedded/private-folder.ts: a program started',
  'src/store/gathering-socket.ts: a way out',
  'src/web/door/caller.ts: a proxy believed',
  'src/web/serve.ts: a way out',
  'src/workflow/nhs-logout.ts: a way out',
  'src/workflow/nhs-service.ts: a way out',
  'src/workflow/text-gateway.ts: a way out',
]

test('SR-10, SR-11, SR-16, SR-18: no markup past React, no text run as code, no program started, no way out and no statement but where they are named', () => {
  assert.deepEqual(sources.flatMap(securityFaults).sort(), OUTSIDE)
})

const planted = [
  ['<p dangerouslySetInnerHTML={{ __html: typed }} />', 'markup past React'],
  ['place.innerHTML = typed', 'markup past React'],
  ['eval(typed)', 'text run as code'],
  ["import { exec } from 'node:child_process'", 'a program started'],
  ['const got = await fetch(typed)', 'a way out'],
  ["import { request } from 'node:https'", 'a way out'],
  ["const { discovery } = await import('openid-client')", 'a way out'],
  ['await pool.query(`select 1 from patient`)', 'a statement outside the store'],
  ["await tx.query<Row>('select 1', [])", 'a statement outside the store'],
  ["headers.get('x-forwarded-for')", 'a proxy believed'],
  ['const key = process.env.KEY', 'the environment read'],
] as const
for (const [text, says] of planted) {
  test(`SR-10, SR-11, SR-16, SR-18: a planted ${text} is found`, () => {
    assert.deepEqual(securityFaults(sourceFile('src/web/x.ts', text)), [`src/web/x.ts: ${says}`])
  })
}

test('SR-10, SR-11, SR-16, SR-18: a comment is no code', () => {
  const text = '/* eval(typed) */\n// await fetch(typed)\nconst one = 1'
  assert.deepEqual(securityFaults(sourceFile('src/web/x.ts', text)), [])
})

/** Pieces of the lists of absences, which are written beside them, and names that the code itself counts through. */
const FRAGMENTS = [
  'kind',
  'known.episode',
  'known.key',
  'known.named',
  'known.note',
  'known.owner',
  'known.patient',
  'known.risk',
  'known.sinceAt',
  'known.sinceOn',
  'known.subject',
  'known.taskKind',
]

test('SR-10: what a statement is put together from is written in the store, and nothing of a request is', () => {
  const found = sources
    .filter(({ path }) => path.startsWith('src/store/'))
    .flatMap(({ text }) => spliced(text))
  assert.deepEqual([...new Set(found)].sort(), FRAGMENTS)
})

test('SR-10: a planted piece of a request in a statement is found', () => {
  const splice = (piece: string) => `query(\`select id from patient where a = '$\{${piece}}'\`)`
  assert.deepEqual(spliced(splice('typed.name')), ['typed.name'])
  assert.deepEqual(spliced(splice('name')), ['name'])
  assert.deepEqual(spliced('query(`select id from patient where ' + '$' + '{typed.where}`)'), [
    'typed.where',
  ])
})

test('SR-11: the script of the pages writes no markup and runs no text', () => {
  const text = readFileSync(join(import.meta.dirname, '../src/web/assets/evenkeel.js'), 'utf8')
  const found = securityFaults(sourceFile('src/web/assets/evenkeel.js', text))
  assert.deepEqual(found, ['src/web/assets/evenkeel.js: a way out'])
  const reached = [...text.matchAll(/(?:fetch|EventSource)\(([^,)]*)/g)].map(([, to]) => to)
  assert.deepEqual(reached.sort(), [
    "'/account/here'",
    'form.dataset.draftUrl',
    'place.dataset.progressUrl',
  ])
})

/** Patterns that take the square of the text, and meet no text from outside: numbers of our own, a list, the style sheet, a setting. */
const OF_OUR_OWN = [
  'src/clinical/dose.ts: 0+$',
  'src/clinical/warfarin/common-medicines.ts: \\s*\\|\\s*',
  'src/print/trial/number-words.ts: \\B(?=(\\d{3})+$)',
  'src/config.ts: \\/+$',
  'src/web/styles.ts: ,(?![^(]*\\))',
]

test('SR-15: every pattern takes a time in proportion to the text, however it repeats', async () => {
  const patterns = sources.flatMap((file) =>
    patternsOf(file).map((pattern) => ({ name: `${file.path}: ${pattern.source}`, pattern })),
  )
  assert.ok(patterns.length > 250, `${patterns.length} patterns`)
  const names = patterns.map(({ name }) => name)
  assert.deepEqual(
    OF_OUR_OWN.filter((name) => !names.includes(name)),
    [],
  )
  const slow: string[] = []
  for (const { name, pattern } of patterns) {
    if (!OF_OUR_OWN.includes(name) && growsTooFast(pattern)) slow.push(name)
    // What else runs in this process, servers above all, has its turn.
    await new Promise(setImmediate)
  }
  assert.deepEqual(slow, [])
})

test('SR-15: a planted pattern that takes the square of the text is found', () => {
  const [pattern = /x/] = patternsOf(sourceFile('src/web/x.ts', 'const BLANKS = /\\s+$/'))
  assert.ok(growsTooFast(pattern))
  assert.ok(!growsTooFast(/(?:a|b)+c?/))
})

const DAY_5_MG = {
  from: day('2026-11-22'),
  days: 7,
  ug: ug(5000),
  tablets: tabletsThatMake(ug(5000), { strengths: [5000], halves: false }),
}
const BLINK_MS = 1500
const UNITS = [
  'a ',
  '5',
  '1 mg ',
  'take 5 mg ',
  'mon 5, ',
  'omit ',
  'warfarin ',
  'brown and ',
  'not a ',
]

test('SR-15: the longest comment that may be typed is read in a blink, whatever it repeats', () => {
  const beside = { schedule: { runs: [DAY_5_MG] }, weeklyUg: ug(35_000), currentDailyUg: ug(5000) }
  commentAgainst({ comment: 'a first one, for which the patterns are made', ...beside })
  for (const unit of UNITS) {
    const comment = unit.repeat(MOST_WORDS).slice(0, MOST_WORDS)
    const began = performance.now()
    commentAgainst({ comment, ...beside })
    const took = performance.now() - began
    assert.ok(took < BLINK_MS, `${JSON.stringify(unit)}: ${Math.round(took)} ms`)
  }
})

test('SR-12: every CSV is written by the one way that makes formulas harmless', () => {
  const typed = sources.filter(({ text }) => /['"`]text\/csv;/.test(text)).map(({ path }) => path)
  assert.deepEqual(typed, ['src/web/reports/csv-file.ts'])
  const writing = sources.filter(({ imports }) => imports.some((one) => /csv-text\.ts$/.test(one)))
  assert.deepEqual(
    writing.map(({ path }) => path),
    [
      'src/interchange/patient-rows.ts',
      'src/web/reports/csv-file.ts',
      'src/workflow/export-audit.ts',
      'src/workflow/trial-csv.ts',
    ],
  )
})
