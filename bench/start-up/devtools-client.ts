interface Answer { readonly id?: number; readonly method?: string; readonly params?: unknown; readonly result?: unknown; readonly error?: { readonly message: string }; readonly sessionId?: string }

/** Speaks Chrome's DevTools protocol, without what a browser driver does around it: here every millisecond counts. */
export class DevtoolsClient {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #heard: (method: string, params: unknown) => void
  #last = 0

  private constructor(socket: WebSocket, heard: (method: string, params: unknown) => void) {
    this.#socket = socket
    this.#heard = heard
    socket.addEventListener('message', ({ data }) => { this.#take(JSON.parse(String(data)) as Answer) })
  }

  /** `heard` gets every event. */
  static async connect(address: string, heard: (method: string, params: unknown) => void): Promise<DevtoolsClient> {
    const socket = new WebSocket(address)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true })
      socket.addEventListener('error', () => { reject(new Error(`Nobody answers at ${address}`)) }, { once: true })
    })
    return new DevtoolsClient(socket, heard)
  }

  /** Rejects with what the browser says against it. */
  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    this.#last += 1
    const id = this.#last
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => { if (error === undefined) resolve(result); else reject(new Error(`${method}: ${error.message}`)) })
    })
  }

  close(): void { this.#socket.close() }

  #take(answer: Answer): void {
    if (answer.id === undefined) { if (answer.method !== undefined) this.#heard(answer.method, answer.params); return }
    this.#waiting.get(answer.id)?.(answer)
    this.#waiting.delete(answer.id)
  }
}
