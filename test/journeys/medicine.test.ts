import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { fillIn, openFromRegister, openTask, press } from './visit.ts'

const NAME = 'RIVELIN, Wei'

journey(
  'H21: a medicine named at a visit is an alarm with its interval, closed by an action, and remembered',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse')
    await openFromRegister(page, NAME)
    await fillIn(page, { inr: '2.5' })
    await answerAboutMedicine(page, 'Clarithromicin')
    await press(page, 'Suggest a dose')
    assert.match(await page.innerText('.nhsuk-error-summary'), /Is it Clarithromycin\?/)
    await looksRight(page, 'medicine-misspelt')

    await page.fill('#medicine', 'Clarithromycin')
    await press(page, 'Suggest a dose')
    const shown = await page.innerText('#suggestion')
    assert.match(shown, /No dose is calculated for this result/)
    assert.match(shown, /Clarithromycin started 20-Nov-2026 \(raises the INR\)/)
    assert.match(shown, /Test from 24-Nov-2026 to 27-Nov-2026/)
    await looksRight(page, 'medicine-alarm')
    await press(page, 'Save and alert')

    const { page: desk } = await signIn(practice, 'prescriber')
    await openTask(desk, 'alarm-not-actioned', NAME)
    await press(desk, 'Take this')
    assert.match(await desk.innerText('main'), /Clarithromycin started 20-Nov-2026/)
    await looksRight(desk, 'medicine-task')
    await desk.getByText('Close without a dose').click()
    await desk.selectOption('#code', 'contacted-and-advised')
    await desk.fill('#note-close', 'Same dose while on it, test on Thursday')
    await press(desk, 'Close with this action')

    await openFromRegister(page, NAME)
    assert.match(await page.innerText('main'), /Acts on warfarin/)
    await looksRight(page, 'medicine-remembered')
  },
)

async function answerAboutMedicine(page: Page, medicine: string): Promise<void> {
  await page.uncheck('#nothingToReport')
  await page.getByText('Something to report').click()
  await page.fill('#takenYesterday', '5')
  await page.fill('#missedDoses', '0')
  for (const question of ['illness', 'procedurePlanned', 'pregnancyPossible']) {
    await page.selectOption(`#${question}`, 'no')
  }
  await page.selectOption('#bleeding', 'none')
  await page.selectOption('#medicinesChanged', 'started')
  await page.fill('#medicine', medicine)
  await page.fill('#medicineOn', '20/11/2026')
}
