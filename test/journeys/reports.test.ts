import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { patientOf, press, typeDate } from './visit.ts'

journey(
  'S3, S31: a clinical lead reads the control of the clinic, by clinician, of one patient, and the safety indicators',
  async (practice) => {
    const { page } = await signIn(practice, 'clinical-lead')
    await page.getByRole('link', { name: 'Reports', exact: true }).click()
    assert.match(await page.innerText('main'), /people were on treatment monitored by INR/)
    await looksRight(page, 'reports-control')
    await page.getByText('What is left out').first().click()
    await page.getByText('Another period').click()
    await typeDate(page, 'from', ['31', '2', '2026'])
    await press(page, 'Show these days')
    assert.match(await page.innerText('.nhsuk-error-summary'), /That day does not exist/)
    assert.equal(await page.inputValue('[name="from[day]"]'), '31', 'what was typed stays')
    await looksRight(page, 'reports-refused')

    await page.goto('/reports/clinicians')
    await looksRight(page, 'reports-clinicians')
    await page.locator('tbody a').first().click()
    const people = await page.locator('tbody tr').count()
    assert.ok(people > 0, 'a count opens the people it counts')
    await looksRight(page, 'reports-people')
    const control = page
      .locator('tbody tr')
      .first()
      .getByRole('link', { name: /^Control/ })
    const name = (await page.locator('tbody th a').first().innerText()).trim()
    await control.click()
    assert.ok(name.startsWith(await patientOf(page)), `${name} is opened`)
    await looksRight(page, 'patient-control')

    await page.goto('/reports/indicators')
    assert.doesNotMatch(await page.innerText('main'), /(?<!\d)0\.00 %.*not known/i)
    await looksRight(page, 'reports-indicators')
  },
)
