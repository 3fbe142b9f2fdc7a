/** fast-check with one seed: a test of properties tries the same cases in every run and on every machine. `FC_SEED=7 npm test -- crawl` tries others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_260_302) })

export { fc }
