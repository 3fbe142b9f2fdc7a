/** Runs `deploy/spark/relink.py` where Apache Spark is to be had: Python's `pyspark` and a Java that it takes. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const job = path.join(import.meta.dirname, '../../deploy/spark/relink.py')

/** What is missing here, as a sentence; null: Spark can be started. */
export function sparkMissing(): string | null {
  if (spawnSync('java', ['-version']).status !== 0) return 'java is not on this machine, which Spark runs on'
  const spark = spawnSync('python3', ['-c', 'import pyspark'])
  return spark.status === 0
    ? null
    : 'python3 has no module pyspark here (pip install pyspark, or PYTHONPATH to where it is)'
}

interface RelinkRun {
  readonly master: string
  /** How the program is called, as a shell would write it. */
  readonly baken: string
  /** Files and folders, each by its whole path. */
  readonly key: string
  readonly out: string
  readonly inputs: readonly string[]
  readonly parts: number
}

/** Runs the job to its end. `stdout`: its counts as JSON. */
export function submitRelink({ master, baken, key, out, inputs, parts }: RelinkRun): {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
} {
  const settings = ['--conf', 'spark.ui.enabled=false', '--conf', 'spark.driver.bindAddress=127.0.0.1']
  const asked = ['--baken', baken, '--key', key, '--partitions', String(parts), '--out', out, ...inputs]
  // The command beside the module that Python finds, whether or not it is on the path.
  const at = spawnSync('python3', ['-c', 'import pyspark; print(pyspark.__path__[0])'], { encoding: 'utf8' })
  const submit = path.join(at.stdout.trim(), 'bin/spark-submit')
  const { status, stdout, stderr } = spawnSync(submit, ['--master', master, ...settings, job, ...asked], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' }
  })
  return { code: status, stdout: stdout.trim(), stderr }
}
