import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ActName, permission, ROLES } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { COMPETENCE, SECRET } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { patientToken } from '#web/door/patient-token.ts'

// A form is shown to those who may do its act, and to nobody else: who may not is told before typing anything.

let clinic: ServedClinic
let plan: string
let patient: string
before(async () => {
  clinic = await servedClinic()
  const patientId = await clinic.addPatient()
  patient = `/patients/${patientId}`
  const episodeId = await clinic.addEpisode(patientId)
  plan = `${patient}/plan/${episodeId}`
  assert.equal(await procedureDesk(clinic).plan({ patientId, episodeId }), 'done')
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
  ['manage-leaflets', () => '/service/leaflets'],
  ['settle-shared-sign-in', () => '/service/shared-sign-ins'],
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

test('H01: every form on the pages of a patient that goes to an address of a patient is sealed for this one', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const csrf = await lead.csrf()
  const patientId = patient.slice('/patients/'.length)
  const token = patientToken({ secret: SECRET }, csrf, patientId)
  const paths = [...FORMS.map(([, path]) => path()), ...MORE.map((page) => `${patient}${page}`)]
  let sealed = 0
  for (const path of paths.filter((one) => one.startsWith(patient))) {
    const forms = (await lead.get(path)).text.split('<form').slice(1)
    for (const form of forms.filter((one) => one.includes('action="/patients/'))) {
      assert.ok(form.includes(`action="${patient}`), path)
      assert.ok(form.includes(`name="csrf" value="${token}"`), path)
      sealed += 1
    }
  }
  assert.ok(sealed >= 15, `${sealed}`)
})
