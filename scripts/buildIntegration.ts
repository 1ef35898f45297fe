/** `npm run build:integration`: what the launch configuration "Debug Integration Tests" opens. */
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder } from '../test/support/repository.ts';
import { sampleWorkspace } from '../test/support/sampleWorkspace.ts';
import { buildIntegrationTests } from '../test/support/vscode/buildIntegrationTests.ts';

await buildIntegrationTests();
const folder = join(outFolder, 'test/debug-workspace');
await rm(folder, { recursive: true, force: true });
await cp(sampleWorkspace, folder, { recursive: true });
// Tests can only open folders in a window with a workspace file.
await writeFile(join(outFolder, 'test/debug.code-workspace'), JSON.stringify({ folders: [] }));
