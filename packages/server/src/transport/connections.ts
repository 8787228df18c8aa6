import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** The connections of a server, and how many requests each is at: Node takes one that never sent a request for busy. */
export class Connections {
  readonly #requests = new Map<Socket, number>()

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#requests.set(socket, 0)
      socket.once('close', () => this.#requests.delete(socket))
    })
    server.on('request', ({ socket }, response) => {
      this.#count(socket, 1)
      response.once('close', () => this.#count(socket, -1))
    })
  }

  /** Ends those on which nothing is asked or answered. */
  closeIdle(): void {
    for (const [socket, requests] of this.#requests) if (requests === 0) socket.destroySoon()
  }

  #count(socket: Socket, by: 1 | -1): void {
    const requests = this.#requests.get(socket)
    if (requests !== undefined) this.#requests.set(socket, requests + by)
  }
}
