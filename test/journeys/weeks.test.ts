import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, press } from './visit.ts'

async function openByNumber(page: Page, nhsNumber: string): Promise<void> {
  await page.fill('#find-patient', nhsNumber)
  await page.press('#find-patient', 'Enter')
  await page.waitForSelector('#identity')
}

journey(
  'H11: a nurse takes another week of the list with a click and gives the reason, without a script',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse', { scripts: false })
    await openByNumber(page, '9990259224')
    await askForDose(page, { inr: '2.5' })
    await page.locator('summary', { hasText: /^Change$/ }).click()
    const week = page.locator('.evk-weeks li').first()
    const offered = await week.innerText()
    assert.match(offered, /mg a week (more|less) than suggested/)
    await week.getByRole('button').click()

    assert.notEqual(await page.inputValue('#dailyDose'), await page.inputValue('#weekDoses'))
    await page.selectOption('#reasonCode', 'patient-choice')
    await page.fill('#reasonText', 'Agreed with the patient')
    await press(page, 'Save the changed dose')
    assert.match(await page.innerText('main'), /once a day/)
  },
)

journey(
  'the weeks, a larger dose and the tablets of the site are right on each screen',
  async (practice) => {
    const { page } = await signIn(practice, 'pharmacist')
    await openByNumber(page, '9990259372')
    await askForDose(page, { inr: '2.5' })
    await page.locator('summary', { hasText: /^Change$/ }).click()
    await page.locator('summary', { hasText: 'A larger dose first' }).click()
    await looksRight(page, 'weeks')

    const { page: lead } = await signIn(practice, 'clinical-lead')
    await lead.goto('/service')
    await lead.getByRole('link', { name: 'Tablets', exact: true }).click()
    await looksRight(lead, 'tablets')
  },
)
