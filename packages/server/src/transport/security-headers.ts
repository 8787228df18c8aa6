import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet, { type HelmetOptions } from 'helmet'

/** What helmet sets is the same for every answer, so it is asked once. Whether only TLS is spoken is for the proxy to say. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = askHelmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  strictTransportSecurity: false,
  // For browsers of another age, and of no use to what is no page.
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

function askHelmet(options: HelmetOptions): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const setHeader = (name: string, value: string) => Object.assign(headers, { [name.toLowerCase()]: value })
  const response = { setHeader, removeHeader: () => {} } as unknown as ServerResponse
  helmet(options)({} as IncomingMessage, response, () => {})
  return headers
}
