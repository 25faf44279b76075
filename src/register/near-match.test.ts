import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import { mistakesBetween } from '#base/mistakes.ts'
import { soundOf } from './likeness.ts'
import { type Identity, matchByNumber, nearMatch, nearMatches } from './near-match.ts'

const MARGARET: Identity = {
  familyName: 'Hargreaves',
  givenName: 'Margaret',
  dateOfBirth: day('1942-09-04'),
  nhsNumber: '9990259003',
  postcode: 'S10 2DS',
}

const ROWS: readonly (readonly [what: string, other: Partial<Identity>, verdict: string])[] = [
  ['the same number', { familyName: 'Else', givenName: 'Ann' }, 'same-number'],
  ['no number, all else the same', { nhsNumber: null }, 'likely'],
  ['one letter wrong', { nhsNumber: null, familyName: 'Hargraves', postcode: '' }, 'likely'],
  ['two letters swapped', { nhsNumber: null, givenName: 'Magraret', postcode: '' }, 'likely'],
  ['day and month swapped', { nhsNumber: null, dateOfBirth: day('1942-04-09') }, 'likely'],
  [
    'family and given name swapped',
    { nhsNumber: null, familyName: 'Margaret', givenName: 'Hargreaves' },
    'likely',
  ],
  ['a new family name', { nhsNumber: null, familyName: 'Okafor', postcode: '' }, 'possible'],
  [
    'half of a double name',
    { nhsNumber: null, familyName: 'Hargreaves-Jones', postcode: '' },
    'likely',
  ],
  ['an initial only', { nhsNumber: null, givenName: 'M', postcode: '' }, 'likely'],
  ['a twin', { nhsNumber: null, givenName: 'Dorothy', postcode: '' }, 'possible'],
  ['an accent', { nhsNumber: null, givenName: 'Margarét', postcode: '' }, 'likely'],
  ['a namesake', { nhsNumber: null, dateOfBirth: day('1961-12-30'), postcode: '' }, 'different'],
  [
    'a neighbour',
    { nhsNumber: null, familyName: 'Okafor', givenName: 'Grace', dateOfBirth: day('1961-12-30') },
    'different',
  ],
]

for (const [what, other, verdict] of ROWS) {
  test(`H02: ${what} is ${verdict}`, () => {
    assert.equal(nearMatch(MARGARET, { ...MARGARET, ...other }).verdict, verdict)
  })
}

test('the reasons say in what two records agree', () => {
  const typo = { ...MARGARET, nhsNumber: null, familyName: 'Hargraves', postcode: '' }
  assert.deepEqual(nearMatch(MARGARET, typo).because, [
    'family name differs by one letter',
    'same given name',
    'same date of birth',
  ])
})

const NUMBER_ROWS: readonly (readonly [id: string, incoming: Partial<Identity>, kind: string])[] = [
  ['agreement', {}, 'same-person'],
  ['D3.57', { dateOfBirth: day('1942-09-05') }, 'hold'],
  ['D3.58', { familyName: 'Okafor' }, 'confirm'],
  ['another number', { nhsNumber: '9990259038' }, 'another-number'],
]

for (const [id, incoming, kind] of NUMBER_ROWS) {
  test(`H32 ${id}: a known NHS number is answered with ${kind}`, () => {
    assert.equal(matchByNumber(MARGARET, { ...MARGARET, ...incoming }).kind, kind)
  })
}

test('mistakes are counted the same both ways and never more than the limit and one', () => {
  const word = fc.stringMatching(/^[a-e]{0,8}$/)
  fc.assert(
    fc.property(word, word, (one, other) => {
      const mistakes = mistakesBetween(one, other, 3)
      assert.equal(mistakes, mistakesBetween(other, one, 3))
      assert.equal(mistakes === 0, one === other)
      assert(mistakes <= 4)
    }),
  )
})

const SOUND_ROWS = [
  ['phillips', 'filips'],
  ['clarke', 'klark'],
  ['smith', 'smyth'],
  ['wright', 'rite'],
  ['stephen', 'steven'],
  ['hussain', 'hussein'],
] as const

for (const [one, other] of SOUND_ROWS) {
  test(`${one} sounds like ${other}`, () => assert.equal(soundOf(one), soundOf(other)))
}

const FAMILY =
  'Ahmed Al-Hassan Bagshaw Battersby Beaumont Bradfield Chen Crookes Dungworth Ecclesall Fearn Hallam Iqbal Jessop Kowalski Loxley Marsden Nowak Okafor Patel Quigley Rivelin Stannington Totley Unsworth Wadsley Young'.split(
    ' ',
  )
const GIVEN =
  'Ahmed Alan Amina Brenda Brian Bridget Chukwuemeka Dafydd Derek Dorothy Gurpreet Harold Irene Jean Keith Lesley Mei Norman Olive Pauline Raymond Sheila Trevor Una Valerie Winston'.split(
    ' ',
  )

/** A repeatable generator of numbers below a limit. */
function repeatable(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function person(next: (below: number) => number): Identity {
  return {
    familyName: FAMILY[next(FAMILY.length)] ?? '',
    givenName: GIVEN[next(GIVEN.length)] ?? '',
    dateOfBirth: addDays(day('1930-01-01'), next(20_000)),
    nhsNumber: null,
    postcode: '',
  }
}

/** The same person typed by somebody in a hurry: one slip of the keyboard, in a name or the date of birth. */
function typedInAHurry(right: Identity, next: (below: number) => number): Identity {
  const slip = (text: string) => {
    const place = 1 + next(text.length - 2)
    const swapped = `${text.slice(0, place)}${text[place + 1]}${text[place]}${text.slice(place + 2)}`
    const leftOut = text.slice(0, place) + text.slice(place + 1)
    return next(2) === 0 ? swapped : leftOut
  }
  switch (next(4)) {
    case 0:
      return { ...right, familyName: slip(right.familyName) }
    case 1:
      return { ...right, givenName: slip(right.givenName) }
    case 2:
      return { ...right, familyName: right.givenName, givenName: right.familyName }
    default:
      return { ...right, dateOfBirth: wrongDigit(right.dateOfBirth, next) }
  }
}

function wrongDigit(on: Day, next: (below: number) => number): Day {
  const year = `${on.slice(0, 3)}${(Number(on[3]) + 1 + next(9)) % 10}`
  return day(`${year}${on.slice(4)}`.replace('-02-29', '-02-28'))
}

test('H02: of 10,000 records typed again with a slip 99 % are found; of 100,000 pairs of strangers 1 % or fewer alert', () => {
  const next = repeatable(999)
  let found = 0
  for (let round = 0; round < 10_000; round += 1) {
    const right = person(next)
    if (nearMatches(typedInAHurry(right, next), [right]).length > 0) found += 1
  }
  let alerts = 0
  for (let round = 0; round < 100_000; round += 1) {
    if (nearMatch(person(next), person(next)).verdict !== 'different') alerts += 1
  }
  assert(found >= 9_900, `${found} of 10,000 found`)
  assert(alerts <= 1_000, `${alerts} of 100,000 strangers`)
})
