import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  anchorsNamed,
  anchorsOf,
  constants,
  constantsOf,
  wholePage,
  writtenByHand,
  writtenPage,
} from '#tools/evidence.ts'

const all = constants()
const anchors = anchorsOf(writtenByHand(writtenPage()))
const named = anchorsNamed()

test('each constant of the clinical rooms, and each length of time of an act, has a source and a status, or says why it is not clinical', () => {
  assert.ok(all.length > 200, `${all.length} constants`)
  const uncited = all.filter(
    ({ citation, technical }) => citation === undefined && technical === undefined,
  )
  assert.deepEqual(
    uncited.map(({ file, name }) => `${file} ${name}`),
    [],
  )
})

test('no constant is both cited and called not clinical', () => {
  const both = all.filter(
    ({ citation, technical }) => citation !== undefined && technical !== undefined,
  )
  assert.deepEqual(
    both.map(({ file, name }) => `${file} ${name}`),
    [],
  )
})

test('an anchor that the code names exists, and each anchor is named by the code', () => {
  assert.deepEqual(
    [...named].filter((anchor) => !anchors.has(anchor)),
    [],
  )
  assert.deepEqual(
    [...anchors.keys()].filter((anchor) => !named.has(anchor)),
    [],
  )
})

test('docs/evidence.md ends with what the code says; else run: node tools/evidence.ts', () => {
  assert.equal(writtenPage(), wholePage())
})

const ROWS = anchorsOf(
  '| <a id="a-row"></a>x | 5 | a paper | 2026-11-22 | verified |\n## <a id="b"></a>B',
)
const fromRow = { source: 'a paper', status: 'verified' }

const cases = [
  { says: 'nothing', text: 'const LIMIT = 5', citation: undefined },
  {
    says: 'a source without a status',
    text: '/** Source: S1. */\nconst LIMIT = 5',
    citation: undefined,
  },
  {
    says: 'a status that is none of the four',
    text: '/** Source: S1. Status: fine. */\nconst LIMIT = 5',
    citation: undefined,
  },
  {
    says: 'an anchor without a row',
    text: '/** @see docs/evidence.md#b */\nconst LIMIT = 5',
    citation: undefined,
  },
  {
    says: 'an anchor that does not exist',
    text: '/** @see docs/evidence.md#c */\nconst LIMIT = 5',
    citation: undefined,
  },
  {
    says: 'a row, above another constant',
    text: '/** @see docs/evidence.md#a-row */\nconst FIRST = "x"\nconst LIMIT = 5',
    citation: undefined,
  },
  {
    says: 'a row',
    text: '/** Of things. @see docs/evidence.md#a-row */\nexport const LIMIT = [\n  { x: 5 },\n]',
    citation: fromRow,
  },
  {
    says: 'a status that goes before that of the row',
    text: '/** Status: local setting. @see docs/evidence.md#a-row */\nconst LIMIT = 5',
    citation: { source: 'a paper', status: 'local setting' },
  },
  {
    says: 'a source and a status',
    text: '/**\n * Of things. Source: S1, p. 3\n * (A). Status: verified.\n */\nconst LIMIT = 5',
    citation: { source: 'S1, p. 3 (A)', status: 'verified' },
  },
]

for (const { says, text, citation } of cases) {
  test(`a constant whose docstring says ${says}`, () => {
    const [found] = constantsOf('x.ts', text, ROWS).slice(-1)
    assert.equal(found?.name, 'LIMIT')
    assert.deepEqual(found?.citation, citation)
  })
}

test('each field of a constant that is cited by line needs its own source and status', () => {
  const text = [
    'const RULES = {',
    "  id: 'x',",
    '  a: 5, // S1; verified',
    '  b: {',
    '    c: 6, // S2',
    '    d: 7,',
    '  },',
    '  e: false,',
    '}',
  ].join('\n')
  assert.deepEqual(
    constantsOf('x.ts', text, ROWS).map(({ name, citation }) => [name, citation?.status]),
    [
      ['RULES.a', 'verified'],
      ['RULES.b.c', undefined],
      ['RULES.b.d', undefined],
      ['RULES.e', undefined],
    ],
  )
})

for (const text of ["const WORDS = 'at 5.0'", 'const SHAPE = /^\\d{3}$/', 'const read = 5']) {
  test(`no constant with a number: ${text}`, () => {
    assert.deepEqual(constantsOf('x.ts', text, ROWS), [])
  })
}
