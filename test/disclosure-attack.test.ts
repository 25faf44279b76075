import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_HIDDEN, type Shown, shownCount } from '#assurance/disclosure.ts'
import { totalsOf } from '#assurance/figure-totals.ts'
import {
  CONTROL_BANDS,
  type ControlBand,
  type MonthCounted,
  type PublishedMonth,
  published,
} from '#assurance/published-figures.ts'
import { type Bounds, isPossible, possible, type Relation } from '#test/oracle/attack-solver.ts'

// Somebody who has every published table, of every provider, of all together and of the month before, and all the time there is, looks for who is
// under a star (H36). What is read off a page is all that goes into the tables here; the truth is asked only for what was to stay hidden.

/** Numbers that come the same way each time. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const SIZES = [3, 6, 9, 12, 20, 40]
const INDICATORS = ['established-2', 'established-3', 'established-7a', 'established-7b'] as const

/** A month of a practice: mostly small, where stars are. */
function practice(roll: (below: number) => number): MonthCounted {
  const size = () => roll(SIZES[roll(SIZES.length)] ?? 1)
  const bands: Record<ControlBand, number> = {
    '80-100': size(),
    '65-79': size(),
    '50-64': size(),
    '0-49': size(),
  }
  const notCounted = size()
  const people = CONTROL_BANDS.reduce((sum, band) => sum + bands[band], notCounted)
  const tests = people * 4
  const above5 = roll(tests + 1)
  const above8 = roll(above5 + 1)
  const few = () => Math.min(people, roll(12))
  const counts = [above5, above8, people - few(), few()]
  return {
    bands,
    notCounted,
    timeInRange: 6500,
    indicators: INDICATORS.map((id, nth) => ({
      id,
      count: counts[nth] ?? 0,
      of: nth < 2 ? tests : people,
      people: nth < 2 ? Math.ceil((counts[nth] ?? 0) / 3) : (counts[nth] ?? 0),
    })),
  }
}

const MANY = 400
/** What a number as shown can stand for. */
const readAs = (shown: Shown, least: number): Bounds => {
  if (shown === '*') return { low: least, high: MANY }
  return shown === 0 ? { low: 0, high: 0 } : { low: shown - 2, high: shown + 2 }
}

/** A row as it is read: where all of it is hidden, a star may stand for none. */
function readRow(
  tables: Tables,
  names: readonly string[],
  shown: readonly Shown[],
  whole: readonly [string, Shown],
): void {
  const least = shown.every((each) => each === '*') ? 0 : 1
  for (const [nth, name] of names.entries()) put(tables, name, readAs(shown[nth] ?? '*', least))
  put(tables, whole[0], whole[1] === '*' ? { low: 0, high: MANY } : readAs(whole[1], 1))
  add(tables, [...names.map((name) => [name, 1] as const), [whole[0], -1]], 0, 0)
}

type Tables = { readonly numbers: Map<string, Bounds>; readonly relations: Relation[] }
const noTables = (): Tables => ({ numbers: new Map(), relations: [] })

/** The same number read twice lies within both. */
function put({ numbers }: Tables, name: string, bounds: Bounds): void {
  const known = numbers.get(name) ?? bounds
  numbers.set(name, {
    low: Math.max(known.low, bounds.low),
    high: Math.min(known.high, bounds.high),
  })
}

const add = ({ relations }: Tables, terms: Relation['terms'], low: number, high: number) =>
  relations.push({ terms, low, high })

const split = { good: ['80-100', '65-79'], poor: ['50-64', '0-49'] } as const

/** Everything that the page and the file of one provider say of a month, as an attacker writes it down. */
function readPage(tables: Tables, of: string, page: PublishedMonth): void {
  const at = (name: string) => `${of} ${name}`
  const { good, poor, notCounted } = page.control
  readRow(
    tables,
    ['good', 'poor', 'notCounted'].map(at),
    [good, poor, notCounted],
    [at('people'), page.people],
  )
  for (const part of ['good', 'poor'] as const) {
    const bands = split[part].map((band) => page.bands[band])
    readRow(tables, split[part].map(at), bands, [at(part), page.control[part]])
  }
  for (const [nth, id] of INDICATORS.entries()) readShare(tables, { of, id, page, nth })
  add(
    tables,
    [
      [at(INDICATORS[0]), 1],
      [at(INDICATORS[1]), -1],
    ],
    0,
    MANY,
  )
}

type ReadShare = { of: string; id: string; page: PublishedMonth; nth: number }

/** Of tests there are at least as many as of those above; of people as many as are on treatment. */
function readShare(tables: Tables, { of, id, page, nth }: ReadShare): void {
  const share = page.indicators[id] ?? assert.fail(id)
  const [part, whole, rest] = [
    `${of} ${id}`,
    `${of} ${nth < 2 ? 'tests' : 'people'}`,
    `${of} ${id} rest`,
  ]
  const isBoth = share.whole === '*'
  const few = { low: isBoth ? 0 : 1, high: MOST_HIDDEN }
  put(tables, whole, isBoth ? { low: 0, high: MANY } : readAs(share.whole, 1))
  put(tables, rest, share.part === 'all-but-*' ? few : { low: 0, high: MANY })
  if (share.part === 'all-but-*') put(tables, part, { low: 0, high: MANY })
  else if (share.part === '*') put(tables, part, nth < 2 ? { ...few, high: MANY } : few)
  else put(tables, part, readAs(share.part, 1))
  add(
    tables,
    [
      [part, 1],
      [rest, 1],
      [whole, -1],
    ],
    0,
    0,
  )
}

