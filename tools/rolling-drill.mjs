import { join } from 'node:path'
import process from 'node:process'
import { HOUSE, installPackages, runNode } from './bootstrap.mjs'

installPackages({ development: true })
runNode([join(HOUSE, 'bench/drills/rolling.ts'), ...process.argv.slice(2)])
