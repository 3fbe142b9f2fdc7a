/** Runs the practice web by itself: prints its addresses and sources, serves until it is told to stop. */
import { parseArgs } from 'node:util'
import { startDemo, type Demo, type DemoOptions } from './server.ts'
import { writeTruth } from './truth.ts'

const usage = `node demo/cli.ts --seed N [--adverts N] [--port N] [--day N] [--today YYYY-MM-DD] [--machine-clock] [--pictures on|off] [--truth FILE] [--json]
Serves the practice web on 127.0.0.1 until SIGTERM or Ctrl-C; SIGUSR2 moves on to the next day. --json prints one line with origins and sources when ready.`

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    adverts: { type: 'string' },
    port: { type: 'string', default: '0' },
    day: { type: 'string', default: '0' },
    today: { type: 'string' },
    'machine-clock': { type: 'boolean', default: false },
    pictures: { type: 'string', default: 'on' },
    truth: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})

if (values.help) console.log(usage)
else await serve()

async function serve(): Promise<void> {
  const numbers = [values.seed, values.adverts ?? '0', values.port, values.day].map(Number)
  if (numbers.some((number) => !Number.isInteger(number)) || !['on', 'off'].includes(values.pictures)) {
    console.error(usage)
    process.exit(2)
  }
  const demo = await startedOrTaken({
    seed: Number(values.seed),
    port: Number(values.port),
    day: Number(values.day),
    pictures: values.pictures === 'on',
    machineClock: values['machine-clock'],
    ...(values.adverts === undefined ? {} : { adverts: Number(values.adverts) }),
    ...(values.today === undefined ? {} : { today: values.today })
  })
  if (demo === null) return
  if (values.truth !== undefined) await writeTruth(demo.world, values.truth, demo.origins, Number(values.day))
  report(demo)
  let day = Number(values.day)
  process.on('SIGUSR2', () => {
    demo.setDay(++day)
    console.log(values.json ? JSON.stringify({ day }) : `day ${day}`)
  })
  const stop = (): void => void demo.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Null, after it was said which, when somebody listens on one of its ports. */
async function startedOrTaken(options: DemoOptions): Promise<Demo | null> {
  try {
    return await startDemo(options)
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number }
    if (code !== 'EADDRINUSE') throw error
    if (values.json) console.log(JSON.stringify({ taken: port }))
    else console.error(`Port ${port} is taken: give another with --port.`)
    process.exitCode = 1
    return null
  }
}

function report(demo: Demo): void {
  if (values.json) {
    console.log(
      JSON.stringify({
        origins: demo.origins,
        sources: demo.sources,
        adverts: demo.world.adverts.length,
        seed: demo.world.seed
      })
    )
    return
  }
  for (const [site, origin] of Object.entries(demo.origins)) console.log(`${site.padEnd(12)} ${origin}`)
}
