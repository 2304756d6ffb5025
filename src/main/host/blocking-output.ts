interface BlockingHandle { setBlocking(on: boolean): number }

/**
 * Makes writes to stdout and stderr wait until the app has room for them. Node's own are queued in this process without
 * bound, and what is queued is lost when the process ends, which is when the last lines matter most. Streams are made at
 * their first use, as ever: a script that prints nothing pays nothing.
 */
export function blockOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const original = Object.getOwnPropertyDescriptor(process, name)
    if (original?.get === undefined) continue
    Object.defineProperty(process, name, {
      ...original,
      get: () => {
        const stream = original.get?.call(process) as NodeJS.WriteStream & { readonly _handle?: BlockingHandle }
        stream._handle?.setBlocking(true)
        Object.defineProperty(process, name, original)
        return stream
      },
    })
  }
}
