import assert from 'node:assert/strict'
import { addDays } from '#base/day.ts'
import { openAlertReview } from '#store/alert-reviews.ts'
import { providersOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { newId } from '#workflow/new-id.ts'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { type Practice, TODAY } from './practice.ts'
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

    await page.goto('/reports/alerts')
    const alerts = await page.innerText('main')
    assert.match(alerts, /Not known/, 'a new clinic has too few doses to keep a budget')
    assert.doesNotMatch(alerts, /Within the budget/)
    await looksRight(page, 'reports-alerts')
  },
)

journey(
  'H33: the clinical lead finds an alert that nearly everybody goes past, and closes it with what is to be done',
  async (practice) => {
    await ignoredFor30Days(practice)
    const { page } = await signIn(practice, 'clinical-lead')
    await page.goto('/worklists/alert-gone-past')
    assert.match(await page.innerText('main'), /asked 40 times, gone past 38 times, 95 %/)
    await page.getByRole('link', { name: /^Open/ }).click()
    await press(page, 'Close with this')
    assert.match(await page.innerText('.nhsuk-error-summary'), /Choose what is to be done/)
    await looksRight(page, 'alert-review')
    await page.getByText('Redesign asked for').click()
    await page.fill('#note', 'Ask it once a patient, not at each change')
    await press(page, 'Close with this')
    assert.match(await page.innerText('main'), /Ask it once a patient/)
    await page.goto('/worklists/alert-gone-past')
    assert.match(await page.innerText('main'), /None\./)
  },
)

/** Thirty days of answers, and the night that counted them. */
async function ignoredFor30Days({ pool }: Practice): Promise<void> {
  const [provider] = await providersOf(pool)
  assert.ok(provider !== undefined)
  const now = Date.now()
  const review = {
    id: newId(now),
    kind: 'confirm',
    code: 'many-tablets',
    asked: 40,
    gonePast: 38,
    actedOn: 2,
    fromOn: addDays(TODAY, -29),
    untilOn: TODAY,
    openedAt: new Date(now).toISOString(),
    dueOn: addDays(TODAY, 14),
  } as const
  await inTransaction(pool, provider.providerId, async (tx) => ({
    keep: await openAlertReview(tx, review),
    answer: undefined,
  }))
}
