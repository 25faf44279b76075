import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, submitted } from '#test/store/contract-desk.ts'
import { addPastResult, dosablePatient } from '#test/store/visit-desk.ts'
import { FIGURES, FIGURES_FILE, figuresHref, OWN_FIGURES } from '#web/figures/addresses.ts'
import { publishFiguresNightly } from '#workflow/publish-figures.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'
import { unescaped } from './visit-forms.ts'
import { answered } from './walked-page.ts'

// What is published of a provider: worked out in a night, read by the commissioner that its contract names, seen by the provider itself.

let clinic: ServedClinic
let rivers: TestCommissioner
let moors: TestCommissioner
const people = new Map<string, Visitor>()
/** People in range all year, above range all year, and never tested. */
const PEOPLE = { inRange: 12, above: 9, untested: 3 }

before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  moors = await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  for (let nth = 0; nth < PEOPLE.inRange; nth += 1) await tested(25)
  for (let nth = 0; nth < PEOPLE.above; nth += 1) await tested(nth === 0 ? 85 : 35)
  for (let nth = 0; nth < PEOPLE.untested; nth += 1) await dosablePatient(clinic, EARLY)
  const contract = await agreed(clinic, { commissioner: rivers.id })
  await publishFiguresNightly(clinic.house)
  await submitted(clinic, contract, '2026-10')
  for (const each of [rivers, moors]) {
    const visitor = new Visitor(clinic.url)
    await visitor.signIn(each.usernameOf('commissioner-analyst'), PASSWORD)
    people.set(each.id, visitor)
  }
})
after(() => clinic.close())

const EARLY = { recordedAt: '2025-01-23T09:00:00Z' }

/** Somebody tested every four weeks until the end of October. */
async function tested(tenths: number): Promise<void> {
  const who = await dosablePatient(clinic, EARLY, { familyName: 'Quillfeather' })
  for (let weeks = 0; weeks < 11; weeks += 1) {
    await addPastResult(clinic, who, tenths, 24 + 28 * weeks)
  }
}

const shownWords = (page: string) =>
  unescaped(page)
    .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/g, ' ')
    .replaceAll(/<(?:style|script)[^>]*>.*?<\/(?:style|script)>/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const who = (of: TestCommissioner): Visitor => people.get(of.id) ?? assert.fail()
async function words(path: string, visitor = who(rivers)): Promise<string> {
  const answer = await visitor.get(path)
  answered(answer, 200)
  return shownWords(answer.text)
}

test('S19: the commissioner sees the newest month: people, time in range, activity, and each provider against chance', async () => {
  const page = await words(FIGURES)
  assert.match(page, /Figures of October 2026/)
  assert.match(page, /Hallam Surgery 25 \* not judged/)
  assert.match(page, /People on treatment 25 100 %/)
  assert.match(page, /no claim/)
  assert.match(page, /Nothing can be drawn: of no provider are both numbers shown/)
})

test('H36: beside three of whom nothing is known the next smallest count is a star too, in what is kept as on the page', async () => {
  const { rows } = await clinic.database.migratorPool.query<{ figures: object }>(
    `select figures -> 'control' as figures from published_figures where month_on = '2026-10-01'`,
  )
  assert.deepEqual(rows, [{ figures: { good: 10, poor: '*', notCounted: '*' } }])
  const page = await words(figuresHref('2026-10', 'C88999'))
  assert.match(page, /65 % or more together 10 40 % under 65 % together \* \* not known \* \*/)
  assert.match(page, /INRs above 8\.0.*?\* \* of 255/)
})

test('H36: no page and no file of the figures holds a count of 1 to 7 or anybody’s name', async () => {
  const file = await who(rivers).get(`${FIGURES_FILE}?month=2026-10`)
  answered(file, 200)
  assert.match(file.headers.get('content-type') ?? '', /text\/csv/)
  const [, , row = ''] = file.text.split('\r\n')
  assert.match(row, /^"?2026-10"?,"?Hallam Surgery"?,"?C88999"?,"?25"?,/)
  const counts = row
    .split(',')
    .slice(3)
    .map((cell) => cell.replaceAll('"', ''))
  assert.deepEqual(
    counts.filter((count) => /^[1-7]$/.test(count)),
    [],
  )
  for (const path of [FIGURES, figuresHref('2026-10', 'C88999')]) {
    const { text } = await who(rivers).get(path)
    assert.doesNotMatch(text, /quillfeather|href="\/patients/i)
    assert.match(text, /from commissioned\.published_figures/, 'the query is on the page')
  }
})

test('S19: the provider sees what the commissioner sees of it, figure by figure', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const own = await words(`${OWN_FIGURES}?month=2026-10`, manager)
  const theirs = await words(figuresHref('2026-10', 'C88999'))
  const end = (page: string) =>
    /Time in range of everybody.* of [\d,]+/.exec(
      page.split('Each provider against chance')[0] ?? '',
    )?.[0] ?? ''
  assert.ok(end(own).length > 500, own)
  assert.equal(end(own), end(theirs))
})

test('S19: another commissioner sees none of it, and a month without figures says so', async () => {
  assert.match(
    await words(figuresHref('2026-10', 'C88999'), who(moors)),
    /No figures are published yet/,
  )
  assert.match(await words(figuresHref('2020-01')), /No figures are published for January 2020/)
  assert.match(await words(figuresHref('nonsense')), /Figures of October 2026/)
})

test('S19: what was published stays as it was, and a night publishes a month once', async () => {
  const all = () =>
    clinic.database.migratorPool.query(
      'select month_on, figures, worked_out_at from published_figures order by 1',
    )
  const { rows } = await all()
  assert.equal(rows.length, 7, 'from the first month of the contract on')
  await dosablePatient(clinic, EARLY)
  clinic.clock.advance(24 * 3_600_000)
  await publishFiguresNightly(clinic.house)
  assert.deepEqual((await all()).rows, rows)
})
