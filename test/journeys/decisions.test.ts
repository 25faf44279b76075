import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, openFromRegister, press, typeDate } from './visit.ts'

journey(
  'H10 and H33: a changed dose is opened from the patient, from the list and from the overrides, with its reasons',
  async (practice) => {
    const { page } = await signIn(practice, 'pharmacist')
    await openFromRegister(page, 'AL-HASSAN, Sheila')
    await askForDose(page, { inr: '2.5' })
    await page.getByText('Change', { exact: true }).click()
    await page.fill('#omitDays', '1')
    await page.selectOption('#reasonCode', 'procedure-planned')
    const kept = /(\d+(?:\.\d)?) mg a day/.exec(await page.innerText('#suggestion'))?.[1] ?? ''
    await page.fill('#dailyDose', kept)
    await page.fill('#reasonText', 'weekends only')
    await press(page, 'Save the changed dose')
    await press(page, 'Save for this other reason')
    assert.match(await page.innerText('#check-first'), /Check before you save/)
    await looksRight(page, 'question-without-words')
    await page.getByText('Another day', { exact: true }).click()
    await typeDate(page, 'nextTestOn', ['25', '12', '2026'])
    await press(page, 'Save the changed dose')
    assert.equal(
      await page.locator('.nhsuk-error-message').count(),
      0,
      'nothing was chosen wrongly yet',
    )
    await press(page, 'Save for these reasons')
    assert.equal(await page.locator('.nhsuk-error-message').count(), 2)
    await looksRight(page, 'questions-without-reasons')
    await page.getByText('Another day', { exact: true }).click()
    await typeDate(page, 'nextTestOn', [])
    await page.fill('#reasonText', 'A tooth is taken out tomorrow')
    await press(page, 'Save the changed dose')
    assert.match(await page.innerText('h1'), /Tell the patient/)

    await openFromRegister(page, 'AL-HASSAN, Sheila')
    await page.getByRole('link', { name: /^why/ }).first().click()
    const shown = await page.innerText('main')
    assert.match(shown, /Another dose than suggested/)
    assert.match(shown, /A tooth is taken out tomorrow/)
    assert.match(shown, /The same answer now/)
    assert.match(shown, /no test yet/)
    assert.match(shown, /Made by\s+Evenkeel \d+\.\d+\.\d+, commit not known/)
    await looksRight(page, 'decision')

    const { page: lead } = await signIn(practice, 'clinical-lead')
    await lead.goto('/reports')
    await lead.getByRole('link', { name: /Overrides/ }).click()
    assert.match(await lead.innerText('main'), /say nothing of causes/)
    await looksRight(lead, 'overrides')
    await lead
      .getByRole('row', { name: /procedure/ })
      .getByRole('link')
      .first()
      .click()
    assert.match(await lead.innerText('main'), /AL-HASSAN, Sheila/)
    await looksRight(lead, 'decisions')
    await lead.selectOption('#how', { label: 'Accepted as suggested' })
    await press(lead, 'Show')
    assert.doesNotMatch(await lead.innerText('main'), /tooth|AL-HASSAN, Sheila/)
  },
)
