export function bundle(root: string): Promise<Map<string, string>>;
