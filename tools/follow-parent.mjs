// A Node too old to be replaced in place stays on as the parent and passes signals on. It cannot pass on a kill -9:
// the closed channel tells, and the program then stops as it would for SIGTERM.
import process from 'node:process'

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
