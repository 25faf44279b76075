import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesOfTheHouse, foldersOfTheHouse, sourceFile } from './architecture/imports.ts'
import { ringsOf } from './architecture/rings.ts'
import { ASSEMBLERS, faultsOf, HALL, NEVER_ROOMS, ROOMS } from './architecture/walls.ts'

const files = filesOfTheHouse()

test('every file keeps to the walls', () => {
  assert.deepEqual(files.flatMap(faultsOf), [])
})

test('the core knows nothing of the shell, and no two rooms need each other', () => {
  const order = Object.keys(ROOMS)
  for (const [name, { kind, rooms }] of Object.entries(ROOMS)) {
    for (const used of rooms) {
      assert.ok(
        order.indexOf(used) < order.indexOf(name),
        `${name} uses ${used}, which comes later`,
      )
      assert.ok(kind !== 'core' || ROOMS[used]?.kind === 'core', `${name} is core and uses ${used}`)
      assert.ok(used !== 'store' || name === 'workflow', `${name} uses the store`)
    }
  }
})

test('no file needs itself by way of others', () => {
  assert.deepEqual(ringsOf(files), [])
  const ring = (word: string) => [
    sourceFile('src/web/a.ts', "import { b } from './b.ts'"),
    sourceFile('src/web/b.ts', `import ${word}{ a } from '#web/a.ts'`),
  ]
  assert.deepEqual(ringsOf(ring('')), ['src/web/a.ts -> src/web/b.ts -> src/web/a.ts'])
  assert.deepEqual(ringsOf(ring('type ')), [])
})

test('there is no drawer among the rooms', () => {
  const drawers = foldersOfTheHouse().filter((folder) =>
    folder.split('/').some((name) => NEVER_ROOMS.includes(name)),
  )
  assert.deepEqual(drawers, [])
})

const planted = [
  { path: 'src/clinical/x.ts', text: "import { pool } from '#store/pool.ts'", says: /#store/ },
  { path: 'src/clinical/x.ts', text: "import fs from 'node:fs'", says: /node:fs/ },
  { path: 'src/base/x.ts', text: "import { z } from 'zod'", says: /zod/ },
  { path: 'src/base/x.ts', text: "import { inr } from '#clinical/inr.ts'", says: /#clinical/ },
  { path: 'src/recall/x.ts', text: 'const now = Date.now()', says: /a clock/ },
  { path: 'src/recall/x.ts', text: 'const throwing = Math.random()', says: /dice/ },
  { path: 'src/register/x.ts', text: 'console.log(1)', says: /the world outside/ },
  { path: 'src/web/x.tsx', text: "import { addInr } from '#store/results.ts'", says: /#store/ },
  {
    path: 'src/web/x.tsx',
    text: "import {\n  type A,\n  addInr,\n} from '#store/results.ts'",
    says: /#store/,
  },
  { path: 'src/web/x.tsx', text: "const late = await import('#store/pool.ts')", says: /#store/ },
  { path: 'src/web/x.tsx', text: "export { pool } from '#store/pool.ts'", says: /#store/ },
  { path: 'src/workflow/x.ts', text: "import x from '../web/page.ts'", says: /climbs/ },
  { path: 'src/web/index.ts', text: "export { a } from './a.ts'", says: /barrel/ },
  { path: 'src/web/x.ts', text: "export * from './a.ts'", says: /barrel/ },
  { path: 'src/web/x.ts', text: 'export default 1', says: /default export/ },
  { path: 'src/loose.ts', text: '', says: /no room/ },
  { path: 'src/things/x.ts', text: '', says: /no room/ },
  { path: 'src/base/x.ts', text: '\n'.repeat(250).concat('x'), says: /251 lines/ },
]

for (const { path, text, says } of planted) {
  test(`a planted fault is found: ${path} with ${JSON.stringify(text.trim())}`, () => {
    assert.match(faultsOf(sourceFile(path, text)).join('\n'), says)
  })
}

test('what a wall allows is left alone', () => {
  const allowed = [
    sourceFile(
      'src/clinical/x.ts',
      "import { day } from '#base/day.ts'\nimport { y } from './y.ts'",
    ),
    sourceFile('src/clinical/x.ts', '// the clock of Date.now() is an argument here'),
    sourceFile('src/web/x.tsx', "import { serve } from '@hono/node-server/serve-static'"),
    sourceFile('src/web/x.tsx', "import { routes } from '#src/routes.ts'"),
    sourceFile('src/workflow/x.ts', "import { addInr } from '#store/results.ts'"),
  ]
  assert.deepEqual(allowed.flatMap(faultsOf), [])
})

test('the tables name what exists: a file that was moved takes its row along', () => {
  const paths = new Set(files.map(({ path }) => path))
  const gone = [...Object.keys(HALL), ...ASSEMBLERS].filter((path) => !paths.has(path))
  assert.deepEqual(gone, [])
})

test('migrations are numbered one by one: no number twice, none left out', () => {
  const found = readdirSync(join(import.meta.dirname, '../src/store/migrations')).sort()
  const numbers = found.map((file) => file.slice(0, 4))
  assert.deepEqual(
    numbers,
    numbers.map((_, nth) => `${nth + 1}`.padStart(4, '0')),
  )
})
