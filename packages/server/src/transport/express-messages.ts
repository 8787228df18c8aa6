import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'
import type { Express } from 'express'

/**
 * The classes by which a server makes requests and responses for an application of Express. Express gives each of them a
 * prototype of its own, and an object whose prototype has been changed is slow to use for as long as it lives: that is
 * three quarters of what Express costs. Made with that prototype, they are left as they are.
 */
export function expressMessages(app: Express): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {}
  app.request = madeOf(ExpressRequest.prototype, app.request)
  app.response = madeOf(ExpressResponse.prototype, app.response)
  return { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse }
}

const madeOf = <T extends object>(prototype: object, given: T): T => Object.setPrototypeOf(prototype, given)
