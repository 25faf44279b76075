import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

const HERE = [
  'postgres://evenkeel_app@%2Frun%2Fpostgresql/evenkeel',
  'postgres://evenkeel_app@/evenkeel?host=/run/postgresql',
  'postgres:///evenkeel',
  'postgres://evenkeel_app:a@localhost:5433/evenkeel',
  'postgres://evenkeel_app:a@127.0.0.1/evenkeel',
  'postgres://evenkeel_app:a@[::1]:5432/evenkeel',
]
const SEALED = [
  'postgres://a:b@db.example.nhs.uk/evenkeel?sslmode=verify-full',
  'postgres://a:b@db-1,db-2:5433/evenkeel?sslmode=verify-full&sslrootcert=/etc/ca.pem',
]
const PLAIN = [
  'postgres://a:b@db.example.nhs.uk/evenkeel',
  'postgres://a:b@10.0.0.7/evenkeel?sslmode=require',
  'postgres://a:b@db/evenkeel?sslmode=prefer',
  'postgres://a:b@db/evenkeel?sslmode=verify-ca',
  'postgres://a:b@db/evenkeel?sslmode=no-verify',
  'postgres://a:b@db/evenkeel?sslmode=verify-full&sslmode=disable',
  'postgres://a:b@db/evenkeel?sslmode=verify-full&ssl=0',
  'postgres://a:b@db/evenkeel?sslmode=verify-full&uselibpqcompat=true',
  'postgres://a:b@localhost,db/evenkeel',
  'postgres://a:b@localhost/evenkeel?host=db',
  'postgres://a:b@localhost.evil.example/evenkeel',
]
for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL']) {
  const beside = name === 'DATABASE_URL' ? {} : { DATABASE_URL: HERE[0] }
  test(`SR-60: ${name} on another machine is taken only with a connection that is encrypted to the server it names`, () => {
    for (const url of [...HERE, ...SEALED]) {
      assert.equal(readConfig({ ...beside, [name]: url }).kind, 'config', url)
    }
    for (const url of PLAIN) {
      const read = readConfig({ ...beside, [name]: url })
      assert.match(`${read.kind === 'refused' && read.messages}`, /Add \?sslmode=verify-full/, url)
    }
  })
}
