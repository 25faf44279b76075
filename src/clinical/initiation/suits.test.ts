import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INDICATIONS } from '#clinical/indications.ts'
import { ALL_TABLETS, ONES_AND_THREES, TARGET_2_5, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { INITIATION_CARDS } from './initiation-cards.ts'
import { INITIATION_PROTOCOLS } from './protocol.ts'
import { type InitiationCandidate, unsuitedBecause } from './suits.ts'
import { INITIATION_TABLES } from './tables.ts'

/** A woman of 72 in AF at a practice, about to begin, with every tablet. */
const SOMEBODY: InitiationCandidate = {
  provider: 'gp-practice',
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  startedHere: true,
  target: TARGET_2_5,
  tabletSet: ALL_TABLETS,
  mechanicalValve: 'none',
  sex: 'female',
  age: 72,
  method: 'provider-meter',
}

function codes(who: Partial<InitiationCandidate>, id: keyof typeof INITIATION_TABLES = 'oates') {
  const unsuited = unsuitedBecause(INITIATION_TABLES[id], { ...SOMEBODY, ...who })
  for (const { message } of unsuited) assert.match(message, /^[A-Z].*\w\)?\.$/)
  return unsuited.map(({ code }) => code)
}

test('the slow protocols are for her, and the fast one is for hospital clinics only', () => {
  assert.deepEqual(
    INITIATION_PROTOCOLS.map((id) => codes({}, id)),
    [[], [], [], ['hospital-only']],
  )
  assert.deepEqual(codes({ provider: 'hospital-clinic' }, 'age-adjusted-fennerty'), [])
})

const rows: readonly (readonly [Partial<InitiationCandidate>, string])[] = [
  [{ provider: 'community-pharmacy' }, 'provider-may-not-initiate'],
  [{ indication: 'dilated-cardiomyopathy' }, 'level-5-is-af'],
  [{ medicine: 'acenocoumarol' }, 'not-warfarin'],
  [{ medicine: 'not-known' }, 'not-warfarin'],
  [{ startedHere: false }, 'started-elsewhere'],
  [{ target: TARGET_3_0 }, 'other-target'],
  [{ target: { ...TARGET_2_5, lowTenths: 19 } }, 'other-target'],
  [{ target: { ...TARGET_2_5, highTenths: 31 } }, 'other-target'],
  [{ target: { ...TARGET_2_5, valueTenths: 24 } }, 'other-target'],
  [{ target: 'not-known' }, 'other-target'],
  [{ tabletSet: ONES_AND_THREES }, 'tablets'],
  [{ tabletSet: 'not-known' }, 'tablets'],
  [{ mechanicalValve: 'valve' }, 'valve'],
  [{ mechanicalValve: 'not-known' }, 'valve'],
  [{ sex: 'not-known' }, 'sex'],
  [{ age: 17 }, 'age'],
]
for (const [who, code] of rows) {
  test(`H08: Oates is not for somebody with ${JSON.stringify(who)}: ${code}`, () => {
    assert.deepEqual(codes(who), [code])
  })
}

const AT_ONCE = INDICATIONS.filter(({ id, target: { kind } }) => {
  const isThrombosis = /thrombo(sis|embolism)|embolism/.test(id)
  return kind === 'valve-grid' || isThrombosis || id.startsWith('recurrent-vte')
})
const SLOW = INITIATION_PROTOCOLS.filter((id) => INITIATION_TABLES[id].pace === 'slow')

test('H08: no slow start for what needs cover at once: thrombosis, embolism, a mechanical valve', () => {
  assert.equal(AT_ONCE.length, 10)
  for (const { id: indication, label } of INDICATIONS) {
    const isRefused = AT_ONCE.some(({ id }) => id === indication)
    const who = { ...SOMEBODY, provider: 'hospital-clinic', indication } as const
    for (const id of SLOW) {
      const said = unsuitedBecause(INITIATION_TABLES[id], who)
      assert.deepEqual(
        said.map(({ code }) => code),
        isRefused ? ['needs-cover-at-once'] : [],
        `${id} ${indication}`,
      )
      if (isRefused)
        assert.ok(said[0]?.message.includes(`at once: ${label}. Ask the haematologist`))
    }
    assert.deepEqual(codes(who, 'age-adjusted-fennerty'), [])
  }
})

test('H08: an indication that is not known is asked for before a slow start', () => {
  const unknown = { provider: 'hospital-clinic', indication: 'not-known' } as const
  for (const id of SLOW) assert.deepEqual(codes(unknown, id), ['needs-cover-at-once'])
  assert.deepEqual(codes(unknown, 'age-adjusted-fennerty'), [])
  assert.deepEqual(codes({ indication: 'not-known' }), ['level-5-is-af', 'needs-cover-at-once'])
  const atPractice = codes({ indication: 'deep-vein-thrombosis' })
  assert.deepEqual(atPractice, ['level-5-is-af', 'needs-cover-at-once'])
})

test('a hospital clinic starts others than AF too; nobody who tests at home is started fast', () => {
  assert.deepEqual(codes({ provider: 'hospital-clinic', indication: 'mitral-valve-disease' }), [])
  const atHome = { provider: 'hospital-clinic', method: 'own-meter' } as const
  assert.deepEqual(codes(atHome, 'age-adjusted-fennerty'), ['self-tester'])
  assert.deepEqual(codes({ age: 18 }), [])
  assert.deepEqual(codes({ method: 'own-meter' }), [])
  for (const id of ['janes', 'tait-sefcick', 'age-adjusted-fennerty'] as const) {
    assert.deepEqual(codes({ provider: 'hospital-clinic', sex: 'not-known' }, id), [])
  }
})

test('H11: the doses that the tablets of the plan cannot make are named', () => {
  const [tablets] = unsuitedBecause(INITIATION_TABLES.oates, {
    ...SOMEBODY,
    tabletSet: ONES_AND_THREES,
  })
  assert.match(
    tablets?.message ?? '',
    /^The tablets of the plan cannot make 0\.5 mg, 1\.5 mg, which/,
  )
})

test('H10: each protocol has a card, with its reasons in the words of the card', () => {
  assert.deepEqual(
    INITIATION_CARDS.map(({ id }) => id),
    [...INITIATION_PROTOCOLS],
  )
  for (const card of INITIATION_CARDS) {
    assert.equal(card.unsuited({ ...SOMEBODY, mechanicalValve: 'valve' }).length > 0, true)
    assert.ok(card.tables.length > 1)
  }
})

test('H09: the cards print the rows by which the engine doses', () => {
  const oates = INITIATION_CARDS.find(({ id }) => id === 'oates')
  const men = oates?.tables.find(({ title }) => title === 'Day 14, men, on 2 mg a day')
  assert.deepEqual(
    men?.rows.map(({ fromTenths, toTenths, ug }) => [fromTenths, toTenths, ug]),
    [
      [10, 10, 6000],
      [11, 12, 5000],
      [13, 15, 4000],
      [16, 21, 3000],
      [22, 30, 2000],
      [31, 40, 1000],
      [41, 'and-above', 'a-person-decides'],
    ],
  )
  assert.deepEqual(oates?.validRangeTenths, { low: 8, high: 40 })
  assert.ok(
    oates?.tables.some(({ title }) => title === 'Day 3 and 7, and between them, on 1.5 mg a day'),
  )
})
