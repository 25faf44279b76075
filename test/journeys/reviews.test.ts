import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { press, saidByPatient, typeDate } from './visit.ts'

journey(
  'H21: from the front page a pharmacist reassesses poor control: without an outcome nothing is closed, with one it is off the list',
  async (practice) => {
    const { page } = await signIn(practice, 'pharmacist')
    const due = page.getByRole('link', { name: 'reassessment due' })
    await due.click()
    await looksRight(page, 'reassessment-due')
    const before = await page.locator('tbody tr').count()
    assert(before > 10, `${before} in the demonstration`)
    await page.locator('tbody tr').first().getByRole('link').last().click()
    await looksRight(page, 'reassessment')
    const patient = page.url()

    await press(page, 'Save outcome')
    assert.match(await page.innerText('.nhsuk-error-summary'), /It cannot be closed without/)
    await looksRight(page, 'reassessment-refused')
    for (const cause of ['adherence', 'interactions', 'diet', 'illness'])
      await choose(page, cause, 'no')
    await choose(page, 'alcohol', 'yes')
    await page.fill('#alcoholNote', '40 units a week since the summer')
    await choose(page, 'outcome', 'improve')
    await page.fill('#planNote', 'Alcohol service, a dosette box, tests each week')
    await typeDate(page, 'lookAgainOn', ['21', '12', '2026'])
    await press(page, 'Save outcome')

    await page.goto('/worklists/reassessment-due')
    assert.equal(await page.locator('tbody tr').count(), Math.min(before, 50))
    await page.goto(patient)
    assert.match(await page.innerText('main'), /looked at again on 21-Dec-2026/)
    await looksRight(page, 'reassessment-made')
  },
)

journey(
  'a nurse reviews treatment for the year: the figures are there, what is wrong is said beside the field, the review is read with the plan',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openListed(page, 2)
    await page.getByRole('link', { name: 'Review', exact: true }).click()
    await looksRight(page, 'review')
    await page.fill('#creatinine', '1.2')
    await press(page, 'Save review')
    await looksRight(page, 'review-refused')
    assert.match(await page.innerText('.nhsuk-error-summary'), /whole µmol\/L/)
    for (const [question, answer] of WELL) await choose(page, question, answer)
    await page.fill('#creatinine', '92')
    await typeDate(page, 'kidneyOn', ['10', '11', '2026'])
    await page.fill('#weight', '71.3')
    await typeDate(page, 'bodyOn', ['23', '11', '2026'])
    await typeDate(page, 'nextReviewOn', ['22', '11', '2027'])
    await press(page, 'Save review')

    assert.match(await page.innerText('main'), /Long term, review 22-Nov-2027/)
    await page.getByText('Reviews of treatment: 1').click()
    await page.getByText('continue as planned, by Jo Whitfield').click()
    assert.match(await page.innerText('main'), /Creatinine 92 µmol\/L \(10-Nov-2026\)/)
    await looksRight(page, 'plan-with-review')
  },
)

const WELL = [
  ['indicationRight', 'yes'],
  ['targetRight', 'yes'],
  ['bleeding', 'none'],
  ['thrombosis', 'no'],
  ['falls', 'no'],
  ['admissions', 'no'],
  ['interacting', 'no'],
  ['alcohol', 'within-14'],
  ['adherence', 'yes'],
  ['recordsSeen', 'yes'],
  ['complicationsExplained', 'yes'],
  ['decision', 'continue'],
] as const

journey(
  'H35: a patient is taught and checked before an INR of their own meter is dosed on',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openListed(page, 3)
    const patient = page.url()
    await ownMeter(page)
    assert.match(await page.innerText('.nhsuk-error-summary'), /take a venous sample now/)

    await page.goto(`${patient}/education`)
    for (const topic of await page.locator('[name="topics"]').all()) await topic.check()
    await choose(page, 'taught', 'patient')
    await choose(page, 'booklet', 'given')
    await looksRight(page, 'education')
    await press(page, 'Save education')
    assert.match(await page.innerText('.nhsuk-error-summary'), /whether it was understood/)
    assert.equal(await page.locator('[name="topics"]:checked').count(), 11, 'what was ticked stays')
    await choose(page, 'understood', 'yes')
    await press(page, 'Save education')
    assert.match(await page.innerText('main'), /Everything is taught and understood/)
    await looksRight(page, 'education-complete')

    await page.getByRole('link', { name: 'Self-testing' }).click()
    await looksRight(page, 'self-testing')
    await choose(page, 'tester', 'patient')
    await page.fill('#meter', 'CoaguChek INRange 1234')
    await choose(page, 'comparedWith', 'venous')
    await page.fill('#own', '2.6')
    await page.fill('#reference', '2.4')
    await choose(page, 'technique', 'yes')
    await choose(page, 'knowsRules', 'yes')
    await press(page, 'Save check')
    assert.match(await page.innerText('main'), /dosed on until 23-Nov-2027/)
    await looksRight(page, 'self-testing-checked')

    await page.goto(patient)
    await ownMeter(page)
    assert.equal(await page.locator('.nhsuk-error-summary').count(), 0)
  },
)

/** Enters an INR that the patient measured at home, and asks for a dose. */
async function ownMeter(page: Page): Promise<void> {
  await page.fill('#identity', await saidByPatient(page))
  await page.check('#nothingToReport')
  await page.fill('#inr', '2.5')
  await page.selectOption('#method', 'own-meter')
  await press(page, 'Suggest a dose')
}

/** Opens somebody of the demonstration with atrial fibrillation, long term: each journey another. */
async function openListed(page: Page, nth: number): Promise<void> {
  await page.goto('/worklists/reassessment-due')
  await page.locator('tbody tr').nth(nth).getByRole('link').first().click()
}

const choose = (page: Page, question: string, answer: string): Promise<void> =>
  page.locator(`[name="${question}"][value="${answer}"]`).check()
