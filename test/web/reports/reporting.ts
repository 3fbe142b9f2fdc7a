/** People at the routes of reports: an officer who sends, and the desk that decides. */
import assert from 'node:assert/strict'
import type { Report, ReportReceipt, Reports } from '../../../src/contract/reports/reports.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

export interface Reporting {
  readonly at: Running
  readonly officer: Browser
  readonly analyst: Browser
  readonly coordinator: Browser
  /** Sends as the officer unless another is given. */
  send(body: object, who?: Browser): Promise<ReportReceipt>
  /** Does one act as the analyst unless another is given. */
  step(id: string, act: string, body?: object, who?: Browser): Promise<Report>
  /** Status and error of an act. */
  refusal(id: string, act: string, body?: object, who?: Browser): Promise<string>
  one(id: string, who: Browser): Promise<Report>
  /** Ids of the list, in its order. */
  list(who: Browser, query?: string): Promise<string[]>
}

/** Starts the interface with these people signed in. Close `at` at the end. */
export async function startReporting(): Promise<Reporting> {
  const at = await startInterface({ duty: 'Dienst 088 0000000' })
  const [officer, analyst, coordinator] = [await at.as('officer'), await at.as('analyst'), await at.as('coordinator')]
  return {
    at,
    officer,
    analyst,
    coordinator,
    send: async (body, who = officer) => {
      const answer = await who.ask('POST', '/api/reports', body)
      assert.equal(answer.status, 200, answer.text)
      return json<ReportReceipt>(answer)
    },
    step: async (id, act, body = {}, who = analyst) => {
      const answer = await who.ask('POST', `/api/reports/${id}/${act}`, body)
      assert.equal(answer.status, 200, `${act}: ${answer.text}`)
      return json<Report>(answer)
    },
    refusal: async (id, act, body = {}, who = analyst) =>
      errorOf(await who.ask('POST', `/api/reports/${id}/${act}`, body)),
    one: async (id, who) => json(await who.ask('GET', `/api/reports/${id}`)),
    list: async (who, query = '') =>
      json<Reports>(await who.ask('GET', `/api/reports${query}`)).reports.map((report) => report.id)
  }
}
