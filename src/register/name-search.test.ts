import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceOf } from './name-search.ts'

for (const [sought, name, distance] of [
  ['jones', 'jones mary', 0],
  ['mary jones', 'jones mary', 0],
  ['jon', 'jones mary', 0],
  ['jnoes', 'jones mary', 1],
  ['mai', 'mei battersby', 1],
  ['hargraves margret', 'hargreaves margaret', 2],
  ['filips', 'phillips ann', 2],
  ['jones mark', 'jones mary', 1],
  ['li', 'lo wen', 'other'],
  ['jones peter', 'jones mary', 'other'],
] as const) {
  test(`"${sought}" is ${distance} from "${name}"`, () => {
    assert.equal(distanceOf(sought.split(' '), name.split(' ')), distance)
  })
}
