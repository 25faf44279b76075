import process from 'node:process'
import { serveFrom } from '#store/embedded/embedded-postgres.ts'

// A stand-in for the application: holds the database of the folder it is given until it is told to leave.
const served = await serveFrom(process.argv[2] ?? '')
if (served.kind === 'started') {
  const alive = setInterval(() => {}, 1000)
  process.once('SIGTERM', async () => {
    await served.stop()
    clearInterval(alive)
  })
}
console.log(JSON.stringify(served))
