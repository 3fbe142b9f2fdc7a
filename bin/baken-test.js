// The command behind `npm test`: hands over to test/run.ts on Node 24.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTypeScript } from './node24.js'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
runTypeScript(path.join(root, 'test', 'run.ts'), process.argv.slice(2))
