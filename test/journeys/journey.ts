import assert from 'node:assert/strict'
import process from 'node:process'
import { after, test } from 'node:test'
import { leaveTheScreens, pictures } from './at-the-screen.ts'
import { closePractice, openPractice, type Practice } from './practice.ts'

/**
 * One walk through the product, as a sentence. After it the twelve invariants hold, and no browser complained: no error
 * of a script, nothing that the page's policy forbids, no request to anywhere else.
 */
export function journey(sentence: string, walk: (practice: Practice) => Promise<void>): void {
  test(sentence, async () => {
    const practice = await openPractice()
    try {
      await walk(practice)
    } catch (error) {
      if (SHOTS !== undefined) await pictures(SHOTS)
      await leaveTheScreens()
      throw error
    }
    assert.deepEqual(await leaveTheScreens(), [])
    assert.deepEqual(await practice.faults(), [])
  })
}

const { EVENKEEL_SHOTS: SHOTS } = process.env

after(closePractice)
