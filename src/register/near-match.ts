import type { Day } from '#base/day.ts'
import { mistakesBetween } from '#base/mistakes.ts'
import { soundOf } from './likeness.ts'
import { foldName, type PersonName } from './person-name.ts'

/** What tells people apart. */
export type Identity = PersonName & {
  readonly dateOfBirth: Day
  readonly nhsNumber: string | null
  readonly postcode: string
}

/** How alike two records are, and in what: for a person to decide, never to link by itself (H02). */
export type NearMatch = {
  readonly verdict: 'same-number' | 'likely' | 'possible' | 'different'
  readonly score: number
  readonly because: readonly string[]
}

/**
 * Points of likeness of 100; a local setting, measured by the test of this file. Source: a choice of this service,
 * measured by its test. Status: local setting.
 */
const POINTS = {
  familyName: 30,
  givenName: 22,
  dateOfBirth: 38,
  postcode: 10,
} as const
/** Source: a choice of this service, measured by its test. Status: local setting. */
const LIKELY_FROM = 75
/** Source: a choice of this service, measured by its test. Status: local setting. */
const POSSIBLE_FROM = 55

/**
 * What each kind of agreement is worth, in hundredths of the field's points. Source: a choice of this service,
 * measured by its test. Status: local setting.
 */
const WORTH = { same: 100, oneMistake: 80, soundsAlike: 65, twoMistakes: 60, part: 60, initial: 40 }

type Agreement = { readonly hundredths: number; readonly words: string }

/** @technical No agreement adds nothing: the arithmetic of a sum. */
const NO_AGREEMENT: Agreement = { hundredths: 0, words: '' }

/** Whether two records may be of one person, with the reasons in words. */
export function nearMatch(one: Identity, other: Identity): NearMatch {
  const agreements: readonly (readonly [points: number, agreement: Agreement])[] = [
    ...nameAgreements(one, other),
    [POINTS.dateOfBirth, dateAgreement(one.dateOfBirth, other.dateOfBirth)],
    [POINTS.postcode, postcodeAgreement(one.postcode, other.postcode)],
  ]
  const score = agreements.reduce((sum, [points, { hundredths }]) => sum + points * hundredths, 0)
  const because = agreements.flatMap(([, { words }]) => (words === '' ? [] : [words]))
  const rounded = Math.round(score / 100)
  if (one.nhsNumber !== null && one.nhsNumber === other.nhsNumber) {
    return { verdict: 'same-number', score: rounded, because: ['same NHS number', ...because] }
  }
  return { verdict: verdictOf(rounded), score: rounded, because }
}

function verdictOf(score: number): NearMatch['verdict'] {
  if (score >= LIKELY_FROM) return 'likely'
  return score >= POSSIBLE_FROM ? 'possible' : 'different'
}

/** The people of a register who may be the one about to be added, the most alike first. */
export function nearMatches<Person extends Identity>(
  newcomer: Identity,
  register: readonly Person[],
): readonly { readonly person: Person; readonly match: NearMatch }[] {
  return register
    .map((person) => ({ person, match: nearMatch(newcomer, person) }))
    .filter(({ match }) => match.verdict !== 'different')
    .sort((a, b) => rank(b.match) - rank(a.match))
}

const rank = ({ verdict, score }: NearMatch) => (verdict === 'same-number' ? 1000 : 0) + score

function nameAgreements(one: PersonName, other: PersonName) {
  const straight = pairAgreements(one.familyName, one.givenName, other)
  const crossed = pairAgreements(one.givenName, one.familyName, other)
  const worth = (pair: typeof straight) =>
    pair.reduce((sum, [points, { hundredths }]) => sum + points * hundredths, 0)
  if (worth(crossed) <= worth(straight)) return straight
  return crossed.map(([points, { hundredths, words }]) => {
    const swapped = words === '' ? '' : `${words} (family and given name swapped)`
    return [points, { hundredths, words: swapped }] as const
  })
}

