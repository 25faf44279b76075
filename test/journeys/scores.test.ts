import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { openFromClinic, press } from './visit.ts'

journey(
  'a nurse records the scores of a patient without a script; what is not known stays a range and says what it may mean',
  async (practice) => {
    const { page } = await signIn(practice, 'nurse', { scripts: false })
    await openFromClinic(page, 'AHMED, Ronald')
    await page.getByRole('link', { name: 'Scores' }).click()
    assert.match(await page.innerText('main'), /No scores are recorded/)

    const answer = (question: string, word: string) =>
      page.getByRole('group', { name: question }).getByLabel(word, { exact: true }).check()
    await answer('Hypertension', 'Yes')
    await answer('Systolic blood pressure above 160', 'No')
    await answer('Stroke before', 'No')
    await press(page, 'Record scores')
    const said = await page.innerText('main')
    assert.match(said, /CHA2DS2-VASc[\s\S]*\d to \d/)
    assert.match(said, /Not known:/)
    await page.locator('summary', { hasText: 'CHA2DS2-VASc' }).first().click()
    assert.match(await page.innerText('main'), /Versions of the scores/)
  },
)

journey('the page of scores is right on each screen', async (practice) => {
  const { page } = await signIn(practice, 'pharmacist')
  await openFromClinic(page, 'AHMED, Ronald')
  await page.getByRole('link', { name: 'Scores' }).click()
  await looksRight(page, 'scores')
  await press(page, 'Record scores')
  await looksRight(page, 'scores-recorded')
})
