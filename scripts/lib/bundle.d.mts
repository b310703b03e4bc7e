export function bundle(input: string, root: string): Promise<string>;
