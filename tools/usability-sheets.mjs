import { join } from 'node:path'
import process from 'node:process'
import { HOUSE, installPackages, runNode } from './bootstrap.mjs'

installPackages({ development: false })
runNode([join(HOUSE, 'tools/usability-sheets.ts'), ...process.argv.slice(2)])
