#!/usr/bin/env node
// The `duly` command on any Node from 20 on: cli/duly.ts runs on the Node that npm brings.
import { launch } from '../tools/launch.mjs';

await launch('cli/duly.ts', process.argv.slice(2));
