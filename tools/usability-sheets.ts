import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { printDosePage } from '#print/dose-page.ts'
import { SHEETS, TASKS_BEGIN, TASKS_END, tasksInWords } from './usability-tasks.ts'

// `npm run usability-sheets -- FOLDER` prints the sheets of the usability test (docs/safety/usability-test.md); without a
// folder it writes the tasks in that page anew.

const PROTOCOL = join(import.meta.dirname, '../docs/safety/usability-test.md')
const [folder] = process.argv.slice(2)

if (folder === undefined) {
  const text = readFileSync(PROTOCOL, 'utf8')
  const [head = ''] = text.split(TASKS_BEGIN)
  const [, tail = ''] = text.split(TASKS_END)
  writeFileSync(PROTOCOL, `${head}${TASKS_BEGIN}\n\n${tasksInWords()}\n${TASKS_END}${tail}`)
} else {
  mkdirSync(folder, { recursive: true })
  for (const { letter, page, text } of SHEETS) {
    const file = join(folder, `sheet-${letter}.pdf`)
    writeFileSync(file, await printDosePage(page, page.savedAt))
    const texts = join(folder, `text-${letter}.txt`)
    writeFileSync(texts, `${text.join('\n\n')}\n`)
    console.log(`${file}\n${texts}`)
  }
}
