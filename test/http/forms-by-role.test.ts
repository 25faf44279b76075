import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ActName, permission, ROLES } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { routes } from '#src/routes.ts'
import { COMPETENCE, SECRET } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { asksWhose, type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { accepted, done, dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { patientToken, recordOfPath } from '#web/door/patient-token.ts'
import { wholeRecord } from './walked-page.ts'

// A form is shown to those who may do its act, and to nobody else: who may not is told before typing anything.

let clinic: ServedClinic
let who: { readonly patientId: string; readonly episodeId: string }
let plan: string
let patient: string
before(async () => {
  clinic = await servedClinic()
  who = await dosablePatient(clinic)
  patient = `/patients/${who.patientId}`
  plan = `${patient}/plan/${who.episodeId}`
  assert.equal(await procedureDesk(clinic).plan(who), 'done')
})
after(() => clinic.close())

const FORMS: readonly (readonly [act: ActName, path: () => string])[] = [
  ['register-patient', () => '/register/new'],
  ['edit-patient', () => `${patient}/details`],
  ['edit-patient', () => `${patient}/standing`],
  ['edit-patient', () => `${patient}/nhs-number`],
  ['link-records', () => `${patient}/same-person`],
  ['plan-episode', () => `${patient}/plan/new`],
  ['plan-episode', () => `${plan}/change`],
  ['start-initiation', () => `${plan}/initiate`],
  ['suspend-episode', () => `${plan}/suspend`],
  ['end-episode', () => `${plan}/end`],
  ['switch-medicine', () => `${plan}/switch`],
  ['switch-medicine', () => `${plan}/stop-warfarin`],
  ['switch-medicine', () => `${plan}/finish`],
  ['confirm-removal', () => `${plan}/removed`],
  ['plan-procedure', () => `${patient}/procedure/move`],
  ['record-education', () => `${patient}/education`],
  ['check-self-testing', () => `${patient}/self-testing`],
  ['review-treatment', () => `${patient}/review`],
  ['reassess-control', () => `${patient}/reassessment`],
  ['import-records', () => '/service/imports/new'],
  ['propose-rules', () => '/service/rules/propose'],
  ['propose-rules', () => '/service/monitoring/propose'],
  ['try-dosing', () => '/service/virtual-clinic'],
  ['manage-settings', () => '/service/settings'],
  ['manage-settings', () => '/service/meters/control-rule'],
  ['manage-meters', () => '/service/meters/new'],
  ['see-meters', () => '/service/meters'],
  ['manage-leaflets', () => '/service/leaflets'],
  ['settle-shared-sign-in', () => '/service/shared-sign-ins'],
  ['see-audit', () => '/service/audit'],
  ['export-audit', () => '/service/audit/export'],
  ['see-looks', () => `${patient}/looked-at`],
  ['clear-after-restore', () => '/service/after-restore'],
  ['bring-in-results', () => '/service/results'],
]

const TODAY = day('2026-11-22')

for (const role of ROLES) {
  test(`H34: ${role} is shown the forms of what this role may do, and is told of every other`, async () => {
    const visitor = await signedInAs(clinic, role)
    for (const [act, path] of FORMS) {
      const may = permission(act, { role, competence: COMPETENCE[role] }, TODAY)
      const { status, text } = await visitor.get(path())
      assert.equal(status, may.kind === 'allowed' ? 200 : 403, path())
      if (may.kind === 'refused')
        assert.ok(text.replaceAll('&#x27;', "'").includes(may.message), path())
    }
  })
}

const MORE = ['', '/earlier-result', '/contacts', '/appointments', '/measurements', '/scores']

/** Records that have pages of their own, and whose they are. */
type Records = Readonly<Record<'dosed' | 'reviewed', string>> & Ids
type Ids = Readonly<Record<'decisionId' | 'resultId' | 'taskId' | 'reviewId', string>>

async function records(): Promise<Records> {
  const dosed = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId: dosed.patientId }
  const { decisionId } = done(await accepted(clinic, clinic.callerOf('nurse'), visit))
  const taskId = await recordsOf(clinic).task(dosed, 'referral')
  const doac = doacDesk(clinic)
  const reviewed = await doac.person()
  done(await doac.review(reviewed, {}, { slot: 'none', toldHow: 'not-yet' }))
  const [review] = await doac.reviews(reviewed.episodeId)
  const { rows } = await clinic.database.migratorPool.query<{ id: string }>(
    'select result_id as id from dose_decision where id = $1',
    [decisionId],
  )
  const [reviewId = '', resultId = ''] = [review?.id, rows[0]?.id]
  return {
    decisionId,
    resultId,
    taskId,
    reviewId,
    dosed: dosed.patientId,
    reviewed: reviewed.patientId,
  }
}

const OF_A_PATIENT = /action="\/(?:patients|results|doses|tasks|doac-tasks|doac-reviews)\//

test('H01: every form that goes to a patient, or to a result, dose, task or review, is sealed for the patient whose it is', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const csrf = await lead.csrf()
  const { decisionId, resultId, taskId, reviewId, dosed, reviewed } = await records()
  const pages: readonly (readonly [path: string, patientId: string])[] = [
    ...FORMS.map(([, path]) => [path(), who.patientId] as const),
    ...MORE.map((page) => [`${patient}${page}`, who.patientId] as const),
    [`/doses/${decisionId}`, dosed],
    [`/results/${resultId}/correct`, dosed],
    [`/tasks/${taskId}`, dosed],
    [`/doac-reviews/${reviewId}`, reviewed],
  ]
  let sealed = 0
  for (const [path, patientId] of pages) {
    const token = patientToken({ secret: SECRET }, csrf, patientId)
    const forms = (await lead.get(path)).text.split('<form').slice(1)
    const bound = forms.filter((one) => OF_A_PATIENT.test(one))
    if (!path.startsWith(patient) && patientId !== who.patientId) assert.ok(bound.length > 0, path)
    for (const form of bound) {
      assert.ok(form.includes(`name="csrf" value="${token}"`), path)
      sealed += 1
    }
  }
  assert.ok(sealed >= 20, `${sealed}`)
})

