import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#base/canonical.ts'
import { addDays, day, daysBetween } from '#base/day.ts'
import {
  alikeInteraction,
  INTERACTION_NAMES,
  interactionNamed,
  interactionOf,
} from './interaction-names.ts'
import {
  LONGEST_EFFECT_DAYS,
  nextRetest,
  RETEST_CLASSES,
  retestClass,
} from './interaction-retests.ts'
import { type Effect, INTERACTIONS, INTERACTIONS_VERSION } from './interactions.ts'

const STARTED = day('2026-11-22')

/** The core list of clinical reference 7, word for word a medicine of it, with its direction. */
const REFERENCE: Readonly<Record<Exclude<Effect, 'anticoagulant'>, string>> = {
  raises:
    'amiodarone, metronidazole, co-trimoxazole, ciprofloxacin, ofloxacin, norfloxacin, clarithromycin, erythromycin, doxycycline, tetracycline, fluconazole, miconazole, miconazole gel, ketoconazole, itraconazole, voriconazole, allopurinol, cimetidine, omeprazole, gemfibrozil, fibrate, simvastatin, ssri, snri, tramadol, fluvoxamine, danazol, anabolic steroid, tamoxifen, isoniazid, disulfiram, propafenone, valproate, cranberry',
  lowers:
    "rifampicin, carbamazepine, phenytoin, phenobarbital, primidone, st john's wort, griseofulvin, cholestyramine, sucralfate, azathioprine, vitamin k, enteral feed, oestrogen",
  bleeding: 'aspirin, clopidogrel, dipyridamole, ticagrelor, nsaid',
  unclear: 'antibiotic, name not known; amoxicillin; levothyroxine; medicine not known',
}

for (const [effect, list] of Object.entries(REFERENCE)) {
  test(`H21: every medicine of the reference that ${effect} is in the table`, () => {
    for (const name of list.split(effect === 'unclear' ? '; ' : ', ')) {
      assert.equal(interactionNamed(name)?.[0].effect, effect, name)
    }
  })
}

test('each row is whole: advice, a source, a grade, a class, one id, names said once', () => {
  const names = INTERACTION_NAMES.map((name) => name.toLowerCase())
  assert.equal(new Set(names).size, names.length)
  assert.equal(new Set(INTERACTIONS.map(({ id }) => id)).size, INTERACTIONS.length)
  for (const { advice, source, id } of INTERACTIONS) {
    assert.ok(advice.endsWith('.') && source.length > 0, id)
    assert.ok(interactionOf(id) !== undefined)
  }
})

test('the names that may be picked stand from A to Z, whatever their capitals', () => {
  const names = INTERACTION_NAMES.map((name) => name.toLowerCase())
  for (const [nth, name] of names.entries()) assert.ok(nth === 0 || name > (names[nth - 1] ?? ''))
  assert.ok(names.length > INTERACTIONS.length)
})

test("what is to be avoided says so: miconazole, St John's wort, NSAIDs and aspirin, a second anticoagulant", () => {
  const avoided = INTERACTIONS.filter(({ handling }) => handling === 'avoid').map(({ id }) => id)
  assert.deepEqual(avoided.sort(), [
    'aspirin',
    'doac',
    'heparin',
    'miconazole',
    'nsaid',
    'other-vka',
    'st-johns-wort',
  ])
})

