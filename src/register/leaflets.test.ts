import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { INDICATIONS } from '#clinical/indications.ts'
import { MEDICINES } from './episode.ts'
import { LANGUAGE_WORDS, LEAFLET_LANGUAGE_WORDS } from './languages.ts'
import { OFFERED_LEAFLETS, PUBLISHED_LEAFLETS } from './leaflet-catalogue.ts'
import {
  coverInWords,
  type Leaflet,
  type LeafletCodes,
  leafletInWords,
  leafletsFor,
  medicineField,
  noLeafletInWords,
  readLeaflet,
  withdrawalOf,
} from './leaflets.ts'
import { wordsOf } from './typed-fields.ts'

const LANGUAGES = wordsOf(LANGUAGE_WORDS)
const INDICATION_IDS = INDICATIONS.map(({ id }) => id)

const ALL_CODES: readonly LeafletCodes[] = [...MEDICINES, null].flatMap((medicine) =>
  [...INDICATION_IDS, null].flatMap((indication) =>
    LANGUAGES.map((language) => ({ medicine, indication, language })),
  ),
)

/** By the definition of each code, written apart from the rule. */
function belongs(leaflet: Leaflet, codes: LeafletCodes): boolean {
  const isMedicine = leaflet.medicines.some((medicine) => medicine === codes.medicine)
  const isIndication =
    leaflet.indications === null || leaflet.indications.some((id) => id === codes.indication)
  return isMedicine && isIndication && leaflet.language === codes.language
}

const offered = (codes: LeafletCodes, leaflets: readonly Leaflet[]): readonly Leaflet[] => {
  const offer = leafletsFor(codes, leaflets)
  return offer.kind === 'none' ? [] : offer.leaflets
}

const ofSite: fc.Arbitrary<Leaflet> = fc.record({
  id: fc.uuid(),
  title: fc.constantFrom('Warfarin', 'Apixaban', 'A leaflet'),
  publisher: fc.constant('The clinic'),
  medicines: fc.uniqueArray(fc.constantFrom(...MEDICINES), { minLength: 1 }),
  indications: fc.option(fc.uniqueArray(fc.constantFrom(...INDICATION_IDS), { minLength: 1 })),
  language: fc.constantFrom(...wordsOf(LEAFLET_LANGUAGE_WORDS)),
  version: fc.constant('1'),
  address: fc.constant(''),
})

test('H15: for every medicine, indication and language only leaflets of just these codes are offered, and each of them', () => {
  fc.assert(
    fc.property(fc.array(ofSite, { maxLength: 8 }), (ours) => {
      const all = [...OFFERED_LEAFLETS, ...ours]
      const codes = fc.sample(fc.constantFrom(...ALL_CODES), { numRuns: 200, seed: ours.length })
      for (const one of codes) {
        assert.deepEqual(
          offered(one, all),
          all.filter((leaflet) => belongs(leaflet, one)),
        )
      }
    }),
    { numRuns: 50 },
  )
})

test('H15: of the published leaflets no code is offered one of another medicine or another language', () => {
  for (const codes of ALL_CODES) {
    for (const leaflet of offered(codes, OFFERED_LEAFLETS)) assert.ok(belongs(leaflet, codes))
  }
})

const none = [
  { medicine: null, language: 'en', because: 'medicine-not-known' },
  { medicine: 'warfarin', language: 'not-known', because: 'language-not-known' },
  { medicine: 'warfarin', language: 'pl', because: 'no-leaflet' },
  { medicine: 'warfarin', language: 'mis', because: 'no-leaflet' },
  { medicine: 'heparin', language: 'en', because: 'no-leaflet' },
] as const

for (const { because, ...codes } of none) {
  test(`H15: ${codes.medicine} in ${codes.language} is offered nothing: ${because}`, () => {
    const all = { ...codes, indication: 'atrial-fibrillation' }
    assert.deepEqual(leafletsFor(all, OFFERED_LEAFLETS), { kind: 'none', because })
    assert.match(noLeafletInWords(because, all), /^[A-Z].*\.$/)
  })
}

