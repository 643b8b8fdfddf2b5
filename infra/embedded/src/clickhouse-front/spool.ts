import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Statement } from './statement.ts'

/** A statement made whole with the data that came with it, and how to clean up afterwards. */
export interface Prepared {
  sql: string
  discard(): Promise<void>
}

const nothing = async (): Promise<void> => {}

/**
 * Puts data and statement together. Data of `INSERT … FORMAT` goes through a file that the engine reads
 * itself: it may be binary and larger than memory. Other data (VALUES, `input()`) is appended as text.
 *
 * @param folder the engine's working directory; file names are relative to it
 */
export async function withData(statement: Statement, data: Readable | undefined, folder: string): Promise<Prepared> {
  const { sql, tail } = statement
  if (data === undefined) return { sql, discard: nothing }
  const fromFile = statement.verb === 'INSERT' && statement.format !== undefined && !statement.words.has('SELECT')
  if (!fromFile) {
    const text = (await buffer(data)).toString('utf8')
    return { sql: text === '' ? sql : `${sql}\n${text}`, discard: nothing }
  }
  const name = `${randomUUID()}.body`
  const discard = (): Promise<void> => rm(join(folder, name), { force: true })
  try {
    await pipeline(data, createWriteStream(join(folder, name)))
  } catch (error) {
    await discard()
    throw error
  }
  return { sql: `${sql.slice(0, tail)} FROM INFILE '${name}' COMPRESSION 'none' ${sql.slice(tail)}`, discard }
}
