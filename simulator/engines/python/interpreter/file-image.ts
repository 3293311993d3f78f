/** A node of Emscripten's file system in memory. */
interface FileNode {
  parent: FileNode;
  name: string;
  mode: number;
  atime: number;
  mtime: number;
  ctime: number;
  link?: string;
  usedBytes?: number;
  contents?: Uint8Array | Record<string, FileNode>;
  mounted?: unknown;
}

type Operation = (this: unknown, ...args: never[]) => unknown;
type Make = (parent: FileNode, name: string, mode: number, device: number) => FileNode;
type Operations = Record<string, Operation>;

/** An open file; `fd` is null once it is closed. */
interface FileStream {
  fd: number | null;
}

/** Emscripten's file system, as far as its files in memory can be put back. */
export interface FileSystem {
  root: FileNode;
  streams: (FileStream | null)[];
  nextInode: number;
  hashAddNode(node: FileNode): void;
  hashRemoveNode(node: FileNode): void;
  filesystems: {
    MEMFS: {
      ops_table: Record<'dir' | 'file', Record<'node' | 'stream', Operations>> | null;
      stream_ops: Operations;
    };
  };
}

type Kept = Pick<
  FileNode,
  'parent' | 'name' | 'mode' | 'atime' | 'mtime' | 'ctime' | 'link' | 'usedBytes' | 'contents'
>;

/** Every file and folder in memory, and the open streams, at one moment. */
export interface FileState {
  readonly nodes: ReadonlyMap<FileNode, Kept>;
  readonly streams: readonly (FileStream | null)[];
  readonly inode: number;
}

/** The number of states kept: the oldest is that of a fresh interpreter, the latest that of its program. */
const STATES = 2;

/** Watches the files in memory, and puts them back. */
export class FileImage {
  private readonly fs: FileSystem;
  private readonly states: FileState[] = [];
  /** The state that the files are in; null: something has changed. */
  private current: FileState | null = null;
  /** Bits of a mode that new files and folders do not get. */
  umask = 0;
  /** The node that was made last, until its mode is set. */
  private made: FileNode | null = null;

  private constructor(fs: FileSystem) {
    this.fs = fs;
    const { ops_table: operations, stream_ops: streams } = fs.filesystems.MEMFS;
    const change = () => (this.current = null);
    const write = (stream: { node: FileNode }) => this.beforeWrite(stream.node);
    const { mknod } = operations!.dir.node as Record<string, Make>;
    if (mknod)
      operations!.dir.node.mknod = ((parent, name, mode, device) =>
        (this.made = mknod(parent, name, mode & ~this.umask, device))) satisfies Make;
    for (const name of ['mknod', 'rename', 'unlink', 'rmdir', 'symlink', 'setattr'])
      before(operations!.dir.node, name, change);
    const set = operations!.file.node.setattr as ((node: FileNode, attributes: { mode?: number }) => void) | undefined;
    if (set)
      operations!.file.node.setattr = ((node, attributes) => {
        this.beforeWrite(node);
        // `open` sets the mode of what it has just made.
        if (this.made === node && attributes.mode !== undefined) attributes.mode &= ~this.umask;
        this.made = null;
        set(node, attributes);
      }) satisfies typeof set;
    before(operations!.file.stream, 'write', write);
    // A mapped file is written back past the table.
    before(streams, 'write', write);
  }

  /** Starts watching; null where the file system is another than expected. */
  static watch(fs: unknown): FileImage | null {
    const { root, streams, hashAddNode, hashRemoveNode, filesystems } = fs as Partial<FileSystem>;
    if (!root || !streams || !hashAddNode || !hashRemoveNode || !filesystems?.MEMFS?.ops_table) return null;
    return new FileImage(fs as FileSystem);
  }

  /** The state of now. Of those that were taken before only the first can still be restored. */
  take(): FileState {
    const nodes = new Map<FileNode, Kept>();
    for (const node of all(this.fs.root)) {
      const { parent, name, mode, atime, mtime, ctime, link, usedBytes, contents } = node;
      const kept: Kept = { parent, name, mode, atime, mtime, ctime };
      // A field that a node does not have is not given to it.
      if (link !== undefined) kept.link = link;
      if (usedBytes !== undefined) kept.usedBytes = usedBytes;
      if (contents !== undefined) kept.contents = isFolder(contents) ? { ...contents } : contents;
      nodes.set(node, kept);
    }
    const state = { nodes, streams: [...this.fs.streams], inode: this.fs.nextInode };
    if (this.states.length === STATES) this.states.pop();
    this.states.push(state);
    return (this.current = state);
  }

  /** Tells whether other streams are open than in this state. */
  leaks({ streams }: FileState): boolean {
    const now = this.fs.streams;
    for (let fd = Math.max(now.length, streams.length) - 1; fd >= 0; fd--)
      if ((now[fd] ?? null) !== (streams[fd] ?? null)) return true;
    return false;
  }

  restore(state: FileState): void {
    const { fs } = this;
    if (this.leaks(state)) {
      fs.streams.splice(0, Infinity, ...state.streams);
      for (const [fd, stream] of state.streams.entries()) if (stream) stream.fd = fd;
    }
    if (this.current === state) return;
    for (const node of all(fs.root)) fs.hashRemoveNode(node);
    // Those that are in no folder now left the table when they were taken away.
    for (const [node, kept] of state.nodes) {
      Object.assign(node, kept);
      if (isFolder(kept.contents)) node.contents = { ...kept.contents };
      fs.hashAddNode(node);
    }
    fs.nextInode = state.inode;
    this.current = state;
  }

  /** Keeps the bytes of a file that is about to be changed in place. */
  private beforeWrite(node: FileNode): void {
    this.current = null;
    for (const { nodes } of this.states) {
      const kept = nodes.get(node);
      if (kept && kept.contents === node.contents) kept.contents = (node.contents as Uint8Array).slice();
    }
  }
}

const isFolder = (contents: FileNode['contents']): contents is Record<string, FileNode> =>
  contents !== undefined && !ArrayBuffer.isView(contents);

/** The nodes below a folder, itself included. What is mounted on a folder is another file system. */
function* all(node: FileNode): Generator<FileNode> {
  yield node;
  if (isFolder(node.contents)) for (const child of Object.values(node.contents)) if (!child.mounted) yield* all(child);
}

/** Calls `first` before an operation. */
function before(operations: Operations, name: string, first: (node: never) => void): void {
  const own = operations[name];
  if (!own) return;
  operations[name] = function (...args) {
    first(args[0]!);
    return own.apply(this, args);
  };
}
