import type { LoadProgress } from './protocol.ts';
import { FILES } from 'virtual:pyodide';

/** Counts the bytes that are downloaded, packed as they come. */
export class DownloadCounter {
  private readonly onProgress: (progress: LoadProgress) => void;
  /** Bytes of each file over the line: the host's word where it has one, else about as many as the site's server sends. */
  private readonly sizes = new Map(Object.entries(FILES).map(([name, { packed }]) => [name, packed]));
  private readonly loaded = new Map<string, number>();

  constructor(onProgress: (progress: LoadProgress) => void) {
    this.onProgress = onProgress;
    this.tell();
  }

  /** Does not count a file: it comes later, or never. */
  leaveOut(name: keyof typeof FILES): void {
    this.sizes.delete(name);
    this.tell();
  }

  /** Counts while the response's bytes are read. They come unpacked, so that their share of the whole is counted. */
  counted(name: keyof typeof FILES, response: Response): Response {
    const count = this.begin(name, response);
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        count(chunk.byteLength);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body!.pipeThrough(counting));
  }

  /** Reads a response to its end and counts its bytes. They are dropped: a browser's cache has them then. */
  async read(name: keyof typeof FILES, response: Response): Promise<void> {
    const count = this.begin(name, response);
    const reader = response.body!.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) count(part.value.byteLength);
  }

  private begin(name: keyof typeof FILES, response: Response): (bytes: number) => void {
    const length = Number(response.headers.get('Content-Length'));
    if (length > 0) this.sizes.set(name, length);
    let read = 0;
    return (bytes) => {
      read += bytes;
      this.loaded.set(name, Math.min(1, read / FILES[name].size) * this.sizes.get(name)!);
      this.tell();
    };
  }

  private tell(): void {
    const sum = (numbers: Iterable<number>) => Math.round([...numbers].reduce((all, one) => all + one, 0));
    this.onProgress({ phase: 'download', loaded: sum(this.loaded.values()), total: sum(this.sizes.values()) });
  }
}
