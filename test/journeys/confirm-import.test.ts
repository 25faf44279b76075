import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, openFromClinic, press, typeDate } from './visit.ts'

journey(
  'H24, H31: an imported plan past its stop date is confirmed by a prescriber before anybody doses by it',
  async (practice) => {
    const { page } = await signIn(practice, 'prescriber')
    await openFromClinic(page, 'WOMACK, Patrick')
    assert.equal(await page.locator('#inr').count(), 0)
    await looksRight(page, 'plan-unverified')

    await page.getByRole('link', { name: 'Confirm the plan' }).click()
    await looksRight(page, 'plan-confirm')
    await press(page, 'Confirm the plan')
    await looksRight(page, 'plan-confirm-refused')
    assert.equal(
      await page.inputValue('#target'),
      '',
      'nothing a dose hangs on is taken from the screen',
    )
    await page.fill('#target', '2.5')
    await page.fill('#rangeLow', '2.0')
    await page.fill('#rangeHigh', '3.0')
    await page.fill('#dailyMg', '10')
    await page.check('#sameEachDay')
    await page.fill('#clinicalReason', 'Second deep vein thrombosis, letter of 7 February 2025')
    await page.check('input[name=duration][value=until]')
    await typeDate(page, 'stopOn', ['23', '02', '2027'])
    await page.check('input[name=mechanicalValve][value=no]')
    await page.check('input[name=antiphospholipid][value=no]')
    await page.check('input[name=protocol][value=coventry]')
    await page.check('input[name=phase][value=maintaining]')
    await page.fill('#relevantFindings', 'None')
    await press(page, 'Confirm the plan')
    await looksRight(page, 'plan-confirmed')

    await openFromClinic(page, 'WOMACK, Patrick')
    await askForDose(page, { inr: '2.6', method: 'Laboratory' })
    await press(page, 'Accept and save')
    assert.match(await page.innerText('h1'), /Tell the patient/)
  },
)