/** Days since the change on which a test is taken, and the window of the next one, counted from the change. */
const RETESTS: readonly (readonly [
  name: string,
  change: 'start' | 'stop',
  since: number,
  next: readonly [number, number] | undefined,
])[] = [
  ['clarithromycin', 'start', 0, [1, 3]],
  ['clarithromycin', 'start', 1, [4, 7]],
  ['clarithromycin', 'start', 3, [4, 7]],
  ['clarithromycin', 'start', 4, [11, 18]],
  ['clarithromycin', 'start', 27, [34, 41]],
  ['clarithromycin', 'start', 28, undefined],
  ['clarithromycin', 'stop', 0, [1, 3]],
  ['amoxicillin', 'start', 0, [4, 7]],
  ['amoxicillin', 'start', 3, [4, 7]],
  ['amoxicillin', 'start', 4, [11, 11]],
  ['amoxicillin', 'stop', 0, [7, 7]],
  ['amiodarone', 'start', 0, [7, 7]],
  ['amiodarone', 'start', 7, [14, 14]],
  ['amiodarone', 'start', 48, [55, 55]],
  ['amiodarone', 'start', 49, [63, 77]],
  ['amiodarone', 'stop', 0, [7, 7]],
  ['amiodarone', 'stop', 35, [42, 42]],
  ['amiodarone', 'stop', 109, undefined],
  ['carbamazepine', 'start', 0, [7, 7]],
  ['carbamazepine', 'start', 7, [14, 21]],
  ['carbamazepine', 'stop', 7, [14, 28]],
  ['phenytoin', 'start', 0, [1, 3]],
  ['ibuprofen', 'start', 0, [7, 7]],
  ['medicine not known', 'start', 0, [7, 7]],
]

describe('H21: the next test after a medicine is started or stopped', () => {
  for (const [name, change, since, next] of RETESTS) {
    test(`${name}, day ${since} after the ${change}: ${next?.join(' to ') ?? 'no more'}`, () => {
      const found = interactionNamed(name)
      assert(found !== undefined)
      const { afterStart, afterStop } = retestClass(found[0].retest)
      const plan = change === 'start' ? afterStart : afterStop
      const retest = nextRetest(plan, STARTED, addDays(STARTED, since))
      const inDays = retest && [daysBetween(STARTED, retest.from), daysBetween(STARTED, retest.by)]
      assert.deepEqual(inDays, next)
    })
  }

  test('a retest is always ahead, from before by, and asked for while the effect is remembered only', () => {
    const somePlan = fc
      .constantFrom(...Object.values(RETEST_CLASSES))
      .chain(({ afterStart, afterStop }) => fc.constantFrom(afterStart, afterStop))
    fc.assert(
      fc.property(somePlan, fc.integer({ min: 0, max: 200 }), (plan, since) => {
        const today = addDays(STARTED, since)
        const retest = nextRetest(plan, STARTED, today)
        if (retest === undefined) return
        assert.ok(today < retest.from && retest.from <= retest.by)
        assert.ok(since < plan.lastsDays)
      }),
    )
  })

  test('the longest effect is that of amiodarone', () => {
    assert.equal(LONGEST_EFFECT_DAYS, 109)
  })
})

for (const [typed, meant] of [
  ['clarithromicin', 'Clarithromycin'],
  ['Clarithromycin 500 mg twice a day', 'Clarithromycin'],
  ['amiodaron', 'Amiodarone'],
  ['st johns wort', "St John's wort"],
] as const) {
  test(`H21: ${typed} is not read as ${meant}, and is asked about`, () => {
    assert.equal(interactionNamed(typed), undefined)
    assert.equal(alikeInteraction(typed), meant)
  })
}

for (const typed of [
  'Amlodipine',
  'Ramipril',
  'Bisoprolol',
  'Salbutamol',
  'Metformin',
  'Prednisolone',
]) {
  test(`${typed} is like no medicine of the table`, () => {
    assert.equal(alikeInteraction(typed), undefined)
  })
}

/** What each version of the table held: whoever changes a row gives it a new version, and adds its line. */
const VERSIONS: Readonly<Record<string, string>> = {
  '1': '761257eefdc5c7b0',
  '2': 'e142589b72f44337',
}

test('H21: the table of interactions is the one of its version', () => {
  const table = canonicalJson([INTERACTIONS, RETEST_CLASSES])
  const hash = createHash('sha256').update(table).digest('hex').slice(0, 16)
  assert.equal(VERSIONS[INTERACTIONS_VERSION], hash)
})
