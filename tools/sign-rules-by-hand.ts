import process from 'node:process'
import { makeReleaseKey, signReleasedRules } from './release-key.ts'

// `npm run sign-rules -- new-key FOLDER` makes a pair of keys, `npm run sign-rules -- KEYFILE` signs the list of released rules.

const [first = '', folder = ''] = process.argv.slice(2)
try {
  console.log(first === 'new-key' ? makeReleaseKey(folder) : signReleasedRules(first))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
