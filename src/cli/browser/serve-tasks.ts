import { createReadStream } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleTasks } from './bundle-tasks.ts';

/** A server of the tasks for one browser on this machine. */
export interface TaskServer {
  readonly address: string;
  /** Lets the page read a file; gives its address. The file is streamed: a checkpoint of half a gigabyte is never held. */
  offer(path: string): string;
  close(): void;
}

/** Serves an empty page, the tasks' scripts and the files that were offered, on a free port of this machine alone. */
export async function serveTasks(): Promise<TaskServer> {
  const scripts = await bundleTasks();
  const offered: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const script = scripts.get(path);
    const file = offered[Number(/^files\/(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
    if (path === '') send(response, 'text/html', '<!doctype html><title>Shapewalk</title>');
    else if (script !== undefined) send(response, 'text/javascript', script);
    else if (file !== undefined) stream(response, file);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    offer: (path) => `/files/${offered.push(path) - 1}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}

function stream(response: ServerResponse, file: string): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}