test('H15: where there is no leaflet in the language, an interpreter is named and no English one is offered', () => {
  const codes = { medicine: 'warfarin', indication: null, language: 'pl' } as const
  assert.equal(
    noLeafletInWords('no-leaflet', codes),
    'No leaflet about warfarin in Polish. Explain with an interpreter where one is needed, and write in the notes who interpreted.',
  )
})

test('H15: a leaflet for one indication is not for a plan that names none', () => {
  const [leaflet] = OFFERED_LEAFLETS
  assert.ok(leaflet)
  const forValves = { ...leaflet, indications: ['atrial-fibrillation'] }
  const codes = { medicine: 'warfarin', language: 'en' } as const
  assert.deepEqual(offered({ ...codes, indication: null }, [forValves]), [])
  assert.deepEqual(offered({ ...codes, indication: 'atrial-fibrillation' }, [forValves]), [
    forValves,
  ])
})

test('H15: a published leaflet that nobody has seen at its publisher is offered to nobody', () => {
  const unseen = PUBLISHED_LEAFLETS.filter(({ status }) => status === 'unverified')
  assert.ok(unseen.length > 0)
  for (const { id } of unseen) assert.ok(!OFFERED_LEAFLETS.some((one) => one.id === id), id)
  const ids = PUBLISHED_LEAFLETS.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('H15: what is withdrawn is an edition: the next one under the same name is offered, unless every edition was withdrawn', () => {
  const withdrawn = [
    { leafletId: 'yellow-book', version: 'April 2023' },
    { leafletId: 'card', version: '' },
  ]
  const of = (id: string, version: string) => withdrawalOf({ id, version }, withdrawn)
  assert.deepEqual(of('yellow-book', 'April 2023'), withdrawn[0])
  assert.equal(of('yellow-book', 'May 2027'), undefined)
  assert.equal(of('another', 'April 2023'), undefined)
  assert.deepEqual(of('card', 'May 2027'), withdrawn[1])
})

const TYPED = {
  title: 'Warfaryna',
  publisher: 'Testham Hospital',
  [medicineField('warfarin')]: 'yes',
  indication: 'any',
  language: 'pl',
  version: 'v3, May 2026',
  address: 'https://www.example.nhs.uk/warfaryna.pdf',
}

test('a leaflet of the site is read with its codes', () => {
  const read = readLeaflet(TYPED)
  assert.ok(read.kind === 'leaflet')
  assert.deepEqual(read.leaflet, {
    title: 'Warfaryna',
    publisher: 'Testham Hospital',
    medicines: ['warfarin'],
    indications: null,
    language: 'pl',
    version: 'v3, May 2026',
    address: 'https://www.example.nhs.uk/warfaryna.pdf',
  })
  const whole = { id: 'own', ...read.leaflet }
  assert.equal(leafletInWords(whole), 'Warfaryna, Testham Hospital, v3, May 2026 (Polish)')
  assert.equal(coverInWords(whole), 'warfarin; any indication')
  const forOne = readLeaflet({ ...TYPED, indication: 'atrial-fibrillation' })
  assert.ok(forOne.kind === 'leaflet')
  assert.deepEqual(forOne.leaflet.indications, ['atrial-fibrillation'])
})

const wrong = [
  { field: 'title', typed: '' },
  { field: 'publisher', typed: ' ' },
  { field: medicineField('warfarin'), typed: '', at: 'medicines' },
  { field: 'indication', typed: '' },
  { field: 'indication', typed: 'everything' },
  { field: 'language', typed: '' },
  { field: 'language', typed: 'not-known' },
  { field: 'language', typed: 'mis' },
  { field: 'language', typed: 'PL' },
  { field: 'version', typed: '' },
  { field: 'version', typed: 'x'.repeat(201) },
  { field: 'address', typed: 'http://www.example.nhs.uk/' },
  { field: 'address', typed: 'javascript:alert(1)' },
  { field: 'address', typed: 'https://localhost' },
]

for (const { field, typed, at = field } of wrong) {
  test(`a leaflet with ${field} "${typed.slice(0, 20)}" is refused at ${at}`, () => {
    const read = readLeaflet({ ...TYPED, [field]: typed })
    assert.ok(read.kind === 'refused')
    assert.deepEqual(
      read.findings.map((finding) => finding.field),
      [at],
    )
  })
}
