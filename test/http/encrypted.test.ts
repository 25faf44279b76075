import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectPlain, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ConnectionOptions, connect, TLSSocket } from 'node:tls'
import { Hono } from 'hono'
import { openPool } from '#store/pool.ts'
import { type Certificate, certificateFor } from '#test/certificate.ts'
import { testDatabase } from '#test/database.ts'
import { scratchFolder } from '#test/scratch.ts'
import { type Serving, serve } from '#web/serve.ts'

// What passes between a browser and Evenkeel where it speaks https itself, and between Evenkeel and a database on another machine.

const folder = scratchFolder('encrypted')
const own: Certificate = certificateFor('localhost')
let serving: Serving
before(async () => {
  const app = new Hono()
  app.get('/', (c) => c.text('here'))
  serving = await serve(app, { host: '127.0.0.1', port: 0 }, own)
})
after(async () => {
  await serving.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Which protocol and cipher a browser that offers these gets, or why it gets none. */
function agreed(offers: ConnectionOptions): Promise<string> {
  const port = Number(new URL(serving.url).port)
  return new Promise((resolve) => {
    const at = { host: '127.0.0.1', port, servername: 'localhost', ca: own.certificate }
    const socket = connect({ ...at, ...offers }, () => {
      resolve(`${socket.getProtocol()} ${socket.getCipher().name}`)
      socket.destroy()
    })
    socket.on('error', (error) => resolve(`refused: ${'code' in error ? error.code : error}`))
  })
}

test('SR-60: its own https is TLS 1.2 or 1.3 with keys of each connection alone', async () => {
  assert.match(serving.url, /^https:/)
  assert.match(await agreed({}), /^TLSv1.3 TLS_AES_256_GCM_SHA384$/)
  assert.match(await agreed({ maxVersion: 'TLSv1.2' }), /^TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384$/)
  for (const maxVersion of ['TLSv1', 'TLSv1.1'] as const) {
    const old = { minVersion: 'TLSv1', maxVersion, ciphers: 'ALL:@SECLEVEL=0' } as const
    assert.match(await agreed(old), /^refused: /, maxVersion)
  }
  for (const ciphers of [
    'AES128-GCM-SHA256',
    'AES256-SHA',
    'ECDHE-RSA-AES128-SHA',
    'DHE-RSA-AES128-SHA',
  ]) {
    const weak = { maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` } as const
    assert.match(await agreed(weak), /^refused: /, ciphers)
  }
})

test('SR-60: plain http on the port of https gets no answer', async () => {
  const port = Number(new URL(serving.url).port)
  const said = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connectPlain(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    )
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
  assert.doesNotMatch(said, /200|here/)
})

test('SR-60: the example of the proxy speaks TLS 1.2 and 1.3 with keys of each connection alone, and sends what is plain on', () => {
  const conf = readFileSync(join(import.meta.dirname, '../../docs/deploy/nginx.conf'), 'utf8')
  assert.match(conf, /^ {2}ssl_protocols +TLSv1\.2 TLSv1\.3;$/m)
  const [, ciphers = ''] = /ssl_ciphers +([^;]*);/.exec(conf) ?? []
  for (const cipher of ciphers.split(':')) {
    assert.match(cipher, /^ECDHE-(?:ECDSA|RSA)-(?:AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)$/)
  }
  assert.match(conf, /listen 80;[^}]*return 301 https:/)
})

/** @technical The first packet of a client that asks for encryption, and its length. */
const ASKS_FOR_TLS = 80_877_103

/**
 * A server of a database on another machine, as far as a client can see: it encrypts with this certificate, or says that it does not, and
 * passes on to the server of the tests what comes. What came in plain is kept.
 */
async function databaseServer(certificate: Certificate | undefined, target: string) {
  const plain: string[] = []
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (asked: Buffer) => {
      if (asked.length !== 8 || asked.readInt32BE(4) !== ASKS_FOR_TLS) {
        plain.push(asked.toString('latin1'))
        return socket.destroy()
      }
      if (certificate === undefined) {
        socket.on('data', (more) => plain.push(more.toString('latin1')))
        return socket.write('N')
      }
      socket.write('S')
      const { certificate: cert, key } = certificate
      const sealed = new TLSSocket(socket, { isServer: true, cert, key })
      const behind = connectPlain(target)
      for (const one of [sealed, behind]) one.on('error', () => undefined)
      return sealed.pipe(behind).pipe(sealed)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, plain, close: () => server.close() }
}

test('SR-60: a database is asked over TLS by the name that its certificate has, and told nothing where it has another or speaks plain', async () => {
  const database = await testDatabase()
  const { username, pathname, hostname, searchParams } = new URL(database.appUrl)
  const socketFolder = searchParams.get('host') ?? decodeURIComponent(hostname)
  const target = join(socketFolder, `.s.PGSQL.${searchParams.get('port') ?? 5432}`)
  const trusted = join(folder, 'ca.pem')
  const ask = async (certificate: Certificate | undefined) => {
    writeFileSync(trusted, (certificate ?? own).certificate)
    const server = await databaseServer(certificate, target)
    const url = `postgres://${username}:a-password@localhost:${server.port}${pathname}`
    const pool = openPool(`${url}?sslmode=verify-full&sslrootcert=${trusted}`, 1)
    const said = await pool.query('select 41 + 1 as answer').then(
      ({ rows }) => JSON.stringify(rows),
      (error: unknown) => `refused: ${error}`,
    )
    await pool.end()
    server.close()
    return { said, plain: server.plain }
  }
  assert.deepEqual(await ask(own), { said: '[{"answer":42}]', plain: [] })
  const wrong = await ask(certificateFor('db.example.nhs.uk'))
  assert.match(wrong.said, /refused: .*(?:altnames|localhost)/)
  const none = await ask(undefined)
  assert.match(none.said, /refused: .*does not support SSL/)
  assert.deepEqual([...wrong.plain, ...none.plain], [])
  await database.drop()
})