/** The numbers of the truth that were to stay hidden, by the name under which the attacker has them. */
function hiddenOf(of: string, counted: MonthCounted): readonly string[] {
  const { bands, notCounted } = counted
  const good = bands['80-100'] + bands['65-79']
  const poor = bands['50-64'] + bands['0-49']
  const all = [
    ...CONTROL_BANDS.map((band) => [band, bands[band]] as const),
    ...([
      ['good', good],
      ['poor', poor],
      ['notCounted', notCounted],
    ] as const),
    ...(['people'] as const).map((name) => [name, good + poor + notCounted] as const),
    ...counted.indicators.map(({ id, count }) => [id, count] as const),
  ]
  return all
    .filter(([, count]) => count > 0 && count <= MOST_HIDDEN)
    .map(([name]) => `${of} ${name}`)
}

const EVERY = Array.from({ length: MOST_HIDDEN }, (_, nth) => nth + 1)

test('H36: a solver over all tables of a provider, of this month and the one before, finds each star to be any number from 1 to 7', (t) => {
  const roll = dice(20_261_128)
  let stars = 0
  for (let nth = 0; nth < 60; nth += 1) {
    const months = [practice(roll), practice(roll)]
    const tables = noTables()
    for (const [at, counted] of months.entries()) readPage(tables, `${at}`, published(counted))
    // Who came and who left between the two months is not published.
    put(tables, 'came', { low: 0, high: MANY })
    put(tables, 'left', { low: 0, high: MANY })
    add(
      tables,
      [
        ['0 people', 1],
        ['came', 1],
        ['left', -1],
        ['1 people', -1],
      ],
      0,
      0,
    )
    for (const name of months.flatMap((counted, at) => hiddenOf(`${at}`, counted))) {
      stars += 1
      const found = possible(tables, name, 1, MOST_HIDDEN)
      assert.deepEqual(found, EVERY, `${name} of ${JSON.stringify(months)}`)
    }
  }
  assert.ok(stars > 200, `${stars}`)
  t.diagnostic(`${stars} stars, none recovered, none narrowed`)
})

test('H36: totals of all providers are made of what each shows: providers behind the same pages have the same totals', () => {
  const roll = dice(7)
  for (let nth = 0; nth < 200; nth += 1) {
    const truth = Array.from({ length: 5 }, () => practice(roll))
    const pages = truth.map(published)
    const read = JSON.parse(JSON.stringify(pages)) as readonly PublishedMonth[]
    assert.deepEqual(totalsOf(pages), totalsOf(read))
  }
  const page = (few: number) =>
    published({
      ...practice(dice(3)),
      bands: { '80-100': 40, '65-79': 30, '50-64': few, '0-49': 20 },
      notCounted: 20,
    })
  assert.deepEqual(totalsOf([page(3)]).bands, totalsOf([page(4)]).bands)
})

test('the solver is an attacker: it opens a table whose totals are of the truth, and one in which a single star stands', () => {
  const tables = noTables()
  put(tables, 'hidden', { low: 1, high: MOST_HIDDEN })
  put(tables, 'shown', readAs(shownCount(48), 1))
  put(tables, 'whole', readAs(shownCount(50), 1))
  add(
    tables,
    [
      ['hidden', 1],
      ['shown', 1],
      ['whole', -1],
    ],
    0,
    0,
  )
  assert.deepEqual(possible(tables, 'hidden', 1, MOST_HIDDEN), [1, 2, 3, 4])
  put(tables, 'shown', { low: 48, high: 48 })
  put(tables, 'whole', { low: 50, high: 50 })
  assert.deepEqual(possible(tables, 'hidden', 1, MOST_HIDDEN), [2])
  assert.equal(isPossible(tables, 'hidden', 9), false)
})

/** The views of the schema `shared_figures`, as migration 0101 leaves them: counts of results of a quarter of one provider. */
function quarterPage({ people, results, inRange, above8 }: Quarter) {
  const few = (count: number) => count > 0 && count <= MOST_HIDDEN
  const isShareHidden = few(inRange) || few(results) || few(results - inRange) || results < 3
  const share = Math.round((100 * Math.round(inRange / 5)) / Math.round(results / 5))
  return {
    results: shownCount(results),
    above8: shownCount(above8),
    share: few(people) || isShareHidden ? undefined : share,
  }
}

type Quarter = Record<'people' | 'results' | 'inRange' | 'above8', number>

test('H36: a solver over the shared figures of a quarter finds results above 8 under a star to be any number from 1 to 7', () => {
  let stars = 0
  for (let results = 8; results <= 60; results += 1) {
    for (let inRange = 0; inRange < results; inRange += 1) {
      for (let above8 = 1; above8 <= Math.min(MOST_HIDDEN, results - inRange); above8 += 1) {
        const page = quarterPage({ people: 8, results, inRange, above8 })
        stars += 1
        assert.deepEqual(resultsAbove8(page), EVERY, `${results} ${inRange} ${above8}`)
      }
    }
  }
  assert.ok(stars > 5000, `${stars}`)
})

/** Every number above 8 that some results and some in range allow. */
function resultsAbove8({ results, share }: ReturnType<typeof quarterPage>): readonly number[] {
  const { low, high } = readAs(results, 1)
  let most = 0
  for (let all = low; all <= high; all += 1) {
    for (let inRange = 0; inRange <= all; inRange += 1) {
      const isAsShown =
        share === undefined ||
        Math.round((100 * Math.round(inRange / 5)) / Math.round(all / 5)) === share
      if (isAsShown) most = Math.max(most, all - inRange)
    }
  }
  return EVERY.filter((value) => value <= most)
}
