import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, fillIn, openFromClinic, openTask, press, typeAgain } from './visit.ts'

journey(
  'a healthcare assistant accepts what is suggested and changes nothing',
  async (practice) => {
    const { page } = await signIn(practice, 'healthcare-assistant')
    await looksRight(page, 'today')
    await openFromClinic(page, 'WOMACK, Alan')
    await looksRight(page, 'visit-empty')
    await askForDose(page, { inr: '2.5' })
    await looksRight(page, 'visit-suggestion')
    assert.equal(await page.locator('button[value=change]').count(), 0)
    await press(page, 'Accept and save')
    await looksRight(page, 'dose-saved')
    await press(page, 'Handed over')
    assert.match(await page.innerText('h1'), /has been told/)
    await looksRight(page, 'dose-told')
  },
)

journey('a result is referred with a note, and a pharmacist authorises it', async (practice) => {
  const { page } = await signIn(practice, 'healthcare-assistant')
  await openFromClinic(page, 'WRAGG, Wei')
  await askForDose(page, { inr: '3.4' })
  await typeAgain(page, '3.4')
  await page.getByText('Refer', { exact: true }).click()
  await page.fill('#note', 'Third high INR; drinks grapefruit juice since a week')
  await press(page, 'Save and refer')
  await looksRight(page, 'referral-as-assistant')

  const { page: desk } = await signIn(practice, 'pharmacist')
  await looksRight(desk, 'today-as-pharmacist')
  await openTask(desk, 'not-picked-up', 'WRAGG, Wei')
  assert.match(await desk.innerText('main'), /grapefruit/)
  await looksRight(desk, 'referral')
  await desk.getByLabel(/As suggested/).check()
  await press(desk, 'Save the dose')
  assert.match(await desk.innerText('h1'), /Tell the patient/)
  await desk.getByText('Told in another way').click()
  await desk.getByLabel('By telephone').check()
  await desk.getByLabel(/They read back the dose/).check()
  await press(desk, 'Save how it was told')
  assert.match(await desk.innerText('main'), /Rashid Siddiqui/)
})

journey('a pharmacist changes a suggested dose, with the reason', async (practice) => {
  const { page } = await signIn(practice, 'pharmacist')
  await openFromClinic(page, 'WOMACK, Kenneth')
  await askForDose(page, { inr: '3.5', method: 'Laboratory' })
  await typeAgain(page, '3.5')
  await page.getByText('Change', { exact: true }).click()
  await page.fill('#dailyDose', '5.5')
  await looksRight(page, 'visit-change')
  await press(page, 'Save the changed dose')
  assert.match(await page.innerText('.nhsuk-error-summary'), /reason/i)
  await looksRight(page, 'visit-change-refused')
  await page.selectOption('#reasonCode', 'trend')
  await page.fill('#reasonText', 'Falling since the last two tests')
  await press(page, 'Save the changed dose')
  assert.match(await page.innerText('main'), /take 5\.5 mg/)
})

journey(
  'somebody with something to report answers each question; bleeding alarms',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromClinic(page, "O'NEILL, Jean")
    await fillIn(page, { inr: '4.0' })
    await page.uncheck('#nothingToReport')
    await page.getByText('Something to report').click()
    await page.fill('#takenYesterday', '7')
    await page.fill('#missedDoses', '1')
    for (const question of [
      'illness',
      'procedurePlanned',
      'medicinesChanged',
      'pregnancyPossible',
    ]) {
      await page.selectOption(`#${question}`, 'no')
    }
    await page.selectOption('#bleeding', 'minor')
    await page.fill('#bleedingNote', 'Gums, since yesterday')
    await looksRight(page, 'visit-answers')
    await press(page, 'Suggest a dose')
    await typeAgain(page, '4.0')
    assert.match(await page.innerText('#suggestion'), /No dose is calculated/)
    await press(page, 'Save and alert')
  },
)

journey(
  'a clinical lead looks at the rules of the site, its people, and a closed day',
  async (practice) => {
    const { page } = await signIn(practice, 'clinical-lead')
    await page.goto('/service')
    await looksRight(page, 'service')
    await page.getByRole('link', { name: 'Rules' }).click()
    await looksRight(page, 'service-rules')
    await page.goto('/service')
    await page.getByRole('link', { name: 'Strips, meters, referrals and safety officer' }).click()
    await looksRight(page, 'service-settings')
    await page.fill('#blockedLots', 'L 99999')
    await page.selectOption('#safetyOfficer', { label: 'Dr Clare Lindqvist' })
    await press(page, 'Set these')
    assert.equal(await page.inputValue('#blockedLots'), 'L 99999')
    await page.goto('/register/indications')
    await looksRight(page, 'indications')

    const { page: clinic } = await signIn(practice, 'nurse')
    await openFromClinic(clinic, 'DUNGWORTH, Tomasz')
    await fillIn(clinic, { inr: '2.5' })
    await clinic.fill('#stripLot', 'L 99999')
    await press(clinic, 'Suggest a dose')
    assert.equal(await clinic.locator('#suggestion').count(), 0)
    assert.match(await clinic.innerText('.nhsuk-error-summary'), /lot/)
  },
)
