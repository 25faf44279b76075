import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Appears under its name when all of it is on the disk, never in part. */
export async function writeDurably(file: string, content: string | Buffer): Promise<void> {
  const growing = `${file}.part`
  const handle = await open(growing, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await renameDurably(growing, file)
}

/** After this the new name is what a power cut leaves, too. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncFolder(dirname(to))
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
