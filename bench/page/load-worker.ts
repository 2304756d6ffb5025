import { parentPort, workerData } from 'node:worker_threads'
import { measureLoad } from './measure-load.ts'

// A thread of its own has nothing compiled yet, as a window that has just opened.
parentPort?.postMessage(measureLoad(Number(workerData)))
