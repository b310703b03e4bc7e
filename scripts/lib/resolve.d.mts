export const RESOLVE: { alias: Record<string, string> };
