import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ActName, permission, ROLES } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { visitHistory } from '#store/visits.ts'
import { COMPETENCE } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import {
  accepted,
  addPastResult,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
} from '#test/store/visit-desk.ts'
import { correctResult } from '#workflow/correct-result.ts'

let clinic: ServedClinic
let patientId: string
before(async () => {
  clinic = await servedClinic()
  patientId = await clinic.addPatient({ familyName: 'Figures', givenName: 'Zebedee' })
  const episodeId = await clinic.addEpisode(patientId)
  for (const weeks of [0, 4, 8, 12]) {
    await addPastResult(clinic, { patientId, episodeId }, 25, weeks * 7)
  }
})
after(() => clinic.close())

const PAGES: readonly (readonly [act: ActName, path: () => string])[] = [
  ['see-control', () => '/reports'],
  ['see-control', () => '/reports/control.csv'],
  ['see-control', () => '/reports/clinicians'],
  ['see-control', () => '/reports/clinicians.csv'],
  ['see-control', () => '/reports/indicators'],
  ['see-control', () => '/reports/indicators.csv'],
  ['see-overrides', () => '/reports/overrides'],
  ['see-alerts', () => '/reports/alerts'],
  ['see-near-misses', () => '/reports/near-misses'],
  ['see-counted-people', () => '/reports/people?figure=last-inr.in-range'],
  ['see-patient-control', () => `/patients/${patientId}/control`],
]

for (const role of ROLES) {
  test(`H34, H36: ${role} is shown the reports of this role and no other`, async () => {
    const visitor = await signedInAs(clinic, role)
    for (const [act, path] of PAGES) {
      const may = permission(act, { role, competence: COMPETENCE[role] }, day('2026-11-22'))
      const { status, text } = await visitor.get(path())
      assert.equal(status, may.kind === 'allowed' ? 200 : 403, path())
      if (may.kind === 'refused') assert.equal(text.includes('100.00 %'), false)
    }
    const hasPlace = (await visitor.get('/account')).text.includes('href="/reports"')
    const mayReport = permission(
      'see-control',
      { role, competence: COMPETENCE[role] },
      day('2026-11-22'),
    )
    assert.equal(hasPlace, mayReport.kind === 'allowed')
  })
}

test('H36: the page of figures and its file name nobody; the list of people does', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  for (const path of [
    '/reports',
    '/reports/control.csv',
    '/reports/indicators',
    '/reports/indicators.csv',
  ]) {
    const { text } = await manager.get(path)
    assert.match(text, /100\.00 %/)
    assert.doesNotMatch(text, /figures, zebedee/i)
    assert.equal(text.includes(patientId), false, path)
  }
  const list = await manager.get('/reports/people?figure=last-inr.in-range')
  assert.match(list.text, /FIGURES, Zebedee/)
})

test('H01: the clinical lead sees the near misses of the wrong patient, and only the lead is shown the way there', async () => {
  const [lead, manager] = [
    await signedInAs(clinic, 'clinical-lead'),
    await signedInAs(clinic, 'practice-manager'),
  ]
  const way = 'href="/reports/near-misses'
  assert.equal((await manager.get('/reports')).text.includes(way), false)
  assert.ok((await lead.get('/reports')).text.includes(way))
  assert.match((await lead.get('/reports/near-misses')).text, /None in these days/)

  const [first, then] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const nurse = clinic.callerOf('nurse')
  const save = ({ patientId }: { readonly patientId: string }) =>
    accepted(clinic, nurse, { ...ROUTINE, patientId })
  done(await save(first))
  const [result] = await clinic.inTx((tx) => visitHistory(tx, first.episodeId, '2026-11-01'))
  const voided = { resultId: result?.id ?? '', how: 'void', reasonText: 'Not hers' }
  done(await correctResult.run(clinic.house, nurse, freshKey(clinic), voided))
  done(await save(then))
  const { text } = await lead.get('/reports/near-misses')
  assert.match(text, /1 near miss/)
  for (const { patientId: id } of [first, then]) assert.ok(text.includes(`/patients/${id}`))
  assert.match(text, /on both/)
})

test('the file opens in a spreadsheet without running anything', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const { text, headers } = await manager.get('/reports/control.csv')
  assert.match(headers.get('content-type') ?? '', /text\/csv/)
  const cells = text.split('\r\n').flatMap((line) => line.split('","'))
  assert.ok(cells.length > 100)
  assert.deepEqual(
    cells.filter((cell) => /^"?[=+\-@]/.test(cell)),
    [],
  )
})

test('a period that cannot be is refused at its field, and what was typed stays', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const query = new URLSearchParams({ 'from[day]': '31', 'from[month]': '2', 'from[year]': '2026' })
  for (const path of ['/reports', `/patients/${patientId}/control`]) {
    const { status, text } = await nurse.get(`${path}?${query}`)
    assert.equal(status, 422)
    assert.match(text, /href="#from"/)
    assert.match(text, /id="from-error"/)
    assert.match(text, /name="from\[day\]"[^>]*value="31"|value="31"[^>]*name="from\[day\]"/)
  }
  const file = await nurse.get(`/reports/control.csv?${query}`)
  assert.equal(file.status, 422)
})

test('the figures of an empty clinic are words, never 0 %', async () => {
  const empty = await servedClinic()
  const lead = await signedInAs(empty, 'clinical-lead')
  for (const path of ['/reports', '/reports/indicators', '/reports/indicators.csv']) {
    const { text } = await lead.get(path)
    assert.match(text, /nothing counted|nobody to count/)
    assert.doesNotMatch(text, /0\.00 %/)
  }
  await empty.close()
})