function pairAgreements(familyName: string, givenName: string, other: PersonName) {
  return [
    [POINTS.familyName, nameAgreement(familyName, other.familyName, 'family name')],
    [POINTS.givenName, nameAgreement(givenName, other.givenName, 'given name')],
  ] as const
}

function nameAgreement(one: string, other: string, part: string): Agreement {
  const [a, b] = [foldName(one), foldName(other)]
  if (a === '' || b === '') return NO_AGREEMENT
  if (a === b) return { hundredths: WORTH.same, words: `same ${part}` }
  const mistakes = mistakesBetween(a, b, 2)
  if (mistakes === 1 && Math.min(a.length, b.length) >= 3) {
    return { hundredths: WORTH.oneMistake, words: `${part} differs by one letter` }
  }
  if (soundOf(a) === soundOf(b)) {
    return { hundredths: WORTH.soundsAlike, words: `${part} sounds alike` }
  }
  if (mistakes === 2 && Math.min(a.length, b.length) >= 6) {
    return { hundredths: WORTH.twoMistakes, words: `${part} differs by two letters` }
  }
  return partAgreement(one, other, part)
}

/** Smith and Smith-Jones share a part; M and Margaret an initial. */
function partAgreement(one: string, other: string, part: string): Agreement {
  const [these, those] = [partsOf(one), partsOf(other)]
  if (these.some((piece) => piece.length >= 3 && those.includes(piece))) {
    return { hundredths: WORTH.part, words: `${part} shares a part` }
  }
  const [a = '', b = ''] = [these[0], those[0]]
  if (Math.min(a.length, b.length) === 1 && a[0] === b[0]) {
    return { hundredths: WORTH.initial, words: `${part} has the same initial` }
  }
  return NO_AGREEMENT
}

function partsOf(name: string): readonly string[] {
  return name.split(/[\s-]+/u).map(foldName)
}

function dateAgreement(one: Day, other: Day): Agreement {
  if (one === other) return { hundredths: WORTH.same, words: 'same date of birth' }
  const swapped = `${one.slice(0, 4)}-${one.slice(8)}-${one.slice(5, 7)}`
  if (swapped === other) {
    return { hundredths: WORTH.oneMistake, words: 'day and month of birth swapped' }
  }
  if (mistakesBetween(one, other, 1) === 1) {
    return { hundredths: WORTH.oneMistake, words: 'date of birth differs by one digit' }
  }
  return NO_AGREEMENT
}

function postcodeAgreement(one: string, other: string): Agreement {
  const [a, b] = [one, other].map((postcode) => postcode.replace(/\s/g, '').toUpperCase())
  if (a === undefined || a === '' || a !== b) return NO_AGREEMENT
  return { hundredths: WORTH.same, words: 'same postcode' }
}

/** How to file a message or row that carries an NHS number of the register (D3.57, D3.58, H32). */
export type NumberMatch =
  | { readonly kind: 'same-person' }
  | { readonly kind: 'confirm'; readonly code: 'family-name-differs'; readonly message: string }
  | { readonly kind: 'hold'; readonly code: 'date-of-birth-differs'; readonly message: string }
  | { readonly kind: 'another-number' }

/** Compares an incoming identity with the record that has its NHS number. */
export function matchByNumber(known: Identity, incoming: Identity): NumberMatch {
  if (known.nhsNumber === null || known.nhsNumber !== incoming.nhsNumber) {
    return { kind: 'another-number' }
  }
  if (known.dateOfBirth !== incoming.dateOfBirth) {
    return {
      kind: 'hold',
      code: 'date-of-birth-differs',
      message: 'The NHS number is known, but with another date of birth. Check who this is.',
    }
  }
  if (foldName(known.familyName) !== foldName(incoming.familyName)) {
    return {
      kind: 'confirm',
      code: 'family-name-differs',
      message:
        'The NHS number and date of birth are known, but with another family name. Confirm two more identifiers.',
    }
  }
  return { kind: 'same-person' }
}
