import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { openFromClinic, press } from './visit.ts'

journey(
  'a receptionist finds a patient by a misspelt name, moves the booking and records a contact',
  async (practice) => {
    const { page } = await signIn(practice, 'receptionist')
    await page.goto('/register')
    await looksRight(page, 'register')
    await page.fill('#find-patient', 'dungwoth tomas')
    await page.press('#find-patient', 'Enter')
    await looksRight(page, 'register-found')
    await page.getByRole('link', { name: 'DUNGWORTH, Tomasz' }).click()
    await looksRight(page, 'patient-as-receptionist')
    assert.equal(await page.locator('#inr, #identity').count(), 0, 'no clinical act is offered')

    await page.getByRole('link', { name: 'Appointments' }).click()
    await looksRight(page, 'appointments')
    await page.selectOption('#slot', { index: 0 })
    await press(page, 'Move')
    await looksRight(page, 'appointments-later')
    await page.selectOption('#laterBecause', 'patient-asked')
    await press(page, 'Move')
    assert.match(await page.innerText('main'), /later than due: The patient asked/)
    await page.getByRole('link', { name: 'DUNGWORTH, Tomasz' }).click()
    await page.getByRole('link', { name: 'Contacts' }).click()
    await looksRight(page, 'contacts')
    await page.getByLabel('Telephone').check()
    await page.getByLabel('Spoke to the patient or carer').check()
    await press(page, 'Record contact')
    assert.match(await page.innerText('main'), /Robin Ellis/)
  },
)

journey(
  'H01 and H22: who does not come is contacted three times, and then a prescriber decides, whose open list stood still meanwhile',
  async (practice) => {
    const { page } = await signIn(practice, 'receptionist')
    await page.goto('/clinic')
    await looksRight(page, 'clinic')
    await page.getByRole('button', { name: 'Did not come SHAW, Leroy' }).click()
    assert.match(await page.innerText('main'), /did not come \(1\)/)
    await page.getByRole('link', { name: 'Contact SHAW, Leroy' }).click()
    const record = async (time: number, outcome: string) => {
      assert.match(await page.innerText('main'), new RegExp(`Contact ${time} of 3`))
      await page.getByLabel('Telephone').check()
      await page.getByLabel(outcome).check()
      await press(page, 'Record contact')
      assert.deepEqual(await practice.faults(), [])
    }
    await record(1, 'No answer')
    await record(2, 'No answer')
    assert.match(await page.innerText('.nhsuk-error-summary'), /Contact 2 counts from/)
    await looksRight(page, 'contact-too-soon')
    await record(2, 'Spoke to the patient or carer')
    const { page: desk } = await signIn(practice, 'prescriber')
    await desk.clock.install()
    await desk.goto('/worklists/decision-waiting')
    const asOpened = await desk.innerHTML('main')
    await record(3, 'Spoke to the patient or carer')
    assert.match(await page.innerText('main'), /A prescriber decides now/)
    await looksRight(page, 'contacts-made')

    await desk.clock.fastForward('09:00')
    assert.equal(await desk.innerHTML('main'), asOpened, 'nothing moves under the pointer')
    await desk.goto('/worklists/decision-waiting')
    await looksRight(desk, 'worklist')
    await desk.getByRole('row', { name: 'SHAW, Leroy' }).getByRole('link').last().click()
    await looksRight(desk, 'non-attendance')
    await desk.getByLabel('Continue treatment and test again').check()
    for (const [part, text] of [
      ['day', '30'],
      ['month', '11'],
      ['year', '2026'],
    ] as const) {
      await desk.locator(`[name="nextTestOn[${part}]"]`).fill(text)
    }
    await desk.fill('#reason', 'Back from a journey on Friday, spoke to the daughter')
    await press(desk, 'Save decision')
    await desk.goto('/worklists/decision-waiting')
    assert.equal(await desk.getByText('SHAW, Leroy').count(), 0)
  },
)

journey(
  'a prescriber ends a course, and the patient is on no clinic list any more',
  async (practice) => {
    const { page } = await signIn(practice, 'prescriber')
    await openFromClinic(page, 'SINGH, Wanda')
    await page.getByRole('link', { name: 'Treatment plan' }).click()
    await looksRight(page, 'plan')
    await press(page, 'End treatment')
    await looksRight(page, 'plan-end')
    await page.getByLabel('Changed to another medicine').check()
    await page.fill('#note', 'Apixaban from tomorrow')
    await press(page, 'End treatment')
    await looksRight(page, 'plan-ended')
    await page.goto('/clinic')
    assert.equal(await page.getByText('SINGH, Wanda').count(), 0)
  },
)

journey(
  'a practice manager sees imports and clinics, closes a day and makes a clinic pack',
  async (practice) => {
    const { page } = await signIn(practice, 'practice-manager')
    await page.goto('/service/imports')
    await looksRight(page, 'imports')
    await page.goto('/service/imports/new')
    await looksRight(page, 'import-new')
    await page.goto('/service/clinics')
    await looksRight(page, 'clinics')
    await page.getByRole('link', { name: 'Warfarin clinic' }).first().click()
    await looksRight(page, 'clinic-setting')
    await page.goto('/service/clinic-packs')
    await press(page, 'Make this pack')
    await looksRight(page, 'clinic-packs')
    const href = await page
      .getByRole('link', { name: /Open the sheets/ })
      .first()
      .getAttribute('href')
    const pack = await page.request.get(href ?? '')
    assert.equal(pack.headers()['content-type'], 'application/pdf')
    await page.goto('/clinic/end')
    await looksRight(page, 'end-of-clinic')
    await page.goto('/worklists')
    await looksRight(page, 'worklists')
  },
)

journey('a system administrator adds people and sees no patient', async (practice) => {
  const { page } = await signIn(practice, 'system-administrator')
  await looksRight(page, 'today-as-administrator')
  assert.equal(await page.locator('#find-patient').count(), 0)
  for (const path of ['/register', '/clinic', '/worklists/overdue']) {
    const answer = await page.goto(path)
    assert.equal(answer?.status(), 403, path)
  }
  await page.goto('/service/staff')
  await looksRight(page, 'staff')
  await page.goto('/service/staff/add')
  await looksRight(page, 'staff-add')
  await page.fill('#username', 'ann.odea')
  await page.fill('#name', "Ann O'Dea")
  await page.selectOption('#role', 'receptionist')
  await press(page, 'Add this person')
  await looksRight(page, 'staff-added')
})
