// The program that is tested.

import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

export const lykta = process.env.LYKTA_BIN ?? path.join(repository, 'target/release/lykta');
