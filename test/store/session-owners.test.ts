import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { ownerOf, rememberOwner } from '#workflow/session-owners.ts'

// What a session may do is asked at each request (the tests of the door); here is only whose it is.

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const hashOf = (nth: number) => createHash('sha256').update(`${nth}`).digest()
const owner = (nth: number) => ({ accountId: `account ${nth}`, providerId: `provider ${nth}` })

test('the owner of a token is remembered for its own database and for no other', () => {
  rememberOwner(database.appPool, hashOf(1), owner(1))

  assert.deepEqual(ownerOf(database.appPool, hashOf(1)), owner(1))
  assert.equal(ownerOf(database.appPool, hashOf(2)), undefined)
  assert.equal(ownerOf(database.migratorPool, hashOf(1)), undefined)
})

test('memory is bounded: the oldest owner makes room for the newest', () => {
  for (let nth = 1; nth <= 10_001; nth += 1)
    rememberOwner(database.appPool, hashOf(nth), owner(nth))

  assert.equal(ownerOf(database.appPool, hashOf(1)), undefined)
  assert.deepEqual(ownerOf(database.appPool, hashOf(2)), owner(2))
  assert.deepEqual(ownerOf(database.appPool, hashOf(10_001)), owner(10_001))
})