test('H01: every form of a patient or of a record asks first whose it is, but the five whose act asks each time', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const csrf = await lead.csrf()
  const ids: Readonly<Record<string, string>> = {
    ...who,
    ...(await records()),
    patient: who.patientId,
    planId: who.episodeId,
    entryId: who.episodeId,
    eventId: who.episodeId,
  }
  const before = await wholeRecord(clinic)
  const byThemselves: string[] = []
  let asked = 0
  for (const { method, path, asksWho } of routes) {
    const address = path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? '')
    if (method !== 'POST' || recordOfPath(address) === undefined) continue
    const answer = await lead.postOnce(address, { csrf })
    if (asksWho?.(new Map())) byThemselves.push(path)
    else assert.ok(answer.status === 422 && asksWhose(answer), path)
    asked += 1
  }
  assert.deepEqual(byThemselves, [
    '/patients/:patientId/earlier-result',
    '/patients/:patientId/visit',
    '/results/:resultId/right-patient',
    '/patients/:patientId/from-paper',
    '/patients/:patientId/doac-review',
  ])
  assert.ok(asked >= 45, `${asked}`)
  const failed = await lead.postOnce(`${patient}/visit`, { csrf, record: 'test-failed' })
  assert.ok(asksWhose(failed), 'a test that gave no INR has no answers, and no identity')
  assert.deepEqual(await wholeRecord(clinic), before)
})

test('H01: a form of a record that is another patient’s by now, or always was, saves nothing and is noted', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const csrf = await lead.csrf()
  const made = await records()
  const before = await wholeRecord(clinic)
  const sealedFor = (patientId: string) => patientToken({ secret: SECRET }, csrf, patientId)
  const refuses = async (address: string, patientId: string) => {
    const fields = { csrf: sealedFor(patientId), 'patient-said': 'MH 1942', step: 'take' }
    const answer = await lead.postOnce(address, fields)
    assert.equal(answer.status, 409, address)
    assert.match(answer.text, /made for another patient[\s\S]*Nothing was saved/)
  }
  const addresses = [
    `/doses/${made.decisionId}/told`,
    `/results/${made.resultId}/correct`,
    `/tasks/${made.taskId}`,
    `/doac-tasks/${made.taskId}`,
    `/doac-reviews/${made.reviewId}/told`,
  ]
  for (const address of addresses) await refuses(address, who.patientId)
  await clinic.database.migratorPool.query(
    'update task set patient_id = $2, episode_id = $3 where id = $1',
    [made.taskId, who.patientId, who.episodeId],
  )
  await refuses(`/tasks/${made.taskId}`, made.dosed)
  const { rows } = await clinic.database.migratorPool.query<{ patient: string }>(
    `select line::jsonb ->> 'patient' as patient from audit_line
      where provider_id = $1 and line like '%other-patients-form%' order by seq`,
    [clinic.providerId],
  )
  const { dosed, reviewed } = made
  assert.deepEqual(
    rows.map((row) => row.patient),
    [dosed, dosed, dosed, dosed, reviewed, who.patientId],
  )
  assert.deepEqual(await wholeRecord(clinic), before)
})
