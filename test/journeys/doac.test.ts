import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { addDays } from '#base/day.ts'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { TODAY } from './practice.ts'
import { openFromRegister, openTask, press, saidByPatient, typeDate } from './visit.ts'

/** Year, month and day of a date so many days from today, in the order of a date's boxes. */
const inDays = (days: number): readonly string[] => addDays(TODAY, days).split('-').toReversed()

journey(
  'H20: an overdue review is found beside overdue tests, the dose is checked, saved, told and booked',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await page.goto('/worklists/overdue')
    const both = await page.innerText('main')
    assert.match(both, /Warfarin and others \(\d+\)/)
    await looksRight(page, 'overdue')
    await page.getByRole('link', { name: /^Direct oral anticoagulant \(\d+\)$/ }).click()
    assert.match(await page.innerText('main'), /Review of dabigatran was due/)
    await looksRight(page, 'overdue-doac')
    await openFromRegister(page, 'ABERNATHY, Douglas')
    await looksRight(page, 'doac-patient')
    await fillIn(page, { weight: '79', creatinine: '1.1' })
    await press(page, 'Check the dose')
    assert.match(await page.innerText('main'), /in mg\/dL/)
    await looksRight(page, 'doac-refused')
    await fillIn(page, { weight: '79', creatinine: '97' })
    await press(page, 'Check the dose')
    assert.match(await page.innerText('main'), /The dose matches: 110 mg twice a day/)
    await looksRight(page, 'doac-checked')
    await page.check('input[value="handed-over"]')
    await press(page, 'Save the review')
    assert.match(await page.innerText('main'), /Review saved/)
    assert.match(await page.innerText('main'), /The patient has been told/)
    await looksRight(page, 'doac-saved')
  },
)

journey(
  'H20: a dose that is too high is changed in the plan and decided by a prescriber',
  async (practice) => {
    const { page } = await signIn(practice, 'prescriber')
    await openTask(page, 'not-picked-up', 'FOTHERGILL, Winifred')
    assert.match(await page.innerText('main'), /Dose does not match: a second person decides/)
    await looksRight(page, 'doac-task')
    const task = page.url()
    await page.getByRole('link', { name: 'Open the treatment plan' }).click()
    await page.getByRole('button', { name: 'Change the plan' }).click()
    await looksRight(page, 'doac-plan-change')
    await page.fill('#doacMg', '30')
    await page.fill('#changeReason', 'Weight below 60 kg')
    await press(page, 'Save the plan')
    await page.goto(task)
    await page.check('input[value="dose-changed"]')
    await page.fill('#note', 'Edoxaban 30 mg from today')
    await typeDate(page, 'nextReviewOn', inDays(28))
    await press(page, 'Save the decision')
    assert.match(await page.innerText('main'), /The patient was told the dose/)
    await page.check('input[value="letter"]')
    await press(page, 'Save how it was told')
    assert.match(await page.innerText('main'), /Letter sent, patient not told/)
    await looksRight(page, 'doac-letter-sent')
    await page.check('input[value="handed-over"]')
    await press(page, 'Save how it was told')
    assert.match(await page.innerText('main'), /The patient has been told/)
  },
)

async function fillIn(
  page: Page,
  figures: { readonly weight: string; readonly creatinine: string },
): Promise<void> {
  await page.fill('#identity', await saidByPatient(page))
  await page.fill('#weight', figures.weight)
  await page.fill('#creatinine', figures.creatinine)
  await typeDate(page, 'bloodsOn', inDays(-1))
  await page.check('#nothingToReport')
}
