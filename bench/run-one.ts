import { writeFileSync } from 'node:fs'
import process from 'node:process'

// One bench in a process of its own (see main.ts): its rows go to the file named.
const [name = '', answer = ''] = process.argv.slice(2)
const { run } = await import(`./${name}.bench.ts`)
writeFileSync(answer, JSON.stringify(await run()))
