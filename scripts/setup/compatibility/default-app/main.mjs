// Stands in for the default app that Electron's official binary carries and this one lacks. The app is imported at the
// top level of a module, so that its main has run before Electron says it is ready: registering a scheme needs that.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { redirectNativeModules } from './redirect-native-modules.mjs'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folder === undefined) {
  console.error('Expected the folder of an app as first argument, got none. Example: electron .')
  process.exit(1)
}

const appPath = resolve(folder)
const { name, productName, version, main = 'index.js' } = JSON.parse(readFileSync(resolve(appPath, 'package.json'), 'utf8'))

Object.assign(process, { defaultApp: true })
const internals = /** @type {import('electron').App & { setAppPath(path: string): void, setVersion(version: string): void }} */ (app)
internals.setAppPath(appPath)
internals.setName(productName ?? name)
internals.setVersion(version ?? '0.0.0')
redirectNativeModules()

await import(pathToFileURL(createRequire(resolve(appPath, 'package.json')).resolve(resolve(appPath, main))).href)
