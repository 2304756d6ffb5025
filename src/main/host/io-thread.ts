import { Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { FromHost, ToHost } from '../../shared/protocol.ts'
import { beNiceThroughout } from './be-nice-throughout.ts'
import { endOwnGroup } from './end-own-group.ts'
import { flag, writer } from './flags.ts'
import { encodeFrame, FrameReader } from './frames.ts'
import { channelFd } from './host-channel.ts'
import { ProgressOutlet } from './progress-outlet.ts'
import { PropsOutlet } from './props-outlet.ts'
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts'

// A host's second thread. It has the channel to main while the script runs, so that progress and cancel get through when
// the script never lets go of the main thread; and it sees main's end of the channel close, which is the watchdog.

const { flags, watchdog } = workerData as ThreadStart
let socket: Socket | undefined
let writes = false

/** At most a twentieth of the script's time goes into encoding progress values. */
const costFactor = 20
const progress = new ProgressOutlet((seq, value) => { write({ from: 'progress', progress: { seq, value } }) })
const props = new PropsOutlet((seq, value, sent) => { write({ from: 'props', props: { seq, value } }, sent) })

function write(message: FromHost, sent?: () => void): void {
  if (writes) socket?.write(encodeFrame(message), sent)
}

function flush(): void {
  progress.flush()
  props.flush()
}

function tell(message: FromThread): void { parentPort?.postMessage(message) }

function giveRoom(room: number, kept: number): void {
  Atomics.add(flags, room, 1)
  if (Atomics.load(flags, kept) === 1) tell({ kind: 'room' })
}

/** Becomes the channel's writer, unless the script has ended already and the main thread said so itself. */
function claim(): boolean {
  for (;;) {
    const before = Atomics.compareExchange(flags, flag.writer, writer.main, writer.thread)
    if (before !== writer.mainNow) return before === writer.main
    Atomics.wait(flags, flag.writer, writer.mainNow, 5)
  }
}

function take(rest: Uint8Array): void {
  writes = claim()
  const reader = new FrameReader()
  const deliver = (piece: Uint8Array): void => {
    reader.push(piece)
    for (let next = reader.next(); next !== undefined; next = reader.next()) received(next.message as ToHost)
  }
  socket = new Socket({ fd: channelFd, readable: true, writable: true })
  socket.on('data', deliver)
  socket.on('error', () => undefined)
  socket.on('close', () => { if (watchdog) endOwnGroup() })
  deliver(rest)
}

function received(message: ToHost): void {
  if (message.to === 'ack') progress.acknowledge(message.seq)
  else tell({ kind: 'message', message })
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'take': take(message.rest); break
    case 'interval': progress.interval = message.interval; break
    case 'niceness': beNiceThroughout(message.niceness); break
    case 'frame': if (writes) socket?.write(message.frame); break
    case 'progress':
      progress.offer(message.bytes)
      setTimeout(() => { giveRoom(flag.progressRoom, flag.progressKept) }, Math.max(1, costFactor * message.cost))
      break
    case 'props':
      props.offer(message.bytes)
      giveRoom(flag.propsRoom, flag.propsKept)
      break
    case 'flush':
      flush()
      Atomics.store(flags, flag.flushed, 1)
      Atomics.notify(flags, flag.flushed)
      break
    case 'last':
      flush()
      if (writes) socket?.write(message.frame)
      break
  }
})
