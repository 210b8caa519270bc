import { type Browser, chromium } from 'playwright';
import { browserArguments, findBrowser } from '../find-browser.ts';
import { UsageError } from '../usage-error.ts';
import { serveTasks } from './serve-tasks.ts';
import type * as tasks from './tasks.ts';

type Tasks = typeof tasks;
type TaskName = keyof Tasks;

/** A headless Chromium whose WebGPU runs on the software adapter, with the tasks of `tasks.ts` at hand. */
export interface TaskBrowser {
  /** Calls a task. Its input and result are JSON; with `file` the task is given the address of that file. */
  call<Name extends TaskName>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
    file?: string,
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  close(): Promise<void>;
}

/** What a task gave, or the error that ended it. */
type Outcome<Result> = { readonly result: Result } | { readonly name: string; readonly message: string };

/** Starts the browser; whoever does so closes it. Throws `UsageError` if there is none. */
export async function openTaskBrowser(): Promise<TaskBrowser> {
  const browser = await launch();
  const server = await serveTasks();
  const page = await browser.newPage();
  await page.goto(server.address);
  return {
    async call<Name extends TaskName>(
      name: Name,
      input: Parameters<Tasks[Name]>[0],
      file?: string,
    ): Promise<Awaited<ReturnType<Tasks[Name]>>> {
      const words = [input, ...(file === undefined ? [] : [server.offer(file)])].map((word) => JSON.stringify(word));
      const text = await page.evaluate<string>(
        `import('/tasks.js').then((tasks) => tasks.${name}(${words.join(', ')}))
          .then((result) => ({ result }), ({ name, message }) => ({ name, message })).then(JSON.stringify)`,
      );
      const outcome = JSON.parse(text) as Outcome<Awaited<ReturnType<Tasks[Name]>>>;
      if ('result' in outcome) return outcome.result;
      throw Object.assign(new Error(outcome.message), { name: outcome.name });
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Calls one task in a browser of its own. */
export async function runInBrowser<Name extends TaskName>(
  name: Name,
  input: Parameters<Tasks[Name]>[0],
  file?: string,
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const browser = await openTaskBrowser();
  try {
    return await browser.call(name, input, file);
  } finally {
    await browser.close();
  }
}

async function launch(): Promise<Browser> {
  try {
    return await chromium.launch({ ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) });
  } catch (error) {
    const [first = ''] = (error as Error).message.split('\n');
    throw new UsageError(
      `webgpu needs Chrome or Chromium, and none starts (${first}); name one in CHROMIUM_PATH, or run: npx playwright install chromium`,
    );
  }
}
