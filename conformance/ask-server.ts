import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bookList, bundledLists, createApp, openPriceBook, openServices } from '@ratecard/server'
import { exitOf, readTariff } from './ask-core.ts'
import type { Answer, Given } from './vector.ts'

/** Of all servers: they differ in their price lists alone. */
const shared = openServices()

/** A server for each set of price lists, started when it is first asked. */
const servers = new Map<string, Promise<Server>>()

export const closeServers = async (): Promise<void> => {
  for (const server of await Promise.all(servers.values())) {
    server.closeAllConnections()
    server.close()
  }
  await (await shared).close()
}

async function originOf(tariff: string | undefined): Promise<string> {
  const server = servers.get(tariff ?? '') ?? start(tariff)
  servers.set(tariff ?? '', server)
  return `http://127.0.0.1:${((await server).address() as AddressInfo).port}`
}

async function start(tariff: string | undefined): Promise<Server> {
  const own = tariff === undefined ? [] : [bookList(readTariff(tariff))]
  const services = { ...(await shared), book: openPriceBook([...own, ...(await bundledLists())]) }
  const server = createApp(services).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** The fields of a request are the flags of the command, but for those that name files: what is in the files is sent. */
function bodyOf({ command: _, facet, tariff, balances, fileSize, ...rest }: Given): object {
  return {
    ...rest,
    ...(facet && { facets: facet }),
    ...(tariff !== undefined && { tariff: readTariff(tariff).id }),
    ...(balances && { balances: { schema: 'ratecard/balances@1', balances } }),
    ...(fileSize !== undefined && { fileSize: `${fileSize}B` }),
  }
}

type Json =
  | { readonly issues: readonly { readonly code: string }[] }
  | (NonNullable<Answer['receipt']> & { readonly lines: readonly { readonly status: string }[] })

/** Asks a server over HTTP what a command line asks. */
export async function askServer(given: Given): Promise<Answer> {
  const response = await fetch(`${await originOf(given.tariff)}/v1/${given.command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(given)),
  })
  const json = (await response.json()) as Json
  if ('issues' in json) return { exit: exitOf(json.issues), issues: json.issues }
  const isOpen = json.lines.some(({ status }) => status === 'unpriced')
  return { exit: isOpen ? 4 : 0, receipt: json }
}
