import type { Task } from '../../simulator/exercise/exercise.ts';
import { CHECK } from '../../simulator/typescript/protocol.ts';
import { loadWords } from '../editor/load-monaco.ts';
import type { TypeScriptService } from '../editor/monaco-typescript.ts';
import type { CodeFile } from '../editor/types.ts';

/** TypeScript's own service for the files of one editor, fetched when it is first needed. */
export class FetchedService {
  private readonly id: string;
  /** The files in the editor as they are now, see `TypeScriptRunner.program`. */
  private readonly files: () => readonly CodeFile[];
  private service: TypeScriptService | null = null;

  constructor(id: string, files: () => readonly CodeFile[]) {
    this.id = id;
    this.files = files;
  }

  get isThere(): boolean {
    return this.service !== null;
  }

  /** TypeScript, once it is there: what it is given then is looked at without a wait. */
  async connect(): Promise<TypeScriptService> {
    await loadWords();
    const { TypeScriptService } = await import('../editor/monaco-typescript.ts');
    this.service ??= new TypeScriptService(this.id);
    await this.service.loaded(this.files());
    return this.service;
  }

  /** Compiles files with the check of a task, in a scope of its own: the check is not in the editor. */
  async compileCheck(task: Task, files: Readonly<Record<string, string>>) {
    await this.connect();
    const { TypeScriptService } = await import('../editor/monaco-typescript.ts');
    const service = new TypeScriptService(`${this.id}-check`);
    const all = Object.entries({ ...files, [CHECK]: task.check }).map(([name, text]) => ({ name, text }));
    try {
      await service.loaded(all);
      const [findings, compiled, { gradeProgram, recordProgram }] = await Promise.all([
        service.check(all),
        service.compile(all),
        import('./run.ts'),
      ]);
      return { findings, compiled, gradeProgram, recordProgram };
    } finally {
      service.dispose();
    }
  }

  dispose(): void {
    this.service?.dispose();
  }
}
