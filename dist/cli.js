#!/usr/bin/env node
process.stdout.write(`hello
`);export{};