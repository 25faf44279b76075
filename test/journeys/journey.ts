import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { leaveTheScreens } from './at-the-screen.ts'
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
    } finally {
      const complaints = await leaveTheScreens()
      assert.deepEqual(complaints, [])
      assert.deepEqual(await practice.faults(), [])
    }
  })
}

after(closePractice)
